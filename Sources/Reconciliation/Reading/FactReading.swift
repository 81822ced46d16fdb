public import CatalogModel
import PartnerCenter
public import PartnerCenterCommerce

/// Reads from the service what a document is compared with.
public struct FactReading: Sendable {
  private let commerce: CommerceClient

  /// Creates a reading.
  public init(_ commerce: CommerceClient) { self.commerce = commerce }

  /// Adds the orders of customers, system purchases included, and what those hold that bought once and for all.
  ///
  /// What the service refuses is noted as a gap; an error that concerns every request ends the reading.
  ///
  /// - Parameters:
  ///   - facts: where they are added.
  ///   - customers: the customers of the document.
  ///   - holders: those whose entitlements are needed.
  /// - Throws: errors of the client that are no answer.
  public func add(
    to facts: inout ReconciliationFacts, ordersOf customers: Set<CustomerID>, entitlementsOf holders: Set<CustomerID>
  ) async throws {
    for customer in customers.sorted() {
      do {
        switch try await commerce.orders(of: customer, systemPurchases: true) {
        case .read(let reading) where reading.unreadable == 0:
          facts.add(reading.items.map { BilledOrder($0, customer: customer) }, allOf: customer)
        case .read: facts.missOrders(of: customer, because: "an order of the customer cannot be read")
        case .notFound: facts.missOrders(of: customer, because: "the service does not know the customer")
        case .forbidden, .unchanged: facts.missOrders(of: customer, because: "the orders of the customer are closed")
        }
      } catch {
        guard Self.isAnswer(error) else { throw error }
        facts.missOrders(of: customer, because: "the service refused the orders of the customer")
      }
    }
    for customer in holders.sorted() {
      do {
        switch try await commerce.entitlements(of: customer) {
        case .read(let reading) where reading.unreadable == 0:
          facts.add(reading.items.map(HeldItem.init), heldBy: customer)
        default: facts.missItems(of: customer, because: "the entitlements of the customer cannot be read")
        }
      } catch {
        guard Self.isAnswer(error) else { throw error }
        facts.missItems(of: customer, because: "the service refused the entitlements of the customer")
      }
    }
  }

  /// Whether the service answered this one request with a refusal.
  private static func isAnswer(_ error: any Error) -> Bool {
    switch error {
    case let denied as PermissionDenied: return denied.serviceError.status != 401
    case is ServiceError: return true
    case let failure as RequestError:
      if case .refused(let refusal) = failure.cause { return (400..<500).contains(refusal.status) }
      return false
    default: return false
    }
  }
}

extension HeldItem {
  init(_ entitlement: Entitlement) {
    self.init(
      productID: entitlement.productID.rawValue, skuID: entitlement.skuID?.rawValue,
      orderID: entitlement.order?.id.rawValue, alternateOrderID: entitlement.order?.alternateID?.rawValue)
  }
}
