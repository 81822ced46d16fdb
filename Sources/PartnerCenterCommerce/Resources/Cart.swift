import CatalogModel
public import Foundation
public import PartnerCenter

/// A cart of a customer: it prices and validates, and buys nothing before its checkout.
///
/// Source: "Cart resources", table Cart; "Create a cart".
public struct Cart: WireResource, Hashable {
  /// The states of a cart.
  public enum Status: Sendable, Hashable {
    /// It can be changed and checked out.
    case active
    /// It was checked out: it is ordered.
    case ordered
    /// Any other word, as received.
    case other(String)

    /// Reads a word in any case.
    public init(_ word: String) {
      switch word.lowercased() {
      case "active": self = .active
      case "ordered": self = .ordered
      default: self = .other(word)
      }
    }
  }

  /// The idempotency key of its purchase.
  public var id: CartID
  /// `nil` where the response omits it.
  public var status: Status?
  /// In the order of the response.
  public var lineItems: [CartLineItem]
  /// `nil` where the response omits it.
  public var createdAt: Date?
  /// `nil` where the response omits it.
  public var modifiedAt: Date?
  /// The end of the cart; seven days after its creation today. `nil` where the response omits it or says "not set".
  public var expiresAt: Date?
  /// The user of the last change, as received.
  public var modifiedBy: String?
  /// `nil` where the response omits it.
  public var isPartnerOnRecordAttestationAccepted: Bool?

  /// Creates a cart, such as one that a test compares with. Nothing is checked.
  public init(id: CartID, status: Status?, lineItems: [CartLineItem], expiresAt: Date? = nil) {
    self.id = id
    self.status = status
    self.lineItems = lineItems
    self.expiresAt = expiresAt
  }

  /// Reads a cart.
  ///
  /// - Throws: where `id` is missing, or a line is unreadable: a cart is whole or not read at all.
  public init(_ object: WireObject) throws {
    id = CartID(try object.required("id"))
    status = object.identifier("status").map { Status($0) }
    lineItems = try object.wholeList("lineItems")
    createdAt = Self.time(object, "creationTimestamp", "creationTimeStamp")
    modifiedAt = Self.time(object, "lastModifiedTimestamp", "lastModifiedTimeStamp")
    expiresAt = Self.time(object, "expirationTimestamp", "expirationTimeStamp")
    modifiedBy = object.identifier("lastModifiedUser")
    isPartnerOnRecordAttestationAccepted = object.bool("partnerOnRecordAttestationAccepted")
  }

  /// Samples spell `…Timestamp`, tables `…TimeStamp`.
  private static func time(_ object: WireObject, _ name: StaticString, _ other: StaticString) -> Date? {
    ServiceTime.date(object.string(name) ?? object.string(other))
  }

  /// Whether the id is the cart's that was asked for; true for every other call.
  public func isAnswer(to call: Call) -> Bool {
    if case .cart(let asked, _) = call.subject { id == CartID(asked) } else { true }
  }

  /// The cart id.
  public var listID: String? { id.rawValue }

  /// Whether any line has an error.
  public var hasErrors: Bool { lineItems.contains(where: \.hasError) }
}
