public import CatalogModel
public import Foundation

/// A purchase to be made: the exact lines, the checks they passed, and a ceiling. It buys nothing by itself.
///
/// A plan works once, for one customer of one partner at one service, until it expires. ``digest`` covers everything else
/// in it, so that a changed plan is no plan.
public struct OrderPlan: Sendable, Hashable, Decodable {
  /// The version of the plan file that this program writes.
  public static let version = 1
  /// The lifetime of a plan, in seconds: an hour unless asked for more.
  public static let usualLifetime = 3600
  /// The longest lifetime, in seconds: a day.
  public static let longestLifetime = 86_400

  /// The service that the plan was checked at.
  public struct Service: Sendable, Hashable, Codable {
    /// The base address of the API.
    public var apiURL: String
    /// The partner's tenant.
    public var tenant: String

    /// Creates a service; nothing is checked.
    public init(apiURL: String, tenant: String) {
      self.apiURL = apiURL
      self.tenant = tenant
    }

    enum CodingKeys: String, CodingKey {
      case apiURL = "apiUrl"
      case tenant
    }
  }

  /// The customer of the purchase.
  public struct Customer: Sendable, Hashable, Codable {
    /// The tenant of the customer.
    public var id: CustomerID
    /// The company name.
    public var name: String
    /// The market in which the customer buys.
    public var market: Market

    /// Creates a customer; nothing is checked.
    public init(id: CustomerID, name: String, market: Market) {
      self.id = id
      self.name = name
      self.market = market
    }
  }

  /// A cart that was made for its prices.
  public struct Cart: Sendable, Hashable, Codable {
    /// The id at the service.
    public var id: String
    /// When the service forgets it.
    public var expiresAt: Date

    /// Creates a cart.
    public init(id: String, expiresAt: Date) {
      self.id = id
      self.expiresAt = expiresAt
    }
  }

  /// The version of the file.
  public var planVersion: Int
  /// Identifies the plan; burnt in the journal by its one use.
  public var planID: String
  /// SHA-256 over the plan with an empty digest, in hexadecimal digits.
  public var digest: String
  /// When the checks were made, in whole seconds.
  public var createdAt: Date
  /// The end of its validity, in whole seconds.
  public var expiresAt: Date
  /// Where it is valid.
  public var service: Service
  /// The one who buys.
  public var customer: Customer
  /// In the order of the cart; never empty.
  public var lines: [PlannedLine]
  /// The most that the purchase may cost, before tax, for the whole terms; `nil` for no ceiling.
  public var maxTotal: Money?
  /// The indirect reseller of the transaction; `nil` for none.
  public var reseller: String?
  /// `nil` where no cart was made for the plan.
  public var cart: Cart?

  enum CodingKeys: String, CodingKey {
    case planVersion
    case planID = "planId"
    case digest, createdAt, expiresAt, service, customer, lines, maxTotal, reseller, cart
  }

  /// Creates a plan and computes its digest.
  ///
  /// - Parameters:
  ///   - planID: any text that no other plan has.
  ///   - createdAt: the time of the checks; cut to whole seconds.
  ///   - lifetime: in seconds, cut to ``longestLifetime``.
  ///   - service: where it is valid.
  ///   - customer: the one who buys.
  ///   - lines: at least one.
  ///   - maxTotal: the ceiling.
  ///   - reseller: the indirect reseller.
  ///   - cart: made for its prices.
  public init(
    planID: String, createdAt: Date, lifetime: Int = usualLifetime, service: Service, customer: Customer,
    lines: [PlannedLine], maxTotal: Money? = nil, reseller: String? = nil, cart: Cart? = nil
  ) {
    planVersion = Self.version
    self.planID = planID
    self.createdAt = Date(timeIntervalSince1970: createdAt.timeIntervalSince1970.rounded(.down))
    expiresAt = self.createdAt.addingTimeInterval(TimeInterval(min(lifetime, Self.longestLifetime)))
    self.service = service
    self.customer = customer
    self.lines = lines
    self.maxTotal = maxTotal
    self.reseller = reseller
    self.cart = cart.map {
      Cart(id: $0.id, expiresAt: Date(timeIntervalSince1970: $0.expiresAt.timeIntervalSince1970.rounded(.down)))
    }
    digest = ""
    digest = computedDigest
  }

  /// The first 8 characters of the digest, which confirm the plan.
  public var shortDigest: String { String(digest.prefix(8)) }

  /// The total of the lines' prices; `nil` where one is unknown.
  public var total: Money? { LinePrice.total(lines.map(\.price)) }

  /// The checks of all lines that are neither passed nor accepted.
  public var openChecks: [PurchaseCheck] { lines.flatMap(\.checks).filter { !$0.holds } }
}

extension OrderPlan: Encodable {
  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    try write(lines: lines, to: encoder)
  }

  /// Writes the plan with lines as given.
  func write(lines: some Encodable, to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(planVersion, forKey: .planVersion)
    try container.encode(planID, forKey: .planID)
    try container.encode(digest, forKey: .digest)
    try container.encode(createdAt, forKey: .createdAt)
    try container.encode(expiresAt, forKey: .expiresAt)
    try container.encode(service, forKey: .service)
    try container.encode(customer, forKey: .customer)
    try container.encode(lines, forKey: .lines)
    try container.encode(maxTotal, forKey: .maxTotal)
    try container.encode(reseller, forKey: .reseller)
    try container.encode(cart, forKey: .cart)
  }
}
