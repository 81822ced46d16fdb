import CatalogModel
import Foundation
import JournalStore

extension Purchaser {
  /// Settles every open purchase, or one. Never makes a cart; repeats a checkout only of the same cart, while the
  /// confirmation is fresh.
  ///
  /// - Parameters:
  ///   - purchase: the id of one purchase; `nil` for all that are open.
  ///   - place: the service that is asked; purchases of other services are left as they are.
  /// - Returns: each of them as it is now.
  /// - Throws: `JournalError`, ``UnrecordedOutcome``, `CancellationError`. Where the service could not be asked the
  ///   purchase stays as it is.
  public func resume(_ purchase: String? = nil, at place: OrderPlan.Service) async throws -> [Purchase] {
    let chosen: [Purchase]
    if let purchase { chosen = [try journal.purchase(purchase)] } else { chosen = try journal.purchases() }
    var results: [Purchase] = []
    for purchase in chosen where purchase.isOpen && purchase.service == place {
      results.append(try await resume(purchase))
    }
    if results.isEmpty, purchase != nil { return chosen }
    return results
  }

  private func resume(_ purchase: Purchase) async throws -> Purchase {
    switch purchase.state {
    case .planned, .confirmed, .cartRequested, .cartMade:
      return try abandon(purchase, .journal, "It ended before a checkout was requested.")
    case .checkoutRequested:
      let unknown = try record(purchase, as: .unknown) {
        $0.evidence.append(
          PurchaseEvidence(.journal, "The process ended before the result of the checkout was recorded.", at: now()))
      }
      return try await settled(unknown)
    case .unknown: return try await settled(purchase)
    case .ordered, .partlyOrdered, .provisioning, .held: return try await look(at: purchase)
    case .refused, .notBought, .done, .failed: return purchase
    }
  }

  // MARK: - Settling

  /// Settles a purchase, and looks at the orders that were found.
  private func settled(_ purchase: Purchase) async throws -> Purchase {
    let settled = try await settle(purchase)
    return settled.state == .ordered ? try await look(at: settled) : settled
  }

  /// Finds out whether a purchase with an unknown outcome was bought.
  func settle(_ purchase: Purchase) async throws -> Purchase {
    var purchase = purchase
    var (reading, cart) = try await readCart(of: purchase)
    if let cart, mayRepeat(purchase, cart) {
      do {
        purchase = try await checkOut(purchase)
        if purchase.state != .unknown { return purchase }
        reading = try await readCart(of: purchase).reading
      } catch let error as JournalError {
        throw error
      } catch let error as UnrecordedOutcome {
        throw error
      } catch  where service.endsEverything(error) {
        throw error
      } catch {
        // It was not sent; the journal says so, and the search for the order continues.
        purchase = try journal.purchase(purchase.purchaseID)
      }
    }
    let evidence = SettlingEvidence(
      cart: reading, orders: try await readOrders(of: purchase, includingSystemPurchases: false),
      named: try await namedOrders(of: purchase), claimed: try journal.claimedOrders(except: purchase.purchaseID),
      now: now())
    return try record(Settlement.decide(purchase, evidence), of: purchase)
  }

  /// Whether the checkout may be sent again: the same cart, active, unchanged, and the confirmation fresh.
  private func mayRepeat(_ purchase: Purchase, _ cart: ServiceCart) -> Bool {
    guard let confirmation = purchase.confirmation, let known = purchase.cart else { return false }
    return !purchase.isSaidToBeOrdered && cart.isActive && cart.isSame(as: known) && confirmation.isFresh(at: now())
      && (cart.expiresAt.map { $0 > now() } ?? true) && purchase.attempts.count < Self.mostAttempts
  }

  /// Checkout requests of one purchase.
  private static let mostAttempts = 4

  private func record(_ settlement: Settlement, of purchase: Purchase) throws -> Purchase {
    switch settlement {
    case .ordered(let orders):
      return try record(purchase, as: .ordered) {
        $0.orders = orders
        $0.evidence.append(PurchaseEvidence(.orders, "Its order was found at the service.", at: now()))
      }
    case .partlyOrdered(let orders):
      return try record(purchase, as: .partlyOrdered) {
        $0.orders = orders
        $0.evidence.append(
          PurchaseEvidence(.orders, "15 minutes after the checkout only a part of it became an order.", at: now()))
      }
    case .notBought(let message):
      return try record(purchase, as: .notBought) { $0.evidence.append(PurchaseEvidence(.orders, message, at: now())) }
    case .wait(let message, _):
      return try note(message, of: purchase)
    case .undecided(let message, let candidates):
      let list = candidates.isEmpty ? "" : " Candidates: \(candidates.joined(separator: ", "))."
      return try note("A person must decide. \(message)\(list)", of: purchase)
    }
  }

  /// Records a finding that ends nothing; the same finding is recorded once.
  private func note(_ message: String, of purchase: Purchase) throws -> Purchase {
    if let last = purchase.evidence.last, last.source == .orders, last.message == message { return purchase }
    return try record(purchase, as: .unknown) { $0.evidence.append(PurchaseEvidence(.orders, message, at: now())) }
  }

  // MARK: - Evidence

