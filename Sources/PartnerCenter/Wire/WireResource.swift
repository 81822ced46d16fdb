public import Foundation

/// Something that answers hold, read from the JSON object it comes as.
///
/// Only the members that are asked for are read; all others are passed over where they lie.
public protocol WireResource: Sendable {
  /// - Throws: where the object lacks what makes it this resource, such as its identifier.
  init(_ object: WireObject) throws

  /// Whether it may be what a call asks for: what names another thing is another's. What it leaves out says nothing.
  func isAnswer(to call: Call) -> Bool

  /// What tells it from its neighbours in a list; `nil` where nothing does.
  var listID: String? { get }
}

extension WireResource {
  /// True: a resource without an id of its own belongs to every call.
  public func isAnswer(to call: Call) -> Bool { true }
  /// `nil`: nothing identifies the resource in a list.
  public var listID: String? { nil }
}

/// An answer that is read, and names another thing than was asked for.
struct ResponseOfAnother: Error {}

extension WireResource {
  /// Reads the body of an answer that is one resource, byte order mark or not.
  ///
  /// - Throws: where the body is not JSON, or not this resource.
  public init(body: Data) throws {
    self = try WireBytes.read(body) { try Self(WireObject(&$0)) }
  }
}
