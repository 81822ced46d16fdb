public import CatalogModel

/// The catalog and the behaviour of an ``Emulator``.
public struct EmulatorConfiguration: Sendable {
  /// Nonprofit offers in product and SKU lists, on which the documentation is silent.
  public enum NonprofitListing: Sendable, Hashable, CaseIterable {
    /// Lists without a segment show everything; lists with a segment show items with an offer in it.
    case listed
    /// Lists without a segment omit items that have nonprofit offers only.
    case leftOut
    /// Product lists show everything whatever segment is asked for; SKU lists as in ``listed``.
    case segmentIgnored
  }

  /// The two spellings of price sheets that are known.
  public enum SheetDialect: Sendable, Hashable, CaseIterable {
    /// As the portal exports them: byte order mark, LF, SKU ids without zeros, change flags.
    case portal
    /// As the API's page documents them: quotes, CR LF, US dates, no segment.
    case api
  }

  /// The generated catalog.
  public var shape: CatalogShape
  /// Views answered with 403, code 400036.
  public var forbiddenViews: Set<TargetView> = [.specializedOffers]
  /// Segments answered with 403, code 400030, where a request names them; left out of every other list.
  public var forbiddenSegments: Set<Segment> = []
  /// The listing of nonprofit offers; ``NonprofitListing/listed`` unless set.
  public var nonprofitListing = NonprofitListing.listed
  /// Paging and spelling of the responses.
  public var dialect = WireDialect()
  /// Faults from the first request on; none unless set.
  public var faults = FaultScript()
  /// More requests than this in a minute are answered with 429; `nil` for no limit.
  public var requestsPerMinute: Int?
  /// The delay before each response.
  public var latency: Duration = .zero
  /// The lifetime of access tokens; `expires_in` is in whole seconds.
  public var tokenLifetime: Duration = .seconds(3599)
  /// The audience of tokens that the API accepts.
  public var audience = "https://api.partnercenter.microsoft.com"
  /// The audience of tokens that the host of price sheets accepts.
  public var priceAudience = "https://api.partner.microsoft.com"
  /// Whether the user lacks the roles that price sheets need.
  public var forbidsPrices = false
  /// The spelling of price sheets.
  public var sheetDialect = SheetDialect.portal
  /// The prices on a page of Azure's retail prices.
  public var retailPageSize = 1_000
  /// The share of catalog changes that price sheets show, from 0 to 1.
  public var visiblePriceShare = 1.0
  /// The secret that sign-in accepts; `nil` accepts any except an empty one.
  public var clientSecret: String?
  /// The first valid refresh token; `nil` accepts any that was not used up.
  public var refreshToken: String?

  /// The orders behind the invoices, and their differences; none unless set.
  public var invoices = InvoiceShape()

  /// A trouble of the billing export; none unless set.
  public var exportFault: ExportFault?
  /// The lines of one file of the billing export.
  public var linesOfExportFile = 1_000

  /// Creates a configuration without faults and without a rate limit.
  public init(shape: CatalogShape = CatalogShape()) { self.shape = shape }
}
