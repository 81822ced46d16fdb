public import CatalogModel
public import Foundation

/// The catalog at the time of an order, removed items included.
public protocol ProductFacts: Sendable {
  /// What the catalog knows about a SKU.
  ///
  /// - Parameters:
  ///   - sku: the SKU.
  ///   - date: the time of the order; `nil` for now.
  /// - Returns: what is known at that time.
  func fact(of sku: SKUReference, at date: Date?) -> ProductFact
}

/// What the catalog knows about a SKU at a time.
public enum ProductFact: Sendable, Hashable {
  /// It was there.
  case known(isTrial: Bool)
  /// It had ended at that time.
  case ended(Date)
  /// No sync has ever seen it.
  case unknown
  /// It cannot be said. The text is the reason.
  case unread(String)
}

/// No catalog: nothing can be said about products.
public struct NoCatalog: ProductFacts {
  private let reason: String

  /// Creates it, with the reason in one sentence without its end.
  public init(reason: String = "no catalog was read") { self.reason = reason }

  /// Always unread.
  public func fact(of sku: SKUReference, at date: Date?) -> ProductFact { .unread(reason) }
}
