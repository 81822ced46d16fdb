/// A copy of the catalog in another database.
public struct Publication: Sendable {
  /// The address of the database, without credentials.
  public var name: String
}
