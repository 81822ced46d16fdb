import CatalogModel
import Foundation
import PartnerCenter

/// `POST /extensions/product/checkinventory`.
extension Router {
  /// A bare array; items that are not in the catalog are omitted.
  func inventory() throws(APIError) -> RouteResponse {
    guard request.method == .post else { throw .noRoute }
    guard let country = request.parameter("country"), let market = Market(parsing: country) else { throw .noCountry }
    guard catalog.shape.markets.contains(market) else { throw .marketClosed }
    guard let body = try? JSONDecoder().decode(JSONValue.self, from: request.body),
      case .array(let targets)? = body["targetItems"]
    else { throw .invalid("targetItems") }
    var context: [String: String] = [:]
    if case .object(let members)? = body["inventoryContext"] {
      for (name, value) in members { context[name.lowercased()] = value.text }
    }
    let skus = targets.flatMap { self.skus(product: $0["productId"]?.text, sku: $0["skuId"]?.text, in: market) }
    for sku in skus {
      for variable in sku.inventoryVariables where context[variable.lowercased()] == nil {
        throw .invalid("inventoryContext.\(variable)")
      }
    }
    var writer = DialectWriter(dialect)
    writer.array { writer in
      for sku in skus { writer.element { item(sku, context: context, &$0) } }
    }
    return RouteResponse(body: writer.data)
  }

  private func skus(product: String?, sku: String?, in market: Market) -> [SampleSKU] {
    guard let product = product.flatMap({ catalog.product(id: $0) }) else { return [] }
    let sold = (0..<product.skuCount).map(product.sku(at:)).filter { sku in
      ReservationReading.allCases.contains {
        product.isSold(in: market, scope: $0) && sku.isSold(in: market, scope: $0)
      }
    }
    return sku.map { id in sold.filter { $0.id == id } } ?? sold
  }

  /// One SKU of four is restricted in a subscription and region.
  private func item(_ sku: SampleSKU, context: [String: String], _ writer: inout DialectWriter) {
    let region = context["armregionname"] ?? ""
    let isRestricted = sku.draw.at(.inventory, text: (context["azuresubscriptionid"] ?? "") + region).chance(0.25)
    writer.object { writer in
      writer.member("productId", sku.product.id)
      writer.member("skuId", sku.id)
      writer.member("isRestricted", isRestricted)
      writer.arrayMember("restrictions") { writer in
        guard isRestricted else { return }
        writer.element { writer in
          writer.object { writer in
            writer.member("reasonCode", "NotAvailableForSubscription")
            writer.member("description", "Restriction identified of type 'Location' with values '\(region)'.")
            writer.objectMember("properties") {
              $0.member("type", "Location"); $0.member("values", region)
            }
          }
        }
      }
    }
  }
}