  private func readCart(
    of purchase: Purchase
  ) async throws -> (reading: SettlingEvidence.CartReading, cart: ServiceCart?) {
    guard let id = purchase.cart?.id else { return (.absent, nil) }
    do {
      guard let cart = try await service.cart(id, of: purchase.customer.id) else { return (.absent, nil) }
      if cart.isActive { return (.active, cart) }
      return (cart.isOrdered ? .ordered : .other(cart.status ?? "without a status"), cart)
    } catch  where service.endsEverything(error) {
      throw error
    } catch {
      return (.unread("\(error)"), nil)
    }
  }

  /// The orders of the customer; `nil` where they could not be read.
  func readOrders(of purchase: Purchase, includingSystemPurchases: Bool) async throws -> [ServiceOrder]? {
    do {
      return try await service.orders(
        of: purchase.customer.id, includingSystemPurchases: includingSystemPurchases)
    } catch  where service.endsEverything(error) {
      throw error
    } catch {
      return nil
    }
  }

  /// The orders that the service's records name as created by our requests; `nil` where they could not be read.
  private func namedOrders(of purchase: Purchase) async throws -> [ServiceOrder]? {
    let ours = Set(purchase.attempts.map { $0.ids.correlationID.lowercased() })
    let since = (purchase.attempts.first?.at ?? purchase.openedAt).addingTimeInterval(-OrderMatching.toleratedSkew)
    do {
      var orders: [ServiceOrder] = []
      for record in try await service.creations(for: purchase.customer.id, since: since)
      where record.isSuccess && record.correlationID.map({ ours.contains($0.lowercased()) }) ?? false {
        // An order that is not shown yet is still to come: the records are not complete without it.
        guard let order = try await service.order(record.orderID, of: purchase.customer.id) else { return nil }
        if !orders.contains(where: { $0.id == order.id }) { orders.append(order) }
      }
      return orders
    } catch  where service.endsEverything(error) {
      throw error
    } catch {
      return nil
    }
  }

  // MARK: - A person decides

  /// Records orders that a person says are those of a purchase with an unknown outcome.
  ///
  /// - Parameters:
  ///   - orders: ids of orders of the customer.
  ///   - purchase: the id of the purchase.
  /// - Returns: the purchase, ordered, or partly where the orders do not hold all of it.
  /// - Throws: `JournalError`, ``DecisionRefused``, errors of the service.
  public func claim(_ orders: [String], for purchase: String) async throws -> Purchase {
    let purchase = try await uncertain(purchase)
    let claimed = try journal.claimedOrders(except: purchase.purchaseID)
    var found: [ServiceOrder] = []
    for id in orders {
      guard let order = try await service.order(id, of: purchase.customer.id) else {
        throw DecisionRefused(description: "The service knows no order \(id) of \(purchase.customer.name).")
      }
      guard claimed.isDisjoint(with: order.keys) else {
        throw DecisionRefused(description: "Order \(id) belongs to another purchase.")
      }
      found.append(order)
    }
    var matching = OrderMatching(purchase, named: found, orders: [], claimed: claimed)
    // The service itself answered the checkout with these.
    let own = purchase.orders.filter { known in found.contains { $0.key == known.order.key } }
    let isMatched = Set(matching.matched.map(\.order.key))
    matching.matched += own.filter { !isMatched.contains($0.order.key) }
    guard matching.matched.count == found.count else {
      throw DecisionRefused(description: "The orders do not hold the lines of purchase \(purchase.purchaseID).")
    }
    return try record(purchase, as: matching.missing.isEmpty ? .ordered : .partlyOrdered) {
      $0.orders = matching.matched
      $0.evidence.append(
        PurchaseEvidence(.person, "A person says that \(orders.joined(separator: ", ")) is its order.", at: now()))
    }
  }

  /// Records that a person says that nothing was bought.
  ///
  /// - Parameter purchase: the id of the purchase.
  /// - Returns: the purchase, not bought.
  /// - Throws: `JournalError`; ``DecisionRefused`` within 15 minutes of the checkout, and where the service says that
  ///   the cart was checked out.
  public func disclaim(_ purchase: String) async throws -> Purchase {
    let purchase = try await uncertain(purchase)
    let certain = Settlement.certainty(of: purchase)
    guard now() >= certain else {
      throw DecisionRefused(
        description: "An order may still appear until \(certain.iso8601Text); decide after that.")
    }
    let cart = try await readCart(of: purchase).reading
    if purchase.isSaidToBeOrdered || cart == .ordered {
      throw DecisionRefused(
        description: "The service says that the cart of the purchase was checked out: there is an order.")
    }
    return try record(purchase, as: .notBought) {
      $0.evidence.append(PurchaseEvidence(.person, "A person says that nothing was bought.", at: now()))
    }
  }

  private func uncertain(_ id: String) async throws -> Purchase {
    var purchase = try journal.purchase(id)
    if purchase.state == .checkoutRequested {
      purchase = try record(purchase, as: .unknown) {
        $0.evidence.append(
          PurchaseEvidence(.journal, "The process ended before the result of the checkout was recorded.", at: now()))
      }
    }
    guard purchase.state == .unknown else {
      throw DecisionRefused(
        description: "Purchase \(purchase.purchaseID) is \(purchase.state.rawValue): there is nothing to decide.")
    }
    return purchase
  }
}

/// A person's decision that the facts forbid. Nothing was recorded.
public struct DecisionRefused: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason, in plain English.
  public var description: String
}
