public import CatalogModel
public import Foundation

/// The prices of a plan, from a cart that is made for it. A cart buys nothing.
public struct PlanPricing: Sendable {
  /// The lines with their prices and the checks of the cart.
  public var lines: [PlannedLine]
  /// The cart; `nil` where none was made.
  public var cart: OrderPlan.Cart?

  /// Makes a cart, and reads the prices of the lines from it.
  ///
  /// - Parameters:
  ///   - lines: without prices.
  ///   - customer: the one who buys.
  ///   - ceiling: the most that they may cost.
  ///   - reseller: the indirect reseller.
  ///   - service: makes the cart.
  ///   - ids: of the request.
  ///   - now: the time.
  /// - Throws: errors of the service where nothing was sent.
  public init(
    of lines: [PlannedLine], for customer: CustomerID, ceiling: Money?, reseller: String?,
    at service: any PurchaseService, ids: RequestIDs, now: Date
  ) async throws {
    let draft = CartDraft(
      lines: lines, attestsPartnerOnRecord: lines.allSatisfy(\.attestation), reseller: reseller)
    self.lines = lines
    let checks: [PurchaseCheck]
    switch try await service.makeCart(draft, for: customer, ids: ids) {
    case .done(let made):
      var open = made.lines
      for index in lines.indices {
        guard let found = open.firstIndex(where: { $0.holds(lines[index]) }) else { continue }
        self.lines[index].price = open[found].price
        open.remove(at: found)
      }
      checks = CartChecks.checks(of: made, for: lines, ceiling: ceiling, isTyped: true, now: now)
      if made.isActive {
        cart = OrderPlan.Cart(id: made.id, expiresAt: made.expiresAt ?? now.addingTimeInterval(Self.usualLifetime))
      }
    case .refused(let refusal):
      checks = [PurchaseCheck(.cartWhole, .failed, PurchaseError(refusal).sentence, at: now)]
    case .unknown(let uncertain):
      checks = [
        PurchaseCheck(
          .cartWhole, .unchecked, "It is not known whether a cart was made: \(uncertain.reason).", at: now)
      ]
    }
    for index in lines.indices { self.lines[index].checks += checks }
  }

  /// Seconds that a cart lives where it does not say so: 7 days.
  ///
  /// Source: "Create a cart".
  private static let usualLifetime: TimeInterval = 604_800
}
