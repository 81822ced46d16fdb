/// What asking for one thing brought.
public enum Outcome<Value: Sendable>: Sendable {
  /// The response, whole and about the subject of the call.
  case found(Value)
  /// The service itself says that it is not there: 404 with an error body of its own, whose code names this kind of
  /// thing, or what the thing belongs to (``ServiceError/absentThing``). Any other 404 is a ``RequestError``.
  case notFound(ServiceError)
  /// It is closed to this partner (403 with 400030 or 400036, and the country codes of the same meaning).
  case forbidden(ServiceError)
}

/// A list that was read to its end.
public struct ListReading<Item: Sendable>: Sendable {
  /// In the order received, over all pages; duplicates are left in.
  public var items: [Item]
  /// Elements that were there and could not be read. Where there are any, absence from this list proves nothing.
  public var unreadable: Int
  /// How many answers it took.
  public var pages: Int
  /// Of all bodies in order.
  public var hash: ContentHash

  /// Creates a reading, such as one that a test compares with. Nothing is checked.
  public init(items: [Item], unreadable: Int, pages: Int, hash: ContentHash) {
    self.items = items
    self.unreadable = unreadable
    self.pages = pages
    self.hash = hash
  }
}

/// What asking for a list brought.
public enum ListOutcome<Item: Sendable>: Sendable {
  /// All pages of the list.
  case read(ListReading<Item>)
  /// The bodies are byte for byte the ones of the hash that was given: nothing was decoded.
  case unchanged(ContentHash)
  /// The service itself says that what the list belongs to is not there; as ``Outcome/notFound(_:)``.
  case notFound(ServiceError)
  /// The list is closed to this partner; as ``Outcome/forbidden(_:)``.
  case forbidden(ServiceError)
}
