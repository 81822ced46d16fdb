/// How a read waits while all readers of a ``CatalogPool`` are busy.
public struct CatalogPoolWait: Sendable {
  /// The most reads that wait at the same time; one more is refused at once.
  public var places: Int
  /// The longest wait; `nil` for as long as it takes.
  public var patience: Duration?
  /// The clock of the wait.
  public var clock: any Clock<Duration>

  /// By default a read waits among any number of others, and as long as it takes.
  public init(
    places: Int = .max, patience: Duration? = nil, clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.places = places
    self.patience = patience
    self.clock = clock
  }
}

/// All readers of a ``CatalogPool`` are busy, and the read waited as long as it may. Nothing was read.
public struct CatalogPoolBusy: Error, Sendable, Hashable {}
