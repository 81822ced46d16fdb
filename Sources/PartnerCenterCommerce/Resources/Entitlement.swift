public import CatalogModel
public import Foundation
public import PartnerCenter

/// Something that a customer holds: the only trace of perpetual software, which is no subscription.
///
/// Source: "Entitlement resources".
public struct Entitlement: WireResource, Hashable {
  /// The product; there is no availability.
  public var productID: ProductID
  /// `nil` where the response omits it.
  public var skuID: SKUID?
  /// Without unfulfilled and transferred units.
  public var quantity: Int
  /// By status; empty where the response omits them.
  public var quantityDetails: [ProvisionedQuantity]
  /// `software`, `reservedInstance`, `virtualMachineReservedInstance`: spellings vary.
  public var type: String
  /// The order and line that brought it; `nil` where the response omits it.
  public var order: ReferenceOrder?
  /// What it consists of, such as reservations; empty where nothing is provisioned.
  public var artifacts: [Artifact]
  /// What the purchase implies beside itself, such as downgrade rights; not bought, and not to be added up.
  public var included: [Entitlement]
  /// Only where it is asked for; `nil` for perpetual software.
  public var expiresAt: Date?
  /// As received; `nil` where the response omits it.
  public var fulfillmentState: String?

  /// The order of an entitlement.
  public struct ReferenceOrder: WireResource, Hashable {
    /// The order.
    public var id: OrderID
    /// `nil` where the response omits it.
    public var alternateID: OrderID?
    /// As in ``OrderLineItem/lineItemNumber``; `nil` where the response omits it.
    public var lineItemNumber: Int?

    /// Reads a reference.
    ///
    /// - Throws: where `id` is missing.
    public init(_ object: WireObject) throws {
      id = OrderID(try object.required("id"))
      alternateID = object.identifier("alternateId").map { OrderID($0) }
      lineItemNumber = try object.wholeNumber("lineItemId")
    }
  }

  /// A part of an entitlement.
  public struct Artifact: WireResource, Hashable {
    /// `reservedinstance`, `virtual_machine_reserved_instance`, …: an open set.
    public var type: String
    /// `nil`: not provisioned yet.
    public var link: String?
    /// `nil` where the response omits it.
    public var resourceID: String?
    /// `virtualmachines`, `sqldatabases`, …; `nil` where the response omits it.
    public var reservationType: String?

    /// Reads an artifact.
    public init(_ object: WireObject) throws {
      type = object.string("artifactType") ?? ""
      link = object.value("link")?["uri"]?.text.flatMap { $0.isEmpty ? nil : $0 }
      resourceID = object.identifier("resourceId")
      reservationType = object.value("dynamicAttributes")?["reservationType"]?.text
    }
  }

  /// Reads an entitlement.
  ///
  /// - Throws: where `productId` or `quantity` is missing, and where a quantity or an included entitlement is unreadable.
  public init(_ object: WireObject) throws {
    productID = ProductID(try object.required("productId"))
    skuID = object.identifier("skuId").map { SKUID($0) }
    guard let quantity = try object.wholeNumber("quantity") else { throw WireObject.Fault.missing("quantity") }
    self.quantity = quantity
    quantityDetails = try object.wholeList("quantityDetails")
    type = object.string("entitlementType") ?? ""
    order = try object.wholeNested("referenceOrder")
    artifacts = try object.wholeList("entitledArtifacts")
    included = try object.wholeList("includedEntitlements")
    expiresAt = ServiceTime.date(object.string("expiryDate"))
    fulfillmentState = object.identifier("fulfillmentState")
    // One page prints the attributes of an artifact on the entitlement.
    if let type = object.value("dynamicAttributes")?["reservationType"]?.text {
      for index in artifacts.indices where artifacts[index].reservationType == nil {
        artifacts[index].reservationType = type
      }
    }
  }

  /// Whether it is a reservation, in any spelling.
  public var isReservation: Bool { WireWord.folded(type).hasSuffix("reservedinstance") }
}
