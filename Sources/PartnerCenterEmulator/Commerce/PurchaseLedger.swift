public import Foundation
import Synchronization

/// One order that was truly placed at the emulator, whatever its client was told.
public struct LedgerEntry: Sendable, Hashable, Codable {
  /// One line of an order.
  public struct Line: Sendable, Hashable, Codable {
    /// The item as it was bought.
    public var catalogItemId: String
    /// `product:sku`.
    public var sku: String
    /// Units.
    public var quantity: Int
  }

  /// The time of the service's clock at which it was placed.
  public var time: Date
  /// The buyer.
  public var customerId: String
  /// The order.
  public var orderId: String
  /// The short id of the order, equal to the other but in the older dialect.
  public var alternateId: String
  /// The cart that became the order; `nil` for an order of somebody else.
  public var cartId: String?
  /// The order group of the cart.
  public var orderGroup: String
  /// The `MS-RequestId` of the checkout; `nil` where it sent none, and for an order of somebody else.
  public var requestId: String?
  /// The lines of the order.
  public var lines: [Line]
  /// The sum of the extended prices, a decimal; `nil` where a price is unknown.
  public var total: String?
  /// ISO 4217.
  public var currency: String
}

extension Emulator {
  /// The orders that were truly placed, in order of time: the truth that a journal is compared with.
  public var ledger: [LedgerEntry] {
    let now = serviceTime
    return state.withLock { state in
      state.storefront.settle(until: now, &state.faults)
      return state.storefront.ledger.sorted { $0.time < $1.time }
    }
  }

  /// Moves the service's clock ahead, or back for a negative number of seconds.
  public func advanceClock(by seconds: TimeInterval) { state.withLock { $0.clockOffset += seconds } }

  /// The ledger as JSON, one object a line.
  var ledgerLines: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return Data(ledger.flatMap { entry in (try? encoder.encode(entry)).map { $0 + [UInt8(ascii: "\n")] } ?? Data() })
  }
}
