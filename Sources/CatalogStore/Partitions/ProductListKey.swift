public import CatalogModel
package import Foundation

/// One product list that is asked for: a partition of the catalog. Partitions overlap.
public struct ProductListKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The market of the list.
  public var market: Market
  /// The target view of the list.
  public var view: TargetView
  /// The segment asked for; `nil` asks for all but nonprofit.
  public var segment: Segment?
  /// The reservation scope; `nil` outside of reservations under an Azure plan.
  public var scope: ReservationScope?

  /// A key; the service need not have such a list.
  public init(market: Market, view: TargetView, segment: Segment? = nil, scope: ReservationScope? = nil) {
    self.market = market
    self.view = view
    self.segment = segment
    self.scope = scope
  }

  /// Orders by market, view, segment and scope; absent parts come first.
  public static func < (left: ProductListKey, right: ProductListKey) -> Bool {
    (left.market.code, left.view.rawValue, left.segment?.rawValue ?? "", left.scope?.rawValue ?? "")
      < (right.market.code, right.view.rawValue, right.segment?.rawValue ?? "", right.scope?.rawValue ?? "")
  }

  /// The parts that are there, with blanks between.
  public var description: String {
    [market.code, view.rawValue, segment?.rawValue, scope?.rawValue].compactMap { $0 }.joined(separator: " ")
  }
}

/// Why a product list is incomplete: a stable word.
package enum PartialReason: String, Sendable, Codable {
  case budget, cancelled, throttled, unavailable, unreadable, refused, interrupted, shortList, emptyList,
    removalsHeldBack, signIn
}

/// The state of a product list.
public struct PartitionStatus: Sendable, Hashable {
  /// The list.
  public var key: ProductListKey
  /// How far the list is read.
  public var state: ReadState
  /// Catalog items that its products hold.
  public var items: Int
  /// A stable word for why it is not complete, such as `shortList`; `nil` where it is.
  public var reason: String?
  package var hasEverCompleted: Bool
  /// The run that last read the list itself to its end.
  package var listRun: Int64?
  package var listHash: Int64?
  /// Products that were new or renamed in it then.
  package var moved = 0
}

/// The last reading of a product.
package struct LastReading: Sendable, Hashable {
  /// The run that last read it completely; 0 for a product to read again.
  package var run: Int64
  /// The time since which the product exists at the service but in no list.
  package var unlistedSince: Date?
  /// The position in the file: neighbours share pages.
  package var position: Int64 = 0
}
