import CatalogModel
import Foundation

/// The cart of a request, before it is checked against the catalog.
struct RequestedCart {
  var lines: [RequestedLine]
  /// `PartnerOnRecordAttestationAccepted`.
  var isAttested: Bool

  /// - Throws: where the body is no cart with lines numbered from 0.
  init(_ body: Data) throws(APIError) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: body),
      case .array(let lines)? = value["lineItems"],
      !lines.isEmpty
    else { throw .invalid("lineItems") }
    self.lines = []
    for line in lines { self.lines.append(try RequestedLine(line)) }
    guard self.lines.map(\.number) == Array(0..<lines.count) else { throw .lineNumbers }
    isAttested = value["partnerOnRecordAttestationAccepted"]?.flag ?? false
  }
}

/// A line of a request.
struct RequestedLine {
  var number: Int
  var itemID: String
  var quantity: Int
  var cycle: String
  var termDuration: String?
  var promotionID: String?
  var participants: [(key: String, value: String)]
  var context: [String: String]
  var isAttested: Bool?
  var endDate: String?
  var renewsTo: String?
  var commitment: StoredLine.Commitment?
  var friendlyName: String?

  /// - Throws: where the item, the quantity or the billing cycle is missing or of the wrong type.
  init(_ line: JSONValue) throws(APIError) {
    guard case .object = line else { throw .invalid("lineItems") }
    number = try Self.whole(line, "id")
    guard let item = line["catalogItemId"]?.text, !item.isEmpty else { throw .itemMissing }
    itemID = item
    quantity = try Self.whole(line, "quantity")
    guard quantity > 0 else { throw .quantityNotAllowed }
    guard let cycle = line["billingCycle"]?.text.flatMap(Self.cycle) else { throw .cycleUnknown }
    self.cycle = cycle
    termDuration = line["termDuration"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    promotionID = line["promotionId"]?.text
    participants = []
    if case .array(let given)? = line["participants"] {
      participants = given.compactMap { one in
        one["key"]?.text.flatMap { key in one["value"]?.text.map { (key, $0) } }
      }
    }
    context = [:]
    if case .object(let members)? = line["provisioningContext"] { context = members.compactMapValues(\.text) }
    isAttested = line["attestationAccepted"]?.flag
    endDate = line["customTermEndDate"]?.text
    renewsTo = line["renewsTo"]?["termDuration"]?.text
    friendlyName = line["friendlyName"]?.text
    if let commitment = line["purchaseCommitment"], let amount = commitment["amount"]?.text {
      self.commitment = .init(
        amount: amount, currency: commitment["currency"]?.text ?? commitment["currencyCode"]?.text ?? "",
        grain: commitment["grain"]?.text ?? "hourly")
    }
  }

  /// A value of the provisioning context, by its name in any case.
  func context(_ name: String) -> String? { context.first { $0.key.lowercased() == name.lowercased() }?.value }

  private static func whole(_ line: JSONValue, _ name: String) throws(APIError) -> Int {
    guard let number = line[name]?.text.flatMap({ Int($0) }) else { throw .invalid(name) }
    return number
  }

  /// The spelling of carts, of a cycle in any spelling.
  static func cycle(_ word: String) -> String? {
    let folded = word.lowercased().replacing("_", with: "")
    return ["monthly", "annual", "triennial", "biennial", "none", "one_time"].first {
      $0.replacing("_", with: "") == folded
    }
  }
}

extension JSONValue {
  /// A flag, or its text.
  var flag: Bool? { if case .bool(let flag) = self { flag } else { text.flatMap { Bool($0.lowercased()) } } }
}

extension APIError {
  static let attestationMissing = APIError(
    status: 400, code: 900_206, description: "The partner on record attestation must be accepted.")
  static let lineNumbers = APIError(
    status: 400, code: 800_071, description: "Line item numbers must be a sequence from 0.")
  static let itemMissing = APIError(status: 400, code: 900_142, description: "The catalog item id is missing.")
  static let quantityNotAllowed = APIError(status: 400, code: 900_275, description: "The quantity is not allowed.")
  static let cycleUnknown = APIError(
    status: 400, code: 900_126, description: "The value of billingCycle could not be parsed.")
  static let agreementMissing = APIError(
    status: 403, code: 13_605, description: "The customer has not accepted the Microsoft Customer Agreement.")
  static let cartNotFound = APIError(status: 404, code: 800_008, description: "The cart id was not found.")
  static let cartHasErrors = APIError(status: 400, code: 800_009, description: "The cart items have errors.")
  static let cartSubmitted = APIError(status: 400, code: 800_065, description: "The cart was already submitted.")
  static let orderInProgress = APIError(
    status: 409, code: 800_060, description: "The order is in progress. Check the order history in some minutes.")
  static let cartHeld = APIError(
    status: 409, code: 800_064, description: "The cart is being processed by another request.")
  static let itemNeedsAttestation = APIError(
    status: 400, code: 900_203, description: "The catalog item needs an accepted attestation.")
  static let orderNotFound = APIError(status: 404, code: 20_000, description: "The order id was not found.")
  static let notProvisioned = APIError(
    status: 404, code: 800_007, description: "There is no provisioning information.")
  static let secondFactorMissing = APIError(
    status: 401, code: 900_421, description: "Multi-factor authentication is required.", isCodeText: true)
  static let wordUnknown = APIError(
    status: 400, code: 900_126, description: "The value of billingType could not be parsed.")
}
