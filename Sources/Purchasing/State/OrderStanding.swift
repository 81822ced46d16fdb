/// The stage of an order at the service.
public enum OrderStanding: String, Sendable, Codable, CaseIterable {
  /// The service is at work, or uses a word that this program does not know.
  case open
  /// It waits for somebody: documents, a review, a suspension.
  case held
  /// Everything is provisioned.
  case done
  /// Cancelled, rejected, or failed in part or whole.
  case failed

  /// Reads the status of an order and, where there are any, the provisioning states of its lines.
  ///
  /// Case, blanks and underscores do not matter. A status that is missing or not known is ``open``: it never ends the
  /// following, and never permits another purchase.
  /// Source: Partner Center REST reference, "Order resources", table OrderStatus, and "Get order provisioning status".
  public init(status: String?, provisioning: [String]?) {
    switch Self.folded(status ?? "") {
    case "completed": self = Self.provisioned(provisioning)
    case "pendingpoupload", "pouploadcomplete", "pendingreview", "suspended": self = .held
    case "cancelled", "canceled", "error", "poreviewrejected", "partialsuccess": self = .failed
    default: self = .open
    }
  }

  private static func provisioned(_ lines: [String]?) -> OrderStanding {
    let words = (lines ?? []).map(folded)
    if words.contains("unfulfilled") { return .failed }
    return words.allSatisfy { $0 == "fulfilled" } ? .done : .open
  }

  private static func folded(_ word: String) -> String { word.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// Whether nothing more will happen by itself.
  var isFinal: Bool { self == .done || self == .failed }
}
