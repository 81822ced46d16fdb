import CatalogJSON
public import CatalogQuery

/// The readers of one catalog file, for all families of paths: limited in number and in time.
public final class CatalogReads: Sendable {
  private let pool: CatalogPool
  private let isLimited: Bool
  /// The time limit of a question about one market or customer.
  public static let usualLimit = Duration.seconds(1)
  /// The time limit of a question about everything.
  public static let longLimit = Duration.seconds(5)

  /// The most questions that wait for a reader.
  private static let places = 64
  private static let patience = Duration.milliseconds(250)

  /// Reads through a pool, which has one reader for each question at a time.
  public convenience init(_ pool: CatalogPool) { self.init(pool, isLimited: true) }

  /// Reads without limits of time and number, where it is not limited.
  package init(_ pool: CatalogPool, isLimited: Bool) {
    self.pool = pool
    self.isLimited = isLimited
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
    do {
      return try await pool.read(
        within: isLimited
          ? CatalogPoolLimits(places: Self.places, patience: Self.patience, duration: limit) : CatalogPoolLimits()
      ) { try $0.atOneMoment(body) }
    } catch is CatalogPoolBusy {
      throw ServiceError.busy
    } catch is CatalogPoolOverrun {
      throw ServiceError.deadline(limit)
    }
  }
}
