/// The kind of a change of the catalog.
public enum ChangeKind: String, Sendable, Codable, CaseIterable {
  /// It was not there before.
  case added
  /// A field has another value.
  case changed
  /// It is gone.
  case removed
  /// It was gone, and is there again.
  case returned
  /// The same item has a new id.
  case reissued
}

/// The kind of thing that a change is about.
public enum ChangedEntity: String, Sendable, Codable, CaseIterable {
  case product, sku, availability
}
