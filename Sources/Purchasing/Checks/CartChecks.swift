import CatalogModel
import Foundation
import PartnerCenterCommerce

/// The checks of a cart against the lines that it was made for.
enum CartChecks {
  /// ``PurchaseCheck/Code/cartWhole``, ``PurchaseCheck/Code/promotion`` and ``PurchaseCheck/Code/total``.
  ///
  /// - Parameters:
  ///   - cart: as the service holds it.
  ///   - lines: the planned ones.
  ///   - ceiling: of the plan.
  ///   - isTyped: whether a person will type the total, and so is the bound where the plan has none.
  ///   - now: the time.
  /// - Returns: the checks, and one of the id for each line whose id the cart does not accept.
  static func checks(
    of cart: ServiceCart, for lines: [PlannedLine], ceiling: Money?, isTyped: Bool, now: Date
  ) -> [PurchaseCheck] {
    var checks = staleItems(in: cart, now)
    checks.append(whole(cart, lines, ceiling, now))
    checks.append(promotion(cart, lines, now))
    checks.append(total(cart, lines, ceiling, isTyped: isTyped, now))
    return checks
  }

  /// A line whose id the cart does not accept any more.
  private static func staleItems(in cart: ServiceCart, _ now: Date) -> [PurchaseCheck] {
    cart.lines.compactMap { line in
      guard let error = line.error, isStale(error) else { return nil }
      return PurchaseCheck(
        .idLive, .failed, "The cart does not accept \(line.catalogItemID): \(error.sentence)", at: now)
    }
  }

  private static func isStale(_ error: PurchaseError) -> Bool {
    ErrorMeaning.ofLineError(Int(error.code)) == .rereadCatalog
  }

  private static func whole(
    _ cart: ServiceCart, _ lines: [PlannedLine], _ ceiling: Money?, _ now: Date
  ) -> PurchaseCheck {
    func failed(_ message: String) -> PurchaseCheck { PurchaseCheck(.cartWhole, .failed, message, at: now) }
    guard cart.isActive else { return failed("The cart is \(cart.status ?? "without a status"), not active.") }
    if let expiry = cart.expiresAt, expiry <= now {
      return failed("The cart expired at \(expiry.iso8601Text).")
    }
    for line in cart.lines {
      if let error = line.error, !isStale(error) {
        return failed("The cart refuses \(line.catalogItemID): \(error.sentence)")
      }
    }
    var open = cart.lines
    for line in lines {
      guard let index = open.firstIndex(where: { $0.holds(line) }) else {
        return failed("The cart does not hold \(line.quantity) of \(line.catalogItemID), \(line.plan).")
      }
      open.remove(at: index)
    }
    if let more = open.first { return failed("The cart holds \(more.catalogItemID), which is not in the plan.") }
    let planned = Set(lines.compactMap(\.price?.currency) + [ceiling?.currency].compactMap(\.self))
    let found = Set(cart.lines.compactMap { ($0.price?.currency ?? $0.currency)?.uppercased() })
    guard found.count <= 1, planned.isEmpty || found.isSubset(of: planned) else {
      return failed(
        "The cart is in \(found.sorted().joined(separator: ", ")), the plan in \(planned.sorted().joined(separator: ", "))."
      )
    }
    return PurchaseCheck(.cartWhole, .passed, "The cart holds every planned line, and no other.", at: now)
  }

  private static func promotion(_ cart: ServiceCart, _ lines: [PlannedLine], _ now: Date) -> PurchaseCheck {
    for line in lines {
      let held = cart.lines.first { $0.holds(line) }?.promotionID
      if let planned = line.promotionID, held?.lowercased() != planned.lowercased() {
        return PurchaseCheck(
          .promotion, .failed,
          "The cart has \(held.map { "promotion \($0)" } ?? "no promotion") for \(line.catalogItemID), the plan \(planned).",
          at: now)
      }
    }
    return PurchaseCheck(
      .promotion, .passed, addition(of: cart, to: lines) ?? "Promotions are as planned.", at: now)
  }

  /// The promotions that the service added to planned lines by itself, in one sentence; `nil` for none.
  static func addition(of cart: ServiceCart, to lines: [PlannedLine]) -> String? {
    let added = lines.filter { $0.promotionID == nil }
      .compactMap { line in cart.lines.first { $0.holds(line) }?.promotionID }
    return added.isEmpty ? nil : "The service added promotion \(added.joined(separator: ", ")) by itself."
  }

  private static func total(
    _ cart: ServiceCart, _ lines: [PlannedLine], _ ceiling: Money?, isTyped: Bool, _ now: Date
  ) -> PurchaseCheck {
    func result(_ state: PurchaseCheck.State, _ message: String) -> PurchaseCheck {
      PurchaseCheck(.total, state, message, at: now)
    }
    guard let total = cart.total else {
      return result(.unchecked, "The cart states no price for some of its lines: the total is unknown.")
    }
    guard total.amount >= 0 else { return result(.failed, "The total is \(total), below zero.") }
    let planned = LinePrice.total(lines.map(\.price))
    for (bound, name) in [(ceiling, "ceiling"), (planned, "total of the plan")] {
      guard let bound else { continue }
      guard bound.currency == total.currency else {
        return result(.failed, "The total is in \(total.currency), the \(name) in \(bound.currency).")
      }
      guard total.amount <= bound.amount else {
        return result(.failed, "The total is \(total), above the \(name) of \(bound).")
      }
    }
    guard ceiling != nil || planned != nil || isTyped else {
      return result(.unchecked, "The total is \(total); neither a ceiling nor a price of the plan bounds it.")
    }
    return result(.passed, "The total is \(total).")
  }
}

extension Money {
  /// Whether it is a planned amount; a currency that the service leaves out counts as planned.
  fileprivate func isSame(as planned: Money?) -> Bool {
    amount == planned?.amount && (currency.isEmpty || currency == planned?.currency)
  }
}

extension ServiceCart.Line {
  /// Whether it is a planned line; parts that the service leaves out count as planned.
  func holds(_ line: PlannedLine) -> Bool {
    catalogItemID.rawValue.uppercased() == line.catalogItemID.rawValue.uppercased() && quantity == line.quantity
      && (termDuration == nil || line.termDuration == nil
        || termDuration?.uppercased() == line.termDuration?.uppercased())
      && (billingCycle.map { BillingCycle($0) == BillingCycle(line.billingCycle) } ?? true)
      && (renewsTo == nil || renewsTo?.uppercased() == line.renewsTo?.uppercased())
      && (commitment.map { $0.isSame(as: line.commitment) } ?? true)
  }
}
