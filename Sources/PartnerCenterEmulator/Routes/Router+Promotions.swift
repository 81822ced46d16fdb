import CatalogModel

/// The promotions of a market and segment: the same that carts take.
///
/// Source: "Get promotions".
extension Router {
  /// `GET /productpromotions?country=US&segment=commercial`.
  func promotions() throws(APIError) -> RouteResponse {
    let market = try reading(for: nil).market
    let isCommercial = request.parameter("segment").map { Segment($0) == .commercial } ?? true
    let promoted = isCommercial ? promotedSKUs(in: market) : []
    return RouteResponse(
      body: collection.list(count: promoted.count) { number, writer in
        let (sku, promotion) = promoted[number]
        writer.object { write(promotion, of: sku, to: &$0) }
      })
  }

  private func promotedSKUs(in market: Market) -> [(SampleSKU, Promotion)] {
    catalog.families.indices.filter { catalog.families[$0].isLicence }.flatMap { slot -> [(SampleSKU, Promotion)] in
      let product = catalog.product(inSlot: slot)
      guard product.isSold(in: market, scope: .legacy) else { return [] }
      return product.skus(in: market, scope: .legacy).filter { $0.segments.contains(.commercial) && !$0.isTrial }
        .compactMap { sku in Promotion(of: sku).map { (sku, $0) } }
    }
  }

  private func write(_ promotion: Promotion, of sku: SampleSKU, to writer: inout DialectWriter) {
    writer.member("id", promotion.id)
    writer.member("name", "New customers, \(promotion.percent) % off")
    writer.member("startDate", "2025-01-01T00:00:00.0000000Z")
    // One of five has ended.
    let hasEnded = sku.draw.at(.price, 6).chance(0.2)
    writer.member("endDate", hasEnded ? "2025-06-30T23:59:59.9999999Z" : "2031-12-31T23:59:59.9999999Z")
    writer.arrayMember("requiredProducts") { writer in
      for term in sku.terms {
        writer.element { element in
          element.object { writer in
            writer.member("productId", sku.product.id)
            writer.member("skuId", sku.id)
            writer.objectMember("term") { writer in
              writer.member("duration", term.duration)
              writer.member("billingCycle", ifPresent: term.billingCycle)
            }
            writer.arrayMember("pricingPolicies") { writer in
              writer.element { element in
                element.object { writer in
                  writer.member("policyType", "PercentDiscount")
                  writer.member("value", Amount.text(promotion.percent))
                }
              }
            }
          }
        }
      }
    }
    writer.objectMember("properties") { $0.member("isAutoApplicable", true) }
  }
}
