public import CatalogModel

/// The properties that items can be filtered by.
public enum SearchFacet: String, Sendable, Hashable, CaseIterable {
  case market, segment
  /// Type or sub-type of the product.
  case productType
  /// A part of the publisher's name.
  case publisher
  /// The duration of one of its terms: `P1Y`.
  case term
  /// `monthly`, `annual`, `triennial`, `one_time`, `none`.
  case billingCycle
  /// `AzurePlan`, or `none` for items without a scope.
  case reservationScope
  /// `true` or `false`: whether it is a trial.
  case trial
  /// A purchase prerequisite: `InventoryCheck`; `none` for items without one.
  case prerequisite
  case currency
  /// `true` or `false`: whether the service lets it be bought; where the service does not say, `true`.
  case purchasable
}

/// The items to include in an answer, by their properties.
///
/// Values are compared without regard to case. All facets must hold for one availability; of the values of one facet,
/// any will do. Values that no item has are no error: they match nothing.
public struct ItemFilter: Sendable, Hashable {
  /// Includes only items with one of these values, for each facet; a facet without values includes all.
  public var only: [SearchFacet: [String]]
  /// Excludes items with one of these values.
  public var except: [SearchFacet: [String]]

  /// A filter; without values it includes everything.
  public init(only: [SearchFacet: [String]] = [:], except: [SearchFacet: [String]] = [:]) {
    self.only = only
    self.except = except
  }

  /// Whether everything is included.
  public var isEmpty: Bool { only.allSatisfy(\.value.isEmpty) && except.allSatisfy(\.value.isEmpty) }

  /// Only these markets; empty for all of the catalog.
  public var markets: [Market] {
    get { wanted(.market).map { Market($0.uppercased()) } }
    set { only[.market] = newValue.map(\.code) }
  }

  /// Only these segments; empty for all.
  public var segments: [Segment] {
    get { wanted(.segment).map { Segment($0) } }
    set { only[.segment] = newValue.map(\.rawValue) }
  }

  /// Only products of these types or sub-types; empty for all.
  public var productTypes: [String] {
    get { wanted(.productType) }
    set { only[.productType] = newValue }
  }

  /// Only products whose publisher's name holds one of these; empty for all.
  public var publishers: [String] {
    get { wanted(.publisher) }
    set { only[.publisher] = newValue }
  }

  /// The values of a facet to include; empty for all.
  public func wanted(_ facet: SearchFacet) -> [String] { only[facet] ?? [] }

  /// The values of a facet to exclude.
  public func unwanted(_ facet: SearchFacet) -> [String] { except[facet] ?? [] }
}
