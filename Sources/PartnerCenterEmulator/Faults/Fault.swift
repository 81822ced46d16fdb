/// One fault, and the requests that it affects.
public struct Fault: Sendable, Hashable {
  /// The kind of a fault.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 429 with `Retry-After`.
    case throttle
    /// A status such as 503, in one of the shapes of errors.
    case error
    /// The connection breaks before anything arrives.
    case drop
    /// The request is carried out, and the connection breaks before anything arrives.
    case lost
    /// The response is cut in the middle.
    case truncate
    /// The response is complete, but not JSON.
    case malformed
    /// The response is delayed.
    case slow
    /// A list names an item twice.
    case duplicates
    /// Properties and words that no page documents, and nulls.
    case unknown
    /// A byte order mark before the body.
    case bom
    /// 401 for a valid token, which stays invalid.
    case expired
    /// A list omits some of its items.
    case short
    /// 403, code 400036 on product lists, 400030 elsewhere.
    case forbidden
    /// 401, code 900421, for a token that stays valid: the second factor is missing.
    case secondFactor = "mfa"
    /// A checkout: the connection breaks, and the order is made later.
    case late
    /// A checkout, or the replacement of a cart: 409, code 800064; nothing is done.
    case busy
    /// A repeated checkout has another response than the first.
    case repeated = "repeat"
    /// A checkout: one order group fails.
    case partial
    /// A new cart ends soon.
    case expire
    /// The availability ids of the items change.
    case reissue
    /// The prices of the items change.
    case price
    /// A new cart has no prices.
    case unpriced
    /// The service adds a promotion to a new cart, or drops those of a cart at its checkout.
    case promotion
    /// The items enforce an attestation from now on.
    case attestation
    /// A line of a new cart has an error.
    case lineError = "lineerror"
    /// An order is late in the list, and by its id.
    case orderLate = "orderlate"
    /// A checkout: somebody else orders the same.
    case twin
    /// The audit record of an order is late, or has another correlation id.
    case audit
    /// An order has an unusual status.
    case status
    /// An order is provisioned late, in part or never.
    case provision
    /// A price sheet is damaged, or is something else.
    case sheet
    /// The service's clock, as shown by its `Date` headers, is wrong.
    case skew
    /// Sign-in issues tokens for another audience, so that the API refuses them.
    case audience
    /// Sign-in is refused.
    case signIn = "signin"

    /// Whether it is a state of the service rather than an event of single requests.
    var isStanding: Bool { self == .skew || self == .audience || self == .signIn }

    /// Whether it happens to a step of a purchase rather than to a request: its numbers count those steps.
    var isOfPurchase: Bool {
      switch self {
      case .late, .busy, .repeated, .partial, .expire, .reissue, .price, .unpriced, .promotion, .attestation,
        .lineError, .orderLate, .twin, .audit, .status, .provision:
        true
      default: false
      }
    }
  }

  /// The form of `Retry-After`.
  public enum RetryAfter: Sendable, Hashable {
    /// Whole seconds.
    case seconds(Int)
    /// An HTTP date this many seconds ahead.
    case date(seconds: Int)
    /// No header.
    case absent
  }

  /// The shapes of error bodies, lettered as in the working reference.
  public enum ErrorShape: String, Sendable, Hashable, CaseIterable {
    /// `{"code","description","data","source"}`.
    case classic = "A"
    /// `{"statusCode","message"}`, of the gateway.
    case throttle = "B"
    /// The first with `errorName`, `message` and `isRetryable`.
    case named = "C"
    /// `{"error":{"code","message"}}`.
    case odata = "D"
    /// `{"error","error_description"}`, of sign-in.
    case oauth = "E"
    /// A page of HTML.
    case html
    /// A line of plain text.
    case text
    /// No body.
    case empty
  }

  /// The moment of an event, relative to the response.
  public enum Moment: String, Sendable, Hashable, CaseIterable {
    /// Before it.
    case before
    /// Within its body.
    case within
    /// After it.
    case after
  }

  /// The kind; the members below that belong to another kind are ignored.
  public var kind: Kind
  /// Only requests whose path and query contain this; the counting below is over those.
  public var path: String?
  /// The request of this number, from 1.
  public var at: Int?
  /// Each request whose number is a multiple.
  public var every: Int?
  /// This many requests from the first on.
  public var first: Int?
  /// The probability, from 0 to 1, drawn from the seed.
  public var rate: Double?
  /// The bound of occurrences.
  public var count: Int?

  /// The `Retry-After` of ``Kind/throttle``; one second unless set.
  public var retryAfter = RetryAfter.seconds(1)
  /// The status of ``Kind/error``; 503 unless set.
  public var status = 503
  /// The moment of ``Kind/lost``: where the connection breaks. Of ``Kind/error``: whether the request is carried out
  /// first.
  public var moment = Moment.before
  /// The settings of faults of purchases.
  public var purchase = PurchaseFault()
  /// The body of ``Kind/error``; the classic one unless set.
  public var shape = ErrorShape.classic
  /// The delay of ``Kind/slow``; one second unless set.
  public var delay: Duration = .seconds(1)
  /// For a cut response: `Content-Length` fits the part sent, so that only the JSON shows the cut.
  public var isCutHidden = false
  /// What is wrong with a price sheet; a cut archive unless set.
  public var sheet = SheetFault.cut
  /// The share of items that a short list leaves out.
  public var share = 0.3
  /// Seconds that the service's clock is ahead; negative for behind.
  public var skew = 0
  /// The audience of the tokens, instead of the one requested.
  public var audience = "https://graph.microsoft.com"
  /// The number after `AADSTS` with which sign-in is refused.
  public var signInCode = 7_000_215

  /// Creates a fault. Without a condition it affects every request.
  public init(
    _ kind: Kind, at: Int? = nil, every: Int? = nil, first: Int? = nil, path: String? = nil, count: Int? = nil
  ) {
    self.kind = kind
    self.at = at
    self.every = every
    self.first = first
    self.path = path
    self.count = count
  }

  /// Whether the fault happens to the request of this number among those that its path names.
  func happens(toMatch number: Int, occurredBefore occurrences: Int, draw: SeededRandom) -> Bool {
    if let count, occurrences >= count { return false }
    if let at, number != at { return false }
    if let every, number % every != 0 { return false }
    if let first, number > first { return false }
    if let rate, !draw.at(.fault, number).chance(rate) { return false }
    return true
  }
}
