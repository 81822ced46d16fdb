import Foundation
import JournalStore

extension Purchaser {
  /// How a person confirms a purchase.
  public enum ConfirmationRequest: Sendable {
    /// The beginning of the plan's digest, given beforehand.
    case digest(String)
    /// The total, typed when the cart is shown; `nil` where the person ends it.
    case total(@Sendable (Purchase) async throws -> String?)
  }

  /// Uses a plan: checks it again, makes or reads its cart, lets it be confirmed, and checks out.
  ///
  /// - Parameters:
  ///   - plan: whole, valid now and for this service; it is burnt, whatever happens then.
  ///   - service: the service that is asked.
  ///   - confirmation: how it is confirmed.
  /// - Returns: the purchase after the checkout, or after a check that failed; its state tells. It may be unknown.
  /// - Throws: ``PlanError``, `JournalError` before anything is bought; ``UnrecordedOutcome`` after that; errors of the
  ///   service where nothing was sent.
  public func submit(
    _ plan: OrderPlan, at service: OrderPlan.Service, confirmation: ConfirmationRequest
  ) async throws -> Purchase {
    try plan.check(for: service, now: now())
    if case .digest(let given) = confirmation, given.lowercased() != plan.shortDigest {
      throw PlanError.confirmationDiffers(given: given)
    }
    var purchase = Purchase(purchaseID: identifier(), plan: plan, at: now())
    try journal.begin(purchase)
    recorded(purchase)
    if case .digest = confirmation {
      purchase = try record(purchase, as: .confirmed) {
        $0.confirmation = Confirmation(kind: .digest, at: $0.changedAt)
      }
    }
    do {
      let orders = try await readOrders(of: purchase, includingSystemPurchases: false)
      if let failed = try await failure(purchase, of: checksBeforeCart(purchase, orders)) { return failed }
      let recent = now().addingTimeInterval(-RecentPurchases.span)
      purchase.earlierOrders = (orders ?? []).filter { $0.createdAt.map { $0 >= recent } ?? true }.map(\.id)
      purchase = try await withCart(purchase, of: plan)
      guard purchase.state == .cartMade, let cart = purchase.cart else { return purchase }
      let isTyped = if case .total = confirmation { true } else { false }
      let checks = CartChecks.checks(
        of: cart, for: purchase.lines, ceiling: purchase.maxTotal, isTyped: isTyped, now: now())
      if let failed = try failure(purchase, of: checks + (await successors(of: checks, in: purchase))) { return failed }
      guard let confirmed = try await confirm(purchase, confirmation) else {
        return try abandon(
          purchase, .person, "The total was not confirmed.",
          errors: [PurchaseError(code: "notConfirmed", message: "The total was not confirmed.")])
      }
      purchase = confirmed
    } catch {
      // Nothing was checked out: whatever happened, the purchase ends here. An error of the journal says so itself.
      if !(error is JournalError) {
        _ = try? abandon(purchase, .journal, "It ended before the checkout: \(error)")
      }
      throw error
    }
    purchase = try await checkOut(purchase)
    guard purchase.state == .unknown else { return purchase }
    do {
      return try await settle(purchase)
    } catch let error as UnrecordedOutcome {
      throw error
    } catch let error as JournalError {
      throw UnrecordedOutcome(purchaseID: purchase.purchaseID, reason: "\(error)")
    } catch {
      // It could not be settled now: the outcome stays unknown.
      return try journal.purchase(purchase.purchaseID)
    }
  }

  // MARK: - Before the cart

  /// The checks that need no cart, made again.
  private func checksBeforeCart(_ purchase: Purchase, _ orders: [ServiceOrder]?) async throws -> [PurchaseCheck] {
    var checks: [PurchaseCheck] = []
    let earlier = try journal.purchases().filter {
      $0.purchaseID != purchase.purchaseID && $0.customer.id == purchase.customer.id
    }
    for line in purchase.lines {
      // What only the catalog and the user can tell was found out when the plan was made.
      checks += line.checks.filter { !$0.holds }
      checks += try await LiveChecks.checks(of: line, for: purchase.customer.id, at: service, now: now())
      checks.append(RecentPurchases.check(line, purchases: earlier, orders: orders, now: now()))
      if !line.attestation {
        checks.append(
          PurchaseCheck(.attestation, .failed, "The attestation of the partner on record was not made.", at: now()))
      }
    }
    return checks
  }

  /// Rereads the items whose ids the cart does not accept: the failed checks name the new ids.
  private func successors(of checks: [PurchaseCheck], in purchase: Purchase) async throws -> [PurchaseCheck] {
    guard checks.contains(where: { $0.code == .idLive && !$0.holds }) else { return [] }
    var found: [PurchaseCheck] = []
    for line in purchase.lines {
      found += try await LiveChecks.checks(of: line, for: purchase.customer.id, at: service, now: now())
        .filter { $0.code == .idLive && $0.state == .failed }
    }
    return found
  }

  /// Ends the purchase where a check does not hold.
  private func failure(_ purchase: Purchase, of checks: [PurchaseCheck]) throws -> Purchase? {
    let accepted = Set(purchase.lines.flatMap(\.checks).filter { $0.state == .accepted }.map(\.code))
    let failed = checks.map { $0.accepting(accepted) }.filter { !$0.holds }
    guard let first = failed.first else { return nil }
    return try abandon(
      purchase, .check, "The check \(first.code.rawValue) is \(first.state.rawValue): \(first.message)",
      errors: failed.map { PurchaseError(code: $0.code.rawValue, message: $0.message) })
  }

  // MARK: - The cart

