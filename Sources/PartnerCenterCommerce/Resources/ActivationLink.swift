import CatalogModel
public import PartnerCenter

/// The address at which the customer activates a line of third-party software. Whoever has it can: it is printed on
/// request alone.
///
/// Source: "Get activation link by order line item".
public struct ActivationLink: WireResource, Hashable {
  /// As in ``OrderLineItem/lineItemNumber``; `nil` where the response omits it.
  public var lineItemNumber: Int?
  /// The address, as received: of any host, and never requested by this library.
  public var uri: String

  /// Reads a link.
  ///
  /// - Throws: where the address is missing.
  public init(_ object: WireObject) throws {
    lineItemNumber = try object.wholeNumber("lineItemNumber")
    guard let uri = object.value("link")?["uri"]?.text ?? object.value("link")?.text, !uri.isEmpty else {
      throw WireObject.Fault.missing("link")
    }
    self.uri = uri
  }
}
