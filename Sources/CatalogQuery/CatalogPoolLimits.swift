/// How long a read of a ``CatalogPool`` may wait for a reader, and how long it may take.
public struct CatalogPoolLimits: Sendable, Hashable {
  /// The most reads that wait at the same time; one more is refused at once.
  public var places: Int
  /// The longest wait for a reader; `nil` for as long as it takes.
  public var patience: Duration?
  /// The longest read, from its beginning; `nil` for as long as it takes.
  public var duration: Duration?

  /// Limits; those left out do not limit anything.
  public init(places: Int = .max, patience: Duration? = nil, duration: Duration? = nil) {
    self.places = places
    self.patience = patience
    self.duration = duration
  }
}

/// All readers of a ``CatalogPool`` are busy, and the read waited as long as it may. Nothing was read.
public struct CatalogPoolBusy: Error, Sendable, Hashable {}

/// A read took longer than it may, and was interrupted.
public struct CatalogPoolOverrun: Error, Sendable, Hashable {}
