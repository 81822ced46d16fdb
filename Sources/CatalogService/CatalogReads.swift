import CatalogJSON
public import CatalogQuery

/// The readers of one catalog file, for all families of paths: limited in number and in time.
public final class CatalogReads: Sendable {
  private let pool: CatalogPool
  private let wait: CatalogPoolWait
  private let clock: any Clock<Duration>

  /// The time limit of a question about one market or customer.
  public static let usualLimit = Duration.seconds(1)
  /// The time limit of a question about everything.
  public static let longLimit = Duration.seconds(5)

  /// The most questions that wait for a reader.
  private static let places = 64
  private static let patience = Duration.milliseconds(250)

  /// Reads through a pool, which has one reader for each question at a time.
  ///
  /// - Parameters:
  ///   - pool: the readers.
  ///   - clock: the clock of all limits.
  public init(_ pool: CatalogPool, clock: any Clock<Duration> = ContinuousClock()) {
    self.pool = pool
    self.clock = clock
    wait = CatalogPoolWait(places: Self.places, patience: Self.patience, clock: clock)
  }

  /// Reads several answers of one version of the data, in one transaction.
  ///
  /// The body runs on a thread of its own. It is interrupted after the limit, and where the task is cancelled: the
  /// statement in progress and loops of the library stop within milliseconds.
  ///
  /// - Parameters:
  ///   - limit: the time after which the read is interrupted.
  ///   - body: asks the catalog.
  /// - Returns: the value of `body`.
  /// - Throws: the errors of `body`; ``ServiceError`` with the code `busy` where no reader is free in time, and
  ///   `deadline` after the limit; `CatalogError` where the file cannot be read; `CancellationError`.
  public func read<Value: Sendable>(
    within limit: Duration = usualLimit, _ body: @escaping @Sendable (Catalog) throws -> Value
  ) async throws -> Value {
    let (pool, wait, clock) = (pool, wait, clock)
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask {
        do {
          return try await pool.read(waiting: wait) { try $0.atOneMoment(body) }
        } catch is CatalogPoolBusy {
          throw ServiceError.busy
        }
      }
      group.addTask {
        try await clock.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else { throw ServiceError.deadline(limit) }
      return value
    }
  }
}
