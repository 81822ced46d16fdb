public import Foundation

/// A resource of a response, read from its JSON object.
///
/// Only the members asked for are decoded; all others are skipped.
public protocol WireResource: Sendable {
  /// Reads the resource.
  ///
  /// - Throws: where the object lacks a member that the resource cannot be without, such as its identifier.
  init(_ object: WireObject) throws

  /// Whether the resource may belong to a call: false where it names another resource. Omitted members say nothing.
  func isAnswer(to call: Call) -> Bool

  /// The key of the resource in a list; `nil` where it has none.
  var listID: String? { get }
}

extension WireResource {
  /// True: a resource without an id of its own belongs to every call.
  public func isAnswer(to call: Call) -> Bool { true }
  /// `nil`: nothing identifies the resource in a list.
  public var listID: String? { nil }
}

/// A readable response that names another resource than the call.
struct ResponseOfAnother: Error {}

extension WireResource {
  /// Reads the body of a response that is one resource, with or without a byte order mark.
  ///
  /// - Throws: where the body is not JSON, or not this resource.
  public init(body: Data) throws {
    self = try WireBytes.read(body) { try Self(WireObject(&$0)) }
  }
}
