import Foundation

/// What customers hold: software and reservations as entitlements, the rest as subscriptions.
extension Storefront {
  private struct Held {
    var order: StoredOrder
    var index: Int
    var quantity: Int

    var line: StoredLine { order.lines[index] }
    var isReservation: Bool { line.sku.product.family.isReservation }
    /// Perpetual software has none.
    func expiry() -> Date? {
      line.termDuration == nil
        ? nil : order.created.addingTimeInterval(Double(LinePrices.months(line.termDuration)) / 12 * 31_536_000)
    }
  }

  private func held(by customer: SampleCustomer, at now: Date) -> [Held] {
    orders.filter { $0.customerID == customer.id && $0.isProvisioned(at: now) }.flatMap { order in
      order.lines.indices.compactMap { index in
        guard !order.lines[index].sku.product.family.becomesSubscription else { return nil }
        return Held(order: order, index: index, quantity: order.provisionedQuantity(ofLine: index, at: now))
      }
    }
  }

  /// Source: "Get a collection of entitlements".
  func entitlements(of customer: SampleCustomer, _ context: CommerceContext) throws(APIError) -> RouteResponse {
    var held = held(by: customer, at: context.now)
    if let type = context.request.parameter("entitlementType")?.lowercased() {
      switch type {
      case "software": held.removeAll(where: \.isReservation)
      case "reservedinstance", "virtualmachinereservedinstance": held.removeAll { !$0.isReservation }
      default: throw .wordUnknown
      }
    }
    let showsExpiry = context.request.parameter("showExpiry")?.lowercased() == "true"
    held = context.router.kept(held) { "\($0.order.id) \($0.index)" }
    var collection = context.router.collection
    (collection.dialect.singleObject, collection.dialect.paging) = (false, nil)
    return RouteResponse(
      body: collection.list(count: held.count) {
        write(held[$0], of: customer, context, showsExpiry: showsExpiry, to: &$1)
      })
  }

  private func write(
    _ held: Held, of customer: SampleCustomer, _ context: CommerceContext, showsExpiry: Bool,
    to writer: inout DialectWriter
  ) {
    writer.object { writer in
      writer.arrayMember("includedEntitlements") { _ in }
      writer.objectMember("referenceOrder") { writer in
        writer.member("id", held.order.id)
        writer.member("lineItemId", String(held.index))
        writer.member("alternateId", held.order.alternateID)
      }
      writer.member("productId", held.line.sku.product.id)
      writer.member("quantity", held.quantity)
      writer.arrayMember("quantityDetails") { writer in
        guard held.quantity > 0 else { return }
        writer.element {
          $0.object {
            $0.member("quantity", held.quantity); $0.member("status", "Fulfilled")
          }
        }
      }
      writer.arrayMember("entitledArtifacts") { writer in
        guard held.isReservation else { return }
        writer.element { artifact(held, of: customer, context, to: &$0) }
      }
      writer.member("skuId", held.line.sku.id)
      let isOlder = context.router.dialect.olderOrders
      let reservation = isOlder ? "virtual_machine_reserved_instance" : "reservedinstance"
      writer.member("entitlementType", held.isReservation ? reservation : "software")
      if isOlder, held.isReservation { reservationType(held, to: &writer) }
      if showsExpiry {
        writer.member("expiryDate", ifPresent: held.expiry().map { ServiceTimestamp.day($0) + "T00:00:00Z" })
      }
      writer.unknownMembers()
    }
  }

  private func artifact(
    _ held: Held, of customer: SampleCustomer, _ context: CommerceContext, to writer: inout DialectWriter
  ) {
    let resource = Self.resource(held.order, held.index, context.catalog)
    writer.object { writer in
      // Without a link until it is provisioned.
      if held.order.linked.map({ $0 <= context.now }) ?? false {
        writer.link(
          "link",
          uri: "/customers/\(customer.id)/artifacts/reservedinstance/groups/\(held.order.id)/lineitems/\(held.index)"
            + "/resource/\(resource)")
        writer.member("resourceId", resource)
      }
      writer.member("artifactType", "reservedinstance")
      if !context.router.dialect.olderOrders { reservationType(held, to: &writer) }
    }
  }

  private func reservationType(_ held: Held, to writer: inout DialectWriter) {
    let type: String =
      switch held.line.sku.product.family {
      case .sqlReservation: "sqldatabases"
      case .cosmosReservation: "cosmosdb"
      default: "virtualmachines"
      }
    writer.objectMember("dynamicAttributes") { $0.member("reservationType", type) }
  }

  private static func resource(_ order: StoredOrder, _ index: Int, _ catalog: EmulatorCatalog) -> String {
    CatalogIdentifier.guid(catalog.root.at(.inventory, text: "\(order.id) \(index)"))
  }

  /// The reservation behind an artifact.
  func reservation(
    _ resource: String, of customer: SampleCustomer, _ context: CommerceContext
  ) throws(APIError) -> RouteResponse {
    let found = held(by: customer, at: context.now).first {
      $0.isReservation && Self.resource($0.order, $0.index, context.catalog) == resource.lowercased()
    }
    guard let found, found.order.linked.map({ $0 <= context.now }) ?? false else { throw .noRoute }
    var writer = context.writer()
    writer.object { writer in
      let isOlder = context.router.dialect.olderOrders
      writer.member("type", isOlder ? "virtual_machine_reserved_instance" : "reservedinstance")
      writer.arrayMember(isOlder ? "virtualMachineReservations" : "reservations") { writer in
        writer.element { writer in
          writer.object { writer in
            let scope = found.line.context.first { $0.key.lowercased() == "scope" }?.value.lowercased()
            writer.member("reservationId", resource.lowercased())
            writer.member("scopeType", scope == "single" ? "Single" : "Shared")
            writer.member("displayName", found.line.friendlyName ?? found.line.sku.title(locale: "en-US"))
            if scope == "single",
              let subscription = found.line.context.first(where: { $0.key.lowercased() == "subscriptionid" })?.value
            {
              writer.member("appliedScopes", [subscription])
            }
            writer.member("quantity", found.quantity)
            writer.member("expiryDateTime", ServiceTimestamp.day(found.expiry() ?? found.order.created) + "T00:00:00")
            writer.member("effectiveDateTime", ServiceTimestamp.text(found.order.created))
            writer.member("provisioningState", "Created")
          }
        }
      }
    }
    return RouteResponse(body: writer.data)
  }

  /// The subscriptions that a customer bought here, once they are provisioned.
  func subscriptions(of customerID: String, at now: Date) -> [SampleSubscription] {
    orders.filter { $0.customerID == customerID && $0.isProvisioned(at: now) }.flatMap { order in
      order.lines.indices.compactMap { index in
        guard let id = order.subscriptions[index] else { return nil }
        let line = order.lines[index]
        let quantity = order.provisionedQuantity(ofLine: index, at: now)
        guard quantity > 0 else { return nil }
        let kind: SampleSubscription.Kind =
          switch line.sku.product.family {
          case .azurePlan: .azurePlan
          case .legacyAzure: .legacyAzure
          default: .licence
          }
        var held = SampleSubscription(
          id: id, kind: kind, offerID: line.itemID, offerName: line.sku.title(locale: "en-US"))
        held.purchase = SampleSubscription.Purchase(
          orderID: order.id, quantity: quantity, created: order.created, cycle: line.cycle,
          termDuration: line.termDuration, isTrial: line.sku.isTrial, promotionID: line.promotionID)
        return held
      }
    }
  }
}
