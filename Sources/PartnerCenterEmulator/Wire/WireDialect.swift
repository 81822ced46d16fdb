/// Known differences of real responses from the documented ones. Every combination is a faithful service.
public struct WireDialect: Sendable, Hashable {
  /// The paging of catalog lists. The documented service has none.
  public enum Paging: Sendable, Hashable, CaseIterable {
    /// `next` is `/products?…`, to be put behind `/v1`.
    case relative
    /// `next` is `/v1/products?…`.
    case relativeWithVersion
    /// `next` has scheme and host.
    case absolute
    /// `next` has the place in the header `MS-ContinuationToken`.
    case header
  }

  /// `nil`: every list in one response.
  public var paging: Paging?
  /// Items on a page, where lists are cut.
  public var pageSize = 5
  /// Each page but the first begins with the last item of the one before.
  public var duplicatesAcrossPages = false
  /// Bodies begin with U+FEFF.
  public var byteOrderMark = false
  /// Bodies are indented, with CRLF at the ends of lines.
  public var prettyPrinted = false
  /// Resources have undocumented properties and words, and nulls for absent values.
  public var unknownFields = false
  /// Whole numbers are written as strings.
  public var numbersAsStrings = false
  /// Availabilities come without copies of their product and SKU.
  public var bareAvailabilities = false
  /// A catalog list of one comes as the bare object.
  public var singleObject = false
  /// Property names begin with a capital letter.
  public var pascalCase = false
  /// Orders and entitlements are as in bodies of 2018 to 2020: order ids of 33 characters beside a short alternate id,
  /// dates with an offset, the bare order where a checkout made one, other names around reservations; a checkout and a
  /// replaced cart have status 200.
  public var olderOrders = false

  /// Lists of invoice lines name the token of the next page at the top level alone, and have an empty page between two
  /// pages with lines.
  public var emptyPages = false

  /// The documented service.
  public init() {}

  /// The documented service but for some changes: `WireDialect { $0.byteOrderMark = true }`.
  public init(_ change: (inout WireDialect) -> Void) { change(&self) }
}
