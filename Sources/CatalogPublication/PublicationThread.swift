import Foundation
package import PostgresConnection
import Synchronization

/// Publishes on a thread of its own: libpq blocks.
package enum PublicationThread {
  /// Connects, and runs the body.
  ///
  /// Cancellation stops the statement in progress, which then has no effect.
  ///
  /// - Parameters:
  ///   - target: the database.
  ///   - application: the name that the server shows for the connection.
  ///   - body: the work; its second argument says whether it should stop.
  /// - Returns: the value of the body.
  /// - Throws: `PostgresError`, `CancellationError`, and the errors of the body.
  package static func run<Value: Sendable>(
    to target: PostgresTarget, application: String,
    _ body: @escaping @Sendable (any PublicationDatabase, _ isStopped: () -> Bool) throws -> Value
  ) async throws -> Value {
    let stop = Stop()
    do {
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
          Thread.detachNewThread {
            continuation.resume(
              with: Result {
                let connection = try PostgresConnection(
                  target, application: application, library: try PostgresLibrary.open())
                stop.set(connection.cancellation)
                return try body(StoppableDatabase(connection, stop)) { stop.isSet }
              })
          }
        }
      } onCancel: {
        stop.stop()
      }
    } catch {
      throw Task.isCancelled ? CancellationError() : error
    }
  }

  /// The wish to stop, and the statement that it stops.
  fileprivate final class Stop: Sendable {
    private let state = Mutex<(isSet: Bool, cancellation: PostgresCancellation?)>((false, nil))

    var isSet: Bool { state.withLock { $0.isSet } }

    func set(_ cancellation: PostgresCancellation) {
      let isLate = state.withLock { state in
        state.cancellation = cancellation
        return state.isSet
      }
      if isLate { cancellation.cancel() }
    }

    func stop() {
      let cancellation = state.withLock { state in
        state.isSet = true
        return state.cancellation
      }
      cancellation?.cancel()
    }
  }

  /// A connection that begins nothing after the wish to stop.
  private final class StoppableDatabase: PublicationDatabase {
    private let connection: PostgresConnection
    private let stop: Stop

    init(_ connection: PostgresConnection, _ stop: Stop) { (self.connection, self.stop) = (connection, stop) }

    func execute(_ sql: String, _ parameters: [String?], columns: Int) throws -> [[String]] {
      if stop.isSet, sql != "ROLLBACK" { throw CancellationError() }
      return try connection.execute(sql, parameters, columns: columns)
    }

    func copy(_ sql: String, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
      try connection.copy(sql) { sink in
        try body { [stop] bytes in
          if stop.isSet { throw CancellationError() }
          try sink(bytes)
        }
      }
    }
  }
}
