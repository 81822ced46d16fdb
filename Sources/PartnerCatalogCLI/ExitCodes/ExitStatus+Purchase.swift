import Purchasing

extension ExitStatus {
  /// The status of a command that ended with a purchase in a state. 0 only where nothing is open.
  init(_ purchase: Purchase) {
    switch purchase.state {
    case .done: self = .success
    case .checkoutRequested, .unknown: self = .outcomeUnknown
    case .partlyOrdered: self = .partlyOrdered
    case .planned, .confirmed, .cartRequested, .cartMade, .ordered, .provisioning, .held: self = .partial
    case .failed: self = .nothingMatched
    case .refused, .notBought: self = ExitStatus(unboughtFor: purchase.errors.map(\.code))
    }
  }

  /// The status of several purchases: the most serious of theirs.
  init(_ purchases: [Purchase]) {
    let order: [ExitStatus] = [.outcomeUnknown, .partlyOrdered, .partial, .stale, .failure, .nothingMatched]
    let found = Set(purchases.map { ExitStatus($0) })
    self = order.first(where: found.contains) ?? .success
  }

  /// The status of a purchase that ended before anything was bought, by the codes of its errors.
  init(unboughtFor codes: [String]) {
    let codes = Set(codes)
    if codes == ["cartUnknown"] {
      self = .failure
    } else if !codes.isEmpty, codes.isSubset(of: Self.moved) {
      self = .stale
    } else if !codes.isEmpty, codes.isSubset(of: Self.signIn) {
      self = .notPermitted
    } else {
      self = .nothingMatched
    }
  }

  /// Codes of the service that ask for another sign-in, whatever the status.
  private static let signIn: Set<String> = ["800001", "900316", "900329", "900420", "900421"]

  /// Checks and codes of the service that say that the plan is out of date.
  private static let moved: Set<String> = [
    PurchaseCheck.Code.idLive.rawValue, PurchaseCheck.Code.total.rawValue, PurchaseCheck.Code.plan.rawValue, "400019",
    "400018", "400013", "900143",
  ]
}
