import PartnerCenterCommerce

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
  public init(status: String?, provisioning: [String]?) {
    let status = OrderStatus(status ?? "")
    switch status.meaning {
    case .placed: self = status == .completed ? Self.provisioned(provisioning) : .open
    case .held: self = .held
    case .partlyFailed, .failed: self = .failed
    case .open: self = .open
    }
  }

  private static func provisioned(_ lines: [String]?) -> OrderStanding {
    let states = (lines ?? []).map { ProvisioningStatus($0) }
    if states.contains(.unfulfilled) { return .failed }
    return states.allSatisfy { $0 == .fulfilled } ? .done : .open
  }

  /// Whether nothing more will happen by itself.
  var isFinal: Bool { self == .done || self == .failed }
}
