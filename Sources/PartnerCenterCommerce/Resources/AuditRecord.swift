public import CatalogModel
public import Foundation
public import PartnerCenter

/// One act of a user or an application at the service, such as an order.
///
/// Source: "Get a record of Partner Center activity"; the correlation id from a body of the throttling page (2020).
public struct AuditRecord: WireResource, Hashable {
  /// `nil` in bodies of 2017.
  public var id: String?
  /// The partner whose user or application acted; `nil` where the response omits it.
  public var partnerID: String?
  /// The partners that the act concerns, by id; empty where the response omits them.
  public var participants: [String]
  /// `nil` where the response omits it.
  public var customerID: CustomerID?
  /// `nil` where the response omits it.
  public var customerName: String?
  /// The user; `nil` for an application alone.
  public var userPrincipalName: String?
  /// `nil` where the response omits it.
  public var applicationID: String?
  /// `order`, `license`, …: an open set.
  public var resourceType: String
  /// `create_order`, …: an open set.
  public var operationType: String
  /// `succeeded`, …: an open set; empty where the response omits it.
  public var operationStatus: String
  /// `nil` where the response omits it or it is unreadable.
  public var operationDate: Date?
  /// Perhaps the `MS-CorrelationId` of the caller; absent in many records.
  public var originalCorrelationID: String?
  /// By key: `OrderId`, `AlternateId`, `OfferId-0`, `Quantity-0`, `SubscriptionId-0`, …; nulls are left out.
  public var customizedData: [String: String]
  /// The resource after the act, JSON in a text; `nil` where the response omits it.
  public var resourceNewValue: String?
  /// The resource before the act, JSON in a text; `nil` where the response omits it.
  public var resourceOldValue: String?

  /// Reads a record.
  ///
  /// - Throws: where `operationType` is missing.
  public init(_ object: WireObject) throws {
    id = object.identifier("id")
    partnerID = object.identifier("partnerId").map(GUID.canonical)
    participants = object.strings("participants")
    customerID = object.identifier("customerId").map { CustomerID($0) }
    customerName = object.string("customerName")
    userPrincipalName = object.string("userPrincipalName")
    applicationID = object.string("applicationId")
    resourceType = object.string("resourceType") ?? ""
    operationType = try object.required("operationType")
    operationStatus = object.string("operationStatus") ?? ""
    operationDate = ServiceTime.date(object.string("operationDate"))
    originalCorrelationID = object.identifier("originalCorrelationId").map(GUID.canonical)
    customizedData = [:]
    for pair in object.list("customizedData", of: KeyedText.self) {
      guard let value = pair.value, customizedData[pair.key] == nil else { continue }
      customizedData[pair.key] = value
    }
    resourceNewValue = object.string("resourceNewValue")
    resourceOldValue = object.string("resourceOldValue")
  }

  /// The record's id.
  public var listID: String? { id }

  /// The order that the act placed; `nil` for any other act, and for one that did not succeed.
  public var createdOrder: OrderID? {
    guard WireWord.folded(operationType) == "createorder", WireWord.folded(operationStatus) == "succeeded" else {
      return nil
    }
    return customizedData["OrderId"].map { OrderID($0) } ?? newOrder?.id
  }

  /// The lines that the record names, by offer and quantity.
  public var orderedLines: [OrderLineItem] {
    var lines: [OrderLineItem] = []
    while let offer = customizedData["OfferId-\(lines.count)"],
      let quantity = customizedData["Quantity-\(lines.count)"].flatMap({ Int($0) })
    {
      lines.append(OrderLineItem(lineItemNumber: lines.count, offerID: CatalogItemID(offer), quantity: quantity))
    }
    return lines.isEmpty ? newOrder?.lineItems ?? [] : lines
  }

  /// The order in ``resourceNewValue``; `nil` where there is none, or it is unreadable.
  public var newOrder: Order? {
    guard WireWord.folded(resourceType) == "order", let text = resourceNewValue else { return nil }
    return try? Order(body: Data(text.utf8))
  }

  private struct KeyedText: WireResource {
    var key: String
    var value: String?

    init(_ object: WireObject) throws {
      key = try object.requiredText("key")
      value = object.string("value")
    }
  }
}
