public import Foundation

/// One check before money moves.
public struct PurchaseCheck: Sendable, Hashable, Codable {
  /// The stable words of the checks.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The item is in the customer's own catalog now, and can be bought.
    case idLive
    /// The item has the term and the billing cycle.
    case termOffered
    /// The quantity is within the item's limits.
    case quantity
    /// The customer has a reseller relationship with this partner.
    case relationship
    /// The item is of a segment that is open to the customer.
    case segment
    /// Partner and customer have what the item requires beside: qualification, base product, further prerequisites.
    case qualification
    /// The customer accepted the agreement that the item rests on.
    case agreement
    /// The customer's Azure subscription is registered, or the Azure plan is there.
    case registration
    /// The item is not restricted where the customer uses it.
    case inventory
    /// The user made the attestations of the order.
    case attestation
    /// The promotion is the planned one.
    case promotion
    /// The cart holds each planned line once, no other, and no error.
    case cartWhole
    /// The total is known, and at most the ceiling and the plan's.
    case total
    /// The customer bought no such thing in the last 24 hours.
    case notRecentlyBought
    /// The plan is valid, unused, unchanged, and for this service.
    case plan
  }

  /// The result of a check.
  public enum State: String, Sendable, Codable, CaseIterable {
    case passed, failed
    /// It could not be found out: counts as failed.
    case unchecked
    /// It could not be found out, and the user accepts that.
    case accepted
  }

  /// The check.
  public var code: Code
  /// The result.
  public var state: State
  /// The finding in plain English.
  public var message: String
  /// The time of the fact that decides, in whole seconds.
  public var checkedAt: Date

  /// Creates a check; the time is cut to whole seconds.
  public init(_ code: Code, _ state: State, _ message: String, at time: Date) {
    self.code = code
    self.state = state
    self.message = message
    checkedAt = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
  }

  /// Whether the check permits the purchase.
  public var holds: Bool { state == .passed || state == .accepted }

  /// Whether the check permits the purchase where the user accepts the named ones.
  public func permits(_ accepted: Set<Code>) -> Bool { accepting(accepted).holds }

  /// The check with the user's acceptance.
  ///
  /// Only what is unchecked can be accepted, never a failure; but a purchase of the same thing on the same day, which is
  /// a failure of ``Code/notRecentlyBought``, can be meant.
  func accepting(_ codes: Set<Code>) -> PurchaseCheck {
    guard codes.contains(code), state == .unchecked || state == .failed && code == .notRecentlyBought else {
      return self
    }
    var check = self
    check.state = .accepted
    return check
  }
}
