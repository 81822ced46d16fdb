/// The outcome of reading one resource.
public enum Outcome<Value: Sendable>: Sendable {
  /// The response, whole and about the subject of the call.
  case found(Value)
  /// The service states its absence: 404 with an error body of its own, whose code names this kind of resource or its
  /// owner (``ServiceError/absentThing``). Any other 404 is a ``RequestError``.
  case notFound(ServiceError)
  /// Closed to this partner (403 with 400030 or 400036, and the country codes of the same meaning).
  case forbidden(ServiceError)
}

/// A list that was read to its end.
public struct ListReading<Item: Sendable>: Sendable {
  /// In the order received, over all pages; duplicates are kept.
  public var items: [Item]
  /// Unreadable elements. If there are any, absence from this list proves nothing.
  public var unreadable: Int
  /// The number of responses.
  public var pages: Int
  /// The hash of all bodies in order.
  public var hash: ContentHash

  /// Creates a reading, such as one that a test compares with. Nothing is checked.
  public init(items: [Item], unreadable: Int, pages: Int, hash: ContentHash) {
    self.items = items
    self.unreadable = unreadable
    self.pages = pages
    self.hash = hash
  }
}

/// The outcome of reading a list.
public enum ListOutcome<Item: Sendable>: Sendable {
  /// All pages of the list.
  case read(ListReading<Item>)
  /// The bodies have the given hash: nothing was decoded.
  case unchanged(ContentHash)
  /// The service states the absence of the list's owner; as ``Outcome/notFound(_:)``.
  case notFound(ServiceError)
  /// The list is closed to this partner; as ``Outcome/forbidden(_:)``.
  case forbidden(ServiceError)
}
