import CatalogModel
import Foundation

/// The record of one order.
struct StoredAudit: Sendable {
  var orderID: String
  /// From when it is shown.
  var shown: Date
  var correlationID: String?
}

extension Storefront {
  /// Records of orders, of the days asked for. Source: "Get a record of Partner Center activity"; the form of the
  /// records from a body of the throttling page.
  func auditRecords(_ context: CommerceContext) throws(APIError) -> RouteResponse {
    let request = context.request
    guard let start = request.parameter("startDate").flatMap(Self.day) else { throw .invalid("startDate") }
    let end = request.parameter("endDate").flatMap(Self.day)
    var customer: String?
    if let filter = request.parameter("filter") {
      guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(filter.utf8)),
        let field = value["Field"]?.text
      else { throw .invalid("filter") }
      if field.lowercased() == "customerid" { customer = value["Value"]?.text?.lowercased() }
    }
    let shown = audit.filter { $0.shown <= context.now }.compactMap { record in
      orders.first { $0.id == record.orderID }.map { (record, $0) }
    }.filter { _, order in
      let day = ServiceTimestamp.day(order.created)
      return day >= start && end.map { day <= $0 } ?? true && customer.map { $0 == order.customerID } ?? true
    }
    var collection = context.router.collection
    collection.dialect.singleObject = false
    return RouteResponse(
      body: collection.list(count: shown.count) { write(shown[$0].0, shown[$0].1, context, to: &$1) })
  }

  /// `2026-11-30`, with or without a time, and `11/30/2026 12:00:00 AM`.
  private static func day(_ text: String) -> String? {
    let parts = text.split { " T".contains($0) }.first?.split { "-/".contains($0) }.compactMap { Int($0) } ?? []
    guard parts.count == 3 else { return nil }
    let (year, month, day) = text.contains("/") ? (parts[2], parts[0], parts[1]) : (parts[0], parts[1], parts[2])
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  private func write(
    _ record: StoredAudit, _ order: StoredOrder, _ context: CommerceContext, to writer: inout DialectWriter
  ) {
    let partner = CatalogIdentifier.guid(context.catalog.root.at(.publisher))
    let isOwn = order.cartID != nil
    writer.object { writer in
      writer.member("id", "\(partner)_\(order.customerID)_\(order.id)_createorder")
      writer.member("partnerId", partner)
      writer.member("customerId", order.customerID)
      writer.member("userPrincipalName", isOwn ? "admin@partner.example.com" : "someone@partner.example.com")
      writer.member("applicationId", isOwn ? "emulator" : "Partner Center Web")
      writer.member("resourceType", "order")
      writer.member("resourceNewValue", newValue(order))
      writer.member("operationType", "create_order")
      writer.member("originalCorrelationId", ifPresent: record.correlationID)
      writer.member("operationDate", ServiceTimestamp.text(order.created))
      writer.member("operationStatus", "succeeded")
      writer.arrayMember("customizedData") { writer in
        var pairs = [("OrderId", order.id), ("AlternateId", order.alternateID), ("BillingCycle", order.cycle)]
        for (index, line) in order.lines.enumerated() {
          pairs.append(("OfferId-\(index)", line.itemID))
          pairs.append(("Quantity-\(index)", String(line.quantity)))
          if let id = order.subscriptions[index], order.isProvisioned(at: context.now) {
            pairs.append(("SubscriptionId-\(index)", id))
          }
        }
        for (key, value) in pairs {
          writer.element {
            $0.object {
              $0.member("key", key); $0.member("value", value)
            }
          }
        }
      }
      writer.objectType("AuditRecord")
    }
  }

  /// PascalCase: the service serialises its internal object.
  private func newValue(_ order: StoredOrder) -> String {
    var writer = DialectWriter(WireDialect { $0.pascalCase = true })
    writer.object { writer in
      writer.member("id", order.id)
      writer.member("alternateId", order.alternateID)
      writer.member("referenceCustomerId", order.customerID)
      writer.member("billingCycle", order.cycle)
      writer.arrayMember("lineItems") { writer in
        for (index, line) in order.lines.enumerated() {
          writer.element {
            $0.object { writer in
              writer.member("lineItemNumber", index)
              writer.member("offerId", line.itemID)
              writer.member("quantity", line.quantity)
            }
          }
        }
      }
      writer.member("creationDate", ServiceTimestamp.text(order.created))
      writer.member("status", "pending")
    }
    return String(decoding: writer.data, as: UTF8.self)
  }

  /// Source: "Verify promotion eligibility".
  func promotionEligibilities(_ context: CommerceContext) throws(APIError) -> RouteResponse {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: context.request.body),
      case .array(let items)? = value["items"]
    else { throw .invalid("items") }
    var collection = context.router.collection
    (collection.dialect.singleObject, collection.dialect.paging) = (false, nil)
    return RouteResponse(
      body: collection.list(count: items.count) { index, writer in
        let item = items[index]
        let name = RequestedLine.skuName(item["catalogItemId"]?.text ?? "").split(separator: ":").map(String.init)
        let sku = name.count == 2 ? context.catalog.product(id: name[0])?.sku(id: name[1]) : nil
        writer.object { writer in
          writer.member("id", Int(item["id"]?.text ?? "") ?? index)
          writer.member("catalogItemId", item["catalogItemId"]?.text ?? "")
          writer.member("quantity", Int(item["quantity"]?.text ?? "") ?? 0)
          writer.member("billingCycle", item["billingCycle"]?.text ?? "")
          writer.member("termDuration", item["termDuration"]?.text ?? "")
          writer.arrayMember("eligibilities") { writer in
            guard let sku, let promotion = Promotion(of: sku) else { return }
            writer.element {
              $0.object {
                $0.member("promotionId", promotion.id); $0.member("isEligible", true)
              }
            }
          }
          writer.objectType("PromotionEligibilities")
        }
      })
  }
}
