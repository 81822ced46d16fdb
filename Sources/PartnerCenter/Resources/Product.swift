public import CatalogModel

/// A group of SKUs; not for sale itself.
///
/// Source: Partner Center REST reference, "Products resources", table Product.
public struct Product: WireResource, Hashable {
  /// `DZH318Z0BQ3Q`, `CFQ7TTC0LH18`; a GUID for legacy Azure products.
  public var id: ProductID
  /// In the locale of the request; empty where the service gives none.
  public var title: String
  /// In the same locale, often long; empty where the response omits it.
  public var description: String
  /// `nil` for some online services.
  public var type: ItemType?
  /// False for marketplace products; `nil` where the response omits it.
  public var isMicrosoftProduct: Bool?
  /// `Microsoft Corporation` and others; `nil` where the response omits it.
  public var publisherName: String?

  /// Creates a product, such as one that a test compares with. Nothing is checked.
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

  /// Reads a product.
  ///
  /// - Throws: where `id` is missing. Every other member may be absent.
  public init(_ object: WireObject) throws {
    id = ProductID(try object.required("id"))
    title = object.string("title") ?? ""
    description = object.string("description") ?? ""
    type = object.nested("productType") ?? object.string("productType").map { ItemType(id: $0) }
    isMicrosoftProduct = object.bool("isMicrosoftProduct")
    publisherName = object.string("publisherName")
  }
}

/// The type of a product, with an optional sub-type: an open set of words.
public struct ItemType: WireResource, Hashable {
  /// `Azure`, `OnlineServicesNCE`, `Software`, …
  public var id: String
  /// For people, in the locale of the request; the id where the response gives none.
  public var displayName: String
  /// `VirtualMachines`, `SavingsPlan`, …; `nil` where there is none.
  public var subType: String?

  /// Creates a type; the display name is the id unless given.
  public init(id: String, displayName: String? = nil, subType: String? = nil) {
    self.id = id
    self.displayName = displayName ?? id
    self.subType = subType
  }

  /// Reads `{"id","displayName","subType"}`; the sub-type may be an object or a text.
  ///
  /// - Throws: where `id` is missing.
  public init(_ object: WireObject) throws {
    id = try object.required("id")
    displayName = object.string("displayName") ?? id
    subType = object.value("subType").flatMap { $0["id"]?.text ?? $0.text }
  }
}
