import Foundation

/// An error of the service, in the shape that most of the API uses.
struct APIError: Error, Hashable {
  var status: Int
  var code: Int
  var description: String
  /// Some responses write the code as text.
  var isCodeText = false

  static let noToken = APIError(status: 401, code: 1002, description: "Authorization Failed")
  static let wrongAudience = APIError(
    status: 401, code: 900_420, description: "The token is for another audience.", isCodeText: true)
  static let productNotFound = APIError(status: 404, code: 400_013, description: "The product was not found.")
  static let skuNotFound = APIError(status: 404, code: 400_018, description: "The SKU was not found.")
  static let availabilityNotFound = APIError(
    status: 404, code: 400_019, description: "The availability was not found.")
  static let customerNotFound = APIError(status: 404, code: 60_003, description: "The tenant was not found.")
  static let noRelationship = APIError(
    status: 403, code: 20_002, description: "No relationship between caller and account.")
  static let subscriptionNotFound = APIError(
    status: 404, code: 20_003, description: "The subscription was not found.")
  static let userNeeded = APIError(
    status: 403, code: 900_329, description: "App only sign-in is not supported for this resource.")
  static let noRoute = APIError(status: 404, code: 1_000, description: "Resource not found.")
  static let noCountry = APIError(status: 400, code: 3_000, description: "The country is missing or invalid.")
  static let marketClosed = APIError(
    status: 403, code: 2_030, description: "The partner is not onboarded to sell in this country.")
  static let viewForbidden = APIError(
    status: 403, code: 400_036, description: "The target view is not allowed for this partner.")
  static let segmentForbidden = APIError(
    status: 403, code: 400_030, description: "The target segment is not allowed for this partner.")

  static func invalid(_ what: String) -> APIError {
    APIError(status: 400, code: 3_000, description: "Invalid property: \(what).")
  }

  var body: Data {
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      if isCodeText { writer.member("code", String(code)) } else { writer.member("code", code) }
      writer.member("description", description)
      writer.arrayMember("data") { _ in }
      writer.member("source", "PartnerFD")
    }
    return writer.data
  }
}