  /// The purchase with its cart: the plan's own where that is still there, else a new one.
  private func withCart(_ purchase: Purchase, of plan: OrderPlan) async throws -> Purchase {
    if let known = plan.cart, let cart = try await service.cart(known.id, of: purchase.customer.id), cart.isActive,
      cart.expiresAt.map({ $0 > now() }) ?? true
    {
      return try record(purchase, as: .cartMade) { take(cart, into: &$0) }
    }
    let ids = newIDs()
    let requested = try record(purchase, as: .cartRequested) { $0.cartRequest = ids }
    let draft = CartDraft(
      lines: purchase.lines, attestsPartnerOnRecord: purchase.lines.allSatisfy(\.attestation),
      reseller: purchase.reseller)
    switch try await service.makeCart(draft, for: purchase.customer.id, ids: ids) {
    case .done(let cart): return try record(requested, as: .cartMade) { take(cart, into: &$0) }
    case .refused(let refusal):
      let error = PurchaseError(refusal)
      return try abandon(requested, .cart, error.sentence, errors: [error], as: .refused)
    case .unknown(let uncertain):
      return try abandon(
        requested, .cart, "It is not known whether a cart was made, which buys nothing: \(uncertain.reason).",
        errors: [PurchaseError(code: "cartUnknown", message: uncertain.reason, requestID: uncertain.requestID)])
    }
  }

  private func take(_ cart: ServiceCart, into purchase: inout Purchase) {
    purchase.cart = cart
    if let addition = CartChecks.addition(of: cart, to: purchase.lines) {
      purchase.evidence.append(PurchaseEvidence(.cart, addition, at: now()))
    }
  }

  private func confirm(_ purchase: Purchase, _ request: ConfirmationRequest) async throws -> Purchase? {
    switch request {
    case .digest:
      guard let given = purchase.confirmation, given.isFresh(at: now()) else { return nil }
      // The plan was confirmed with its bounds; the total of the cart is within them.
      return try record(purchase, as: .confirmed) { $0.confirmedTotal = $0.cart?.total }
    case .total(let ask):
      guard let total = purchase.cart?.total, let text = try await ask(purchase), Money(parsing: text) == total else {
        return nil
      }
      return try record(purchase, as: .confirmed) {
        $0.confirmation = Confirmation(kind: .total, at: $0.changedAt)
        $0.confirmedTotal = total
      }
    }
  }

  // MARK: - The checkout

  /// Announces a checkout, sends it once, and records its result.
  ///
  /// - Throws: `JournalError` where it was not sent, ``UnrecordedOutcome`` where its result could not be recorded, and
  ///   the error because of which it was not sent.
  func checkOut(_ purchase: Purchase) async throws -> Purchase {
    let isRepeated = purchase.state == .unknown
    // The id of a request that never had a response is kept: the service may recognise the repetition.
    var ids = newIDs()
    if let last = purchase.attempts.last, !last.isAnswered { ids.requestID = last.ids.requestID }
    let requested = try record(purchase, as: .checkoutRequested) {
      $0.attempts.append(Attempt(ids: ids, at: $0.changedAt))
    }
    guard let cart = requested.cart else { throw Purchase.IllegalStep(description: "A checkout needs a cart.") }
    let answer: ServiceAnswer<CheckoutAnswer>
    do {
      answer = try await service.checkOut(cart.id, of: requested.customer.id, ids: ids)
    } catch {
      // Nothing was sent this time.
      _ = try recordingOutcome(of: requested) {
        if isRepeated {
          return try self.record(requested, as: .unknown) {
            $0.evidence.append(PurchaseEvidence(.checkout, "The checkout was not repeated: \(error)", at: now()))
          }
        }
        return try self.abandon(requested, .checkout, "The checkout was not sent: \(error)")
      }
      throw error
    }
    return try recordingOutcome(of: requested) { try self.record(answer, of: requested, isRepeated: isRepeated) }
  }

  private func recordingOutcome(of purchase: Purchase, _ body: () throws -> Purchase) throws -> Purchase {
    do {
      return try body()
    } catch {
      throw UnrecordedOutcome(purchaseID: purchase.purchaseID, reason: "\(error)")
    }
  }

  private func record(
    _ answer: ServiceAnswer<CheckoutAnswer>, of requested: Purchase, isRepeated: Bool
  ) throws -> Purchase {
    let isAnswered = if case .unknown(let uncertain) = answer { uncertain.isAnswered } else { true }
    func end(_ purchase: inout Purchase) {
      purchase.attempts[purchase.attempts.count - 1].isAnswered = isAnswered
      purchase.attempts[purchase.attempts.count - 1].endedAt = now()
      if case .refused(let refusal) = answer, refusal.saysDoneBefore {
        purchase.attempts[purchase.attempts.count - 1].saysOrdered = true
      }
    }
    switch CheckoutDecision(answer, of: requested, isRepeated: isRepeated) {
    case .ordered(let orders):
      return try record(requested, as: .ordered) {
        end(&$0)
        $0.orders = orders
      }
    case .partlyOrdered(let orders, let errors):
      return try record(requested, as: .partlyOrdered) {
        end(&$0)
        $0.orders = orders
        $0.errors += errors
      }
    case .refused(let error):
      return try record(requested, as: .refused) {
        end(&$0)
        $0.errors.append(error)
        $0.evidence.append(PurchaseEvidence(.checkout, error.sentence, at: now()))
      }
    case .unknown(let reason, let orders):
      return try record(requested, as: .unknown) {
        end(&$0)
        if !orders.isEmpty { $0.orders = orders }
        $0.evidence.append(PurchaseEvidence(.checkout, reason, at: now()))
      }
    }
  }
}
