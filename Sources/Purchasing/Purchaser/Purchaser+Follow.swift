import Foundation

extension Purchaser {
  /// Looks at the orders of a purchase until nothing more happens by itself, or the time is over.
  ///
  /// - Parameters:
  ///   - purchase: the id of a purchase.
  ///   - wait: the longest time to look.
  /// - Returns: the purchase as it is then. One that is not ordered is returned as it is.
  /// - Throws: `JournalError`, `CancellationError`. A look that fails is repeated until the time is over.
  public func follow(_ purchase: String, atMost wait: Duration) async throws -> Purchase {
    let end = now().addingTimeInterval(TimeInterval(wait.components.seconds))
    var step = 2
    var purchase = try journal.purchase(purchase)
    while purchase.isOpen, !purchase.state.isBeforeCheckout, !purchase.state.isUncertain {
      purchase = try await look(at: purchase)
      let rest = Int(end.timeIntervalSince(now()))
      guard purchase.isOpen, rest > 0 else { break }
      try await pause(.seconds(min(step, rest)))
      step = min(step * 2, Self.longestStep)
    }
    return purchase
  }

  /// Seconds between two looks.
  private static let longestStep = 30

  /// Reads the orders of a purchase once, and records them where they changed.
  func look(at purchase: Purchase) async throws -> Purchase {
    var orders = purchase.orders
    for index in orders.indices where !orders[index].standing.isFinal || orders[index].isProvisioningUnasked {
      do {
        if let read = try await read(orders[index], of: purchase) { orders[index] = read }
      } catch  where service.endsEverything(error) {
        throw error
      } catch {
        // The order stays as it was.
        continue
      }
    }
    let state = purchase.state == .partlyOrdered ? .partlyOrdered : Self.state(of: orders)
    guard orders != purchase.orders || state != purchase.state else { return purchase }
    return try record(purchase, as: state) { $0.orders = orders }
  }

  private func read(_ known: PurchaseOrder, of purchase: Purchase) async throws -> PurchaseOrder? {
    guard let order = try await service.order(known.order.id, of: purchase.customer.id) else { return nil }
    let completed = OrderStanding(status: order.status, provisioning: nil) == .done
    guard completed else { return PurchaseOrder(order, orderGroup: known.orderGroup) }
    do {
      let provisioning = try await service.provisioning(of: order.id, customer: purchase.customer.id)
      return PurchaseOrder(order, orderGroup: known.orderGroup, provisioning: provisioning, isProvisioningAsked: true)
    } catch  where service.endsEverything(error) || order.hasProvisioningStatus {
      throw error
    } catch {
      // An order without that link may be of a kind that has none: its status is all that can be known.
      return PurchaseOrder(order, orderGroup: known.orderGroup, provisioning: [])
    }
  }

  /// The state of a purchase by its orders: what is still open comes first, then what is held, then what failed.
  static func state(of orders: [PurchaseOrder]) -> PurchaseState {
    let standings = Set(orders.map(\.standing))
    if standings.contains(.held) { return .held }
    if standings.contains(.open) { return .provisioning }
    return standings.contains(.failed) ? .failed : .done
  }
}
