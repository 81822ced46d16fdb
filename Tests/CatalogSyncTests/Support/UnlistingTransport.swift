import Foundation
import PartnerCenter

/// Leaves products out of every product list of the service behind it.
struct UnlistingTransport: Transport {
  var inner: any Transport
  var products: Set<String>
  /// Whether the service says that they do not exist when they are requested by id.
  var isGone = false

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    if isGone, products.contains(where: { request.url.contains("/products/\($0)") }) {
      return OverridingTransport.response(404, #"{"code":"400013","description":"gone"}"#)
    }
    var response = try await inner.send(request)
    guard request.url.contains("/products?"),
      var object = try? JSONSerialization.jsonObject(with: response.body) as? [String: Any],
      let items = object["items"] as? [[String: Any]]
    else { return response }
    object["items"] = items.filter { !products.contains($0["id"] as? String ?? "") }
    response.body = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    return response
  }
}
