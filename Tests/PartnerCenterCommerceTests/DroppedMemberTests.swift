import CatalogModel
import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter
@testable import PartnerCenterCommerce

/// A body is changed in one member at a time: another value must give another resource, or none. A member whose change goes
/// unnoticed is dropped.
@Suite("No member of the documentation's own bodies of purchases and invoices is dropped")
struct DroppedMemberTests {
  /// Members without a statement of their own: the frame of a response, the form of a request behind a link, and a field
  /// that the service gave up in 2021.
  private static let idle: Set<String> = [
    "totalcount", "continuationtoken", "objecttype", "attributes/objecttype",
    "links", "method", "headers", "body",
    "coterminoussubscriptionid",
  ]
  /// Members that repeat another one of the same object, which is read.
  private static let repeated = [
    "orderlineitemid": "lineitemnumber", "commitmentenddate": "commitmentenddatetime",
    "billingcycleenddate": "billingcycleenddatetime",
  ]

  /// A name for people beside an id that is read.
  private static let named = "productType.subType.displayName"

  /// The value with one leaf changed, for each leaf.
  private static func variants(_ value: JSONValue, _ path: String = "") -> [(path: String, value: JSONValue)] {
    switch value {
    case .null: return []
    case .bool(let flag): return [(path, .bool(!flag))]
    case .integer(let number): return [(path, .integer(number &+ 1))]
    case .number(let number): return [(path, .number(number + 1))]
    case .string(let text):
      let isDate = text.prefixMatch(of: /\d{4}-\d\d-\d\d/) != nil
      return [(path, .string(isDate ? "2031-02-03T04:05:06Z" : text + "x"))]
    case .array(let elements):
      return elements.indices.flatMap { index in
        variants(elements[index], path + "[]").map { variant in
          var changed = elements
          changed[index] = variant.value
          return (variant.path, .array(changed))
        }
      }
    case .object(let members):
      let names = Set(members.keys.map { $0.lowercased() })
      // A pair without a value says nothing.
      if names.contains("key"), value["value"] == .null { return [] }
      return members.sorted { $0.key < $1.key }.flatMap { key, member -> [(path: String, value: JSONValue)] in
        let name = key.lowercased()
        if idle.contains(name) || (path + "." + key).hasSuffix(named)
          || repeated[name].map({ names.contains($0) }) == true
        {
          return []
        }
        return variants(member, path + "." + key).map { variant in
          (variant.path, .object(members.merging([key: variant.value]) { $1 }))
        }
      }
    }
  }

  /// The members of a body that a resource drops; `nil` where the body is no resource of that kind, such as a request
  /// without an id.
  private static func dropped<Item: WireResource & Equatable>(_ value: JSONValue, as type: Item.Type) -> Set<String>? {
    func read(_ value: JSONValue) -> [Item]? { try? Page<Item>(body: Data(value.canonicalText.utf8)).items }
    guard let whole = read(value), !whole.isEmpty else { return nil }
    let changed = variants(value)
    guard !changed.isEmpty else { return nil }
    return Set(changed.filter { read($0.value) == whole }.map(\.path))
  }

  private static func dropped(_ value: JSONValue, of model: String) throws -> Set<String>? {
    switch model {
    case "Cart": dropped(value, as: Cart.self)
    case "CartCheckoutResult": dropped(value, as: CheckoutResult.self)
    case "Order": dropped(value, as: Order.self)
    case "OrderLineItemProvisioningStatus": dropped(value, as: LineProvisioning.self)
    case "OrderLineItemActivationLink": dropped(value, as: ActivationLink.self)
    case "CustomTermEndDate": dropped(value, as: CustomTermEndDate.self)
    case "Entitlement": dropped(value, as: Entitlement.self)
    case "ReservedInstanceArtifactDetails": dropped(value, as: ReservationDetails.self)
    case "AuditRecord": dropped(value, as: AuditRecord.self)
    case "PromotionEligibility": dropped(value, as: PromotionEligibilities.self)
    case "Subscription": dropped(value, as: OrderedSubscription.self)
    case "Invoice": dropped(value, as: Invoice.self)
    case "InvoiceSummary": dropped(value, as: InvoiceSummary.self)
    case "EstimateLink": dropped(value, as: EstimateLink.self)
    case "ExportManifest": dropped(value, as: ExportManifest.self)
    case _ where model.hasPrefix("InvoiceLineItem/"): dropped(value, as: InvoiceLine.self)
    default: nil
    }
  }

  private static let models =
    [
      "Cart", "CartCheckoutResult", "Order", "OrderLineItemProvisioningStatus", "OrderLineItemActivationLink",
      "CustomTermEndDate", "Entitlement", "ReservedInstanceArtifactDetails", "AuditRecord", "PromotionEligibility",
      "Subscription", "Invoice", "InvoiceSummary", "EstimateLink", "ExportManifest",
    ] + Set(Samples.all.map(\.model).filter { $0.hasPrefix("InvoiceLineItem/") }).sorted()

  @Test("Each member of each body, requests included", .enabled(if: Samples.areHere), arguments: models)
  func samples(model: String) throws {
    var compared = 0
    for entry in Samples.bodies(of: model) {
      var value = try JSONDecoder().decode(JSONValue.self, from: entry.body)
      // A cart that is sent has no id yet.
      if model == "Cart", case .object(let members) = value, value["id"] == nil, value["Id"] == nil {
        value = .object(members.merging(["id": .string("c")]) { first, _ in first })
      }
      guard let dropped = try Self.dropped(value, of: model) else { continue }
      compared += 1
      #expect(dropped.isEmpty, "\(entry.file): \(dropped.sorted())")
    }
    #expect(compared > 0)
  }

  @Test("The comparison notices a dropped member, at any depth")
  func notices() throws {
    struct Half: WireResource, Equatable {
      var id: String
      init(_ object: WireObject) throws { id = try object.required("id") }
    }
    let body = #"{"id":"a","name":"b","links":{"self":{"uri":"/x"}},"parts":[{"count":1,"isNew":true,"none":null}]}"#
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))
    #expect(Self.dropped(value, as: Half.self) == [".name", ".parts[].count", ".parts[].isNew"])
  }
}
