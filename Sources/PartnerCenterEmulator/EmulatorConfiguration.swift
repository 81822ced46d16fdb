public import CatalogModel

/// What an ``Emulator`` serves, and how it behaves.
public struct EmulatorConfiguration: Sendable {
  /// What product and SKU lists say about nonprofit offers: the documentation does not tell.
  public enum NonprofitListing: Sendable, Hashable, CaseIterable {
    /// Lists without a segment show everything; lists with one show what has an offer in it.
    case listed
    /// Lists without a segment leave out what has nonprofit offers only.
    case leftOut
    /// Product lists show everything whatever segment is asked for; SKU lists as in ``listed``.
    case segmentIgnored
  }

  public var shape: CatalogShape
  /// Answered with 403, code 400036.
  public var forbiddenViews: Set<TargetView> = [.specializedOffers]
  /// Asked for by name: 403, code 400030; left out everywhere else.
  public var forbiddenSegments: Set<Segment> = []
  public var nonprofitListing = NonprofitListing.listed
  public var dialect = WireDialect()
  public var faults = FaultScript()
  /// More requests than this in a minute are answered with 429; `nil` for no limit.
  public var requestsPerMinute: Int?
  /// Added to each answer.
  public var latency: Duration = .zero
  public var tokenLifetime: Duration = .seconds(3599)
  /// The audience of tokens that the API accepts.
  public var audience = "https://api.partnercenter.microsoft.com"
  /// The secret that sign-in accepts; `nil` accepts any but an empty one.
  public var clientSecret: String?
  /// The refresh token that is good at first; `nil` accepts any that was not used up.
  public var refreshToken: String?

  public init(shape: CatalogShape = CatalogShape()) { self.shape = shape }
}
