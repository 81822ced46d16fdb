public import CatalogModel

/// A grouping of goods that can be bought; not itself for sale.
///
/// Source: Partner Center REST reference, "Products resources", table Product.
public struct Product: WireResource, Hashable {
  public var id: ProductID
  /// In the locale asked for; empty where the service gives none.
  public var title: String
  public var description: String
  /// `nil` for some online services.
  public var type: ItemType?
  public var isMicrosoftProduct: Bool?
  public var publisherName: String?

  public init(
    id: ProductID, title: String, description: String = "", type: ItemType? = nil,
    isMicrosoftProduct: Bool? = nil, publisherName: String? = nil
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.type = type
    self.isMicrosoftProduct = isMicrosoftProduct
    self.publisherName = publisherName
  }

  public init(_ object: WireObject) throws {
    id = ProductID(try object.required("id"))
    title = object.string("title") ?? ""
    description = object.string("description") ?? ""
    type = object.nested("productType") ?? object.string("productType").map { ItemType(id: $0) }
    isMicrosoftProduct = object.bool("isMicrosoftProduct")
    publisherName = object.string("publisherName")
  }
}

/// What kind of thing a product is: an open set of words, one inside the other.
public struct ItemType: WireResource, Hashable {
  /// `Azure`, `OnlineServicesNCE`, `Software`, …
  public var id: String
  public var displayName: String
  /// `VirtualMachines`, `SavingsPlan`, …; `nil` where there is none.
  public var subType: String?

  public init(id: String, displayName: String? = nil, subType: String? = nil) {
    self.id = id
    self.displayName = displayName ?? id
    self.subType = subType
  }

  public init(_ object: WireObject) throws {
    id = try object.required("id")
    displayName = object.string("displayName") ?? id
    subType = object.value("subType").flatMap { $0["id"]?.text ?? $0.text }
  }
}
