import CatalogModel
public import PartnerCenter

/// An address of lines that are not billed yet.
///
/// Source: "Get invoice estimate links".
public struct EstimateLink: WireResource, Hashable {
  /// `daily_rated_usage`, `non_consumption`: as received.
  public var type: String
  /// For people.
  public var title: String
  /// For people.
  public var description: String
  /// `Current`, `Previous`: as received.
  public var period: String
  /// A path with its query; it is not followed, as it names what can be asked for anyway.
  public var uri: String

  /// Reads a link.
  ///
  /// - Throws: where the address is missing.
  public init(_ object: WireObject) throws {
    type = object.string("type") ?? ""
    title = object.string("title") ?? ""
    description = object.string("description") ?? ""
    period = object.string("period") ?? ""
    guard let uri = object.value("link")?["uri"]?.text else { throw WireObject.Fault.missing("link.uri") }
    self.uri = uri
  }
}
