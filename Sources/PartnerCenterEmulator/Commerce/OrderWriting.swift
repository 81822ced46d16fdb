import Foundation

/// Orders and results of checkouts as JSON.
extension Storefront {
  /// Source: "Checkout a cart": every group is an order or an error.
  func resultBody(_ cart: StoredCart, _ context: CommerceContext) -> Data {
    let placed = (cart.result?.orders ?? []).compactMap { id in orders.first { $0.id == id } }
    var writer = context.writer()
    if context.router.dialect.olderOrders, placed.count == 1, cart.result?.errors.isEmpty ?? true {
      write(placed[0], context, isPriced: true, isFirst: true, to: &writer)
      return writer.data
    }
    writer.object { writer in
      writer.arrayMember("orders") { writer in
        for order in placed {
          writer.element { write(order, context, isPriced: true, isFirst: true, to: &$0) }
        }
      }
      if let errors = cart.result?.errors, !errors.isEmpty {
        writer.arrayMember("orderErrors") { writer in
          for error in errors {
            writer.element {
              $0.object { writer in
                writer.member("orderGroupId", error.group)
                writer.member("code", exactly: String(error.code))
                writer.member("description", "The order could not be placed.")
              }
            }
          }
        }
      }
      writer.unknownMembers()
      writer.objectType("CartCheckoutResult")
    }
    return writer.data
  }

  func write(
    _ order: StoredOrder, _ context: CommerceContext, isPriced: Bool, isFirst: Bool = false,
    to writer: inout DialectWriter
  ) {
    let path = "/customers/\(order.customerID)/orders/\(order.id)"
    writer.object { writer in
      writer.member("id", order.id)
      writer.member("alternateId", order.alternateID)
      writer.member("referenceCustomerId", order.customerID)
      writer.member("billingCycle", order.cycle)
      writer.member("currencyCode", order.currency)
      writer.member("currencySymbol", CurrencySymbol.of(order.currency))
      writer.arrayMember("lineItems") { writer in
        for index in order.lines.indices {
          writer.element { line(index, of: order, context, isPriced: isPriced, path: path, to: &$0) }
        }
      }
      writer.member(
        "creationDate",
        context.router.dialect.olderOrders
          ? ServiceTimestamp.pacific(order.created) : ServiceTimestamp.text(order.created))
      writer.member("status", order.statusWord(at: context.now, isFirst: isFirst))
      writer.member("transactionType", order.transactionType)
      writer.objectMember("links") { writer in
        writer.link("self", uri: path)
        if order.isProvisioned(at: context.now) { writer.link("provisioningStatus", uri: path + "/provisioningstatus") }
      }
      if isPriced, let total = order.total { writer.amount("totalPrice", total) }
      writer.objectMember("client") { _ in }
      writer.unknownMembers()
      writer.objectType("Order")
    }
  }

  private func line(
    _ index: Int, of order: StoredOrder, _ context: CommerceContext, isPriced: Bool, path: String,
    to writer: inout DialectWriter
  ) {
    let line = order.lines[index]
    writer.object { writer in
      writer.member("lineItemNumber", index)
      if !line.context.isEmpty { writer.context(line) }
      writer.member("offerId", line.itemID)
      if order.isProvisioned(at: context.now) {
        writer.member("subscriptionId", ifPresent: order.subscriptions[index])
      }
      writer.member("termDuration", ifPresent: line.termDuration)
      writer.member("transactionType", order.transactionType == "UserPurchase" ? "New" : "Renew")
      writer.member("friendlyName", line.friendlyName ?? line.sku.title(locale: "en-US"))
      writer.member("quantity", line.quantity)
      writer.member("customTermEndDate", ifPresent: line.endDate)
      writer.member("promotionId", ifPresent: line.promotionID)
      writer.member(
        "partnerIdOnRecord", ifPresent: line.participants.first { $0.key == "transaction_reseller" }?.value)
      let others = line.participants.filter { $0.key == "additional_transaction_reseller" }.map(\.value)
      if !others.isEmpty { writer.member("additionalPartnerIdsOnRecord", others) }
      if isPriced, let prices = order.prices[index] { writer.pricing(prices) }
      if let renewsTo = line.renewsTo { writer.objectMember("renewsTo") { $0.member("termDuration", renewsTo) } }
      writer.commitment(line)
      writer.objectMember("links") { writer in
        let (product, sku) = (line.sku.product.id, line.sku.id)
        writer.link("product", uri: "/products/\(product)")
        writer.link("sku", uri: "/products/\(product)/skus/\(sku)")
        if line.sku.product.family == .marketplace {
          writer.link("activationLinks", uri: path + "/lineitems/\(index)/activationlinks")
        }
      }
    }
  }
}
