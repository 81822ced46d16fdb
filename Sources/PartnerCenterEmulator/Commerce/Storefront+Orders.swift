import CatalogModel
import Foundation

/// Orders, and what became of their lines.
extension Storefront {
  /// Everything that the customer ordered: here, and before the emulator started.
  func all(of customer: SampleCustomer, _ catalog: EmulatorCatalog) -> [StoredOrder] {
    earlierOrders(of: customer, catalog) + orders.filter { $0.customerID == customer.id }
  }

  /// - Throws: where the order is not there, or is not found yet.
  func order(_ id: String, of customer: SampleCustomer, at now: Date) throws(APIError) -> StoredOrder {
    let found = orders.first {
      ($0.id == id || $0.alternateID == id.lowercased()) && $0.customerID == customer.id
    }
    guard let order = found, order.found <= now else { throw .orderNotFound }
    return order
  }

  /// Source: "Get all of a customer's orders"; the generated REST reference for system purchases.
  func list(of customer: SampleCustomer, _ context: CommerceContext) throws(APIError) -> RouteResponse {
    let request = context.request
    var listed = all(of: customer, context.catalog).filter { $0.listed <= context.now }
    if request.parameter("include_system_purchases")?.lowercased() != "true" {
      listed.removeAll { $0.transactionType != "UserPurchase" }
    }
    if let word = request.parameter("billingType") {
      guard let cycle = Self.cycle(word) else { throw .wordUnknown }
      listed.removeAll { $0.cycle != cycle }
    }
    listed = context.router.kept(listed) { $0.id }
    var collection = context.router.collection
    collection.dialect.singleObject = false
    return RouteResponse(
      body: collection.list(count: listed.count) { write(listed[$0], context, isPriced: isPriced(context), to: &$1) })
  }

  /// The cycle of a query word: a name in any case, or the number of the SDK's enumeration.
  private static func cycle(_ word: String) -> String? {
    let numbered = ["unknown", "monthly", "annual", "none", "one_time", "triennial", "biennial"]
    if let number = Int(word) { return numbered.indices.contains(number) ? numbered[number] : nil }
    return word.lowercased() == "unknown" ? "unknown" : RequestedLine.cycle(word)
  }

  func read(_ order: StoredOrder, _ context: CommerceContext) -> RouteResponse {
    var writer = context.writer()
    write(order, context, isPriced: isPriced(context), to: &writer)
    return RouteResponse(body: writer.data)
  }

  private func isPriced(_ context: CommerceContext) -> Bool {
    context.request.parameter("include_price")?.lowercased() == "true"
  }

  /// Source: "Get subscription provisioning status of an order".
  func provisioning(_ order: StoredOrder, _ context: CommerceContext) throws(APIError) -> RouteResponse {
    guard order.isProvisioned(at: context.now) else { throw .notProvisioned }
    var collection = context.router.collection
    collection.dialect.singleObject = false
    return RouteResponse(
      body: collection.list(count: order.lines.count) { index, writer in
        let done = order.provisionedQuantity(ofLine: index, at: context.now)
        let open = order.lines[index].quantity - done
        writer.object { writer in
          writer.member("orderLineItemId", index)
          writer.member("lineItemNumber", index)
          writer.member("status", open == 0 ? "fulfilled" : "prefulfillmentPending")
          writer.arrayMember("quantityProvisioningInformation") { writer in
            for (quantity, status) in [(done, "fulfilled"), (open, "prefulfillmentPending")] where quantity > 0 {
              writer.element {
                $0.object {
                  $0.member("quantity", quantity); $0.member("status", status)
                }
              }
            }
          }
        }
      })
  }

  /// Third-party software has a link for each line; nothing else has any.
  ///
  /// Source: "Get activation link by order line item".
  func activationLinks(
    _ line: String, _ order: StoredOrder, _ context: CommerceContext
  ) throws(APIError) -> RouteResponse {
    guard let index = Int(line), order.lines.indices.contains(index) else { throw .orderNotFound }
    let isThere =
      order.lines[index].sku.product.family == .marketplace && order.linked.map { $0 <= context.now } ?? false
    var collection = context.router.collection
    collection.dialect.singleObject = false
    return RouteResponse(
      body: collection.list(count: isThere ? 1 : 0) { _, writer in
        writer.object { writer in
          writer.member("lineItemNumber", index)
          writer.link("link", uri: "https://activation.example.com/\(order.id)/\(index)")
        }
      })
  }

  /// A purchase of 2024 and its renewal for each licence that the customer held before; a renewal is an order of the
  /// service itself.
  private func earlierOrders(of customer: SampleCustomer, _ catalog: EmulatorCatalog) -> [StoredOrder] {
    customer.subscriptions.filter { $0.kind == .licence && $0.purchase == nil }.flatMap { held -> [StoredOrder] in
      let parts = held.offerID.split(separator: ":").map(String.init)
      guard parts.count == 3, let sku = catalog.product(id: parts[0])?.sku(id: parts[1]) else { return [] }
      var line = StoredLine(
        number: 0, itemID: held.offerID, sku: sku, quantity: 20, cycle: "annual", termDuration: "P1Y")
      line.currency = CatalogShape.currency(of: customer.market)
      return ["UserPurchase", "SystemPurchase"].enumerated().map { year, type in
        let date = Date(timeIntervalSince1970: 1_729_027_699 + Double(year) * 31_536_000)
        let id = CatalogIdentifier.guid(catalog.root.at(.order, text: held.id + type)).filter { $0 != "-" }.prefix(12)
        var order = StoredOrder(
          id: String(id), alternateID: String(id), customerID: customer.id, cartID: nil, created: date, lines: [line],
          prices: [LinePrices(line, change: 0, discount: 0)], listed: date, found: date, provisioned: date,
          linked: date, subscriptions: [held.id])
        order.transactionType = type
        return order
      }
    }
  }
}
