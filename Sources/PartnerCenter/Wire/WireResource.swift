public import Foundation

/// Something that answers hold, read from the JSON object it comes as.
///
/// Only the members that are asked for are read; all others are passed over where they lie.
public protocol WireResource: Sendable {
  /// - Throws: where the object lacks what makes it this resource, such as its identifier.
  init(_ object: WireObject) throws
}

extension WireResource {
  /// Reads the body of an answer that is one resource, byte order mark or not.
  ///
  /// - Throws: where the body is not JSON, or not this resource.
  public init(body: Data) throws {
    self = try WireBytes.read(body) { try Self(WireObject(&$0)) }
  }
}
