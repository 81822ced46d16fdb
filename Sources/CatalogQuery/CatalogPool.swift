import FileSystem
public import Foundation
import Synchronization

/// Concurrent readers of one catalog file, for programs with many users.
///
/// Readers share their cache of the search index. A read runs on a thread of its own, never on one of Swift's, and
/// waits while all readers are busy. After the file at the path was replaced, the next read opens the new one.
public final class CatalogPool: Sendable {
  /// The file.
  public let path: String
  /// The largest number of readers.
  public let readers: Int

  private let now: @Sendable () -> Date
  private let threads = DispatchQueue(label: "catalog.readers", attributes: .concurrent)
  private let state: Mutex<State>

  /// The readers of one file.
  private struct State {
    var file: FileIdentity?
    var memory: SearchMemory
    var idle: [Catalog]
    /// Readers of this file and of those before it that are at work.
    var busy = 0
    var waiting: [(id: UUID, continuation: CheckedContinuation<Void, any Error>)] = []

    /// Counts one more reader at work, if there may be one.
    mutating func admits(_ readers: Int) -> Bool {
      guard busy < readers else { return false }
      busy += 1
      return true
    }
  }

  /// Opens a file for reading only.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - readers: the number of concurrent readers, at least 1; by default one for each processor.
  ///   - now: the clock to compute ages from.
  /// - Throws: ``CatalogError`` where the file is missing, foreign, of another version, unreadable or damaged.
  public init(
    path: String, readers: Int = ProcessInfo.processInfo.activeProcessorCount,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    self.path = path
    self.readers = max(1, readers)
    self.now = now
    let memory = SearchMemory(isShared: true)
    let file = FileIdentity(path)
    let first = try Catalog(path: path, now: now, memory: memory)
    state = Mutex(State(file: file, memory: memory, idle: [first]))
  }

  /// Asks the catalog, at the same time as other reads.
  ///
  /// - Parameters:
  ///   - wait: how long, and in what company, to wait while all readers are busy.
  ///   - body: asks one question or several; each is answered as of one moment.
  /// - Returns: the value of `body`.
  /// - Throws: the errors of `body`, ``CatalogPoolBusy`` after too long a wait, ``CatalogError`` where the file can no
  ///   longer be opened, and `CancellationError` where the task is cancelled: the statement in progress is interrupted.
  public func read<Value: Sendable>(
    waiting wait: CatalogPoolWait = CatalogPoolWait(), _ body: @escaping @Sendable (Catalog) throws -> Value
  ) async throws -> Value {
    try await admission(wait)
    let reader: Catalog
    do {
      reader = try taken()
    } catch {
      end(nil)
      throw error
    }
    do {
      let value = try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
          threads.async {
            continuation.resume(with: Result { try body(reader) })
          }
        }
      } onCancel: {
        reader.interrupt()
      }
      end(reader)
      return value
    } catch {
      end(reader)
      throw Task.isCancelled ? CancellationError() : error
    }
  }

  /// Waits until fewer readers than ``readers`` are at work, and counts one more.
  private func admission(_ wait: CatalogPoolWait) async throws {
    try Task.checkCancellation()
    if state.withLock({ $0.admits(readers) }) { return }
    guard let patience = wait.patience else { return try await turn(wait) }
    let turn = await withTaskGroup(of: Result<Bool, any Error>.self) { group in
      group.addTask {
        do {
          try await self.turn(wait)
          return .success(true)
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await wait.clock.sleep(for: patience)
        return .success(false)
      }
      // Both end: a turn that comes at the last moment counts.
      var first: Result<Bool, any Error>?
      for await result in group {
        group.cancelAll()
        if case .success(true) = result { return result }
        if first == nil { first = result }
      }
      return first ?? .success(false)
    }
    switch turn {
    case .success(true): return
    case .success(false):
      try Task.checkCancellation()
      throw CatalogPoolBusy()
    case .failure(let error): throw error
    }
  }

  /// Waits for the end of another read.
  private func turn(_ wait: CatalogPoolWait) async throws {
    let id = UUID()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let turn: Result<Bool, any Error> = state.withLock { state in
          if Task.isCancelled { return .failure(CancellationError()) }
          if state.admits(readers) { return .success(true) }
          if state.waiting.count >= wait.places { return .failure(CatalogPoolBusy()) }
          state.waiting.append((id, continuation))
          return .success(false)
        }
        switch turn {
        case .success(true): continuation.resume()
        case .success(false): break
        case .failure(let error): continuation.resume(throwing: error)
        }
      }
    } onCancel: {
      let waiting = state.withLock { state in
        state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0).continuation }
      }
      waiting?.resume(throwing: CancellationError())
    }
  }

  /// A reader of the file that lies at the path now.
  private func taken() throws -> Catalog {
    let file = FileIdentity(path)
    let (idle, memory) = state.withLock { state in
      if file != state.file {
        // Numbers of another file mean nothing here.
        state.file = file
        state.idle = []
        state.memory = SearchMemory(isShared: true)
      }
      return (state.idle.popLast(), state.memory)
    }
    if let idle { return idle }
    let reader = try Catalog(path: path, now: now, memory: memory)
    // The file may have been replaced since: what is opened then shares nothing.
    return FileIdentity(path) == file ? reader : try Catalog(path: path, now: now, memory: SearchMemory(isShared: true))
  }

  /// Gives a reader back, and admits the read that waits longest.
  private func end(_ reader: Catalog?) {
    let next = state.withLock { state in
      if let reader, reader.shares(state.memory) {
        reader.resume()
        state.idle.append(reader)
      }
      guard !state.waiting.isEmpty else {
        state.busy -= 1
        return CheckedContinuation<Void, any Error>?.none
      }
      return state.waiting.removeFirst().continuation
    }
    next?.resume()
  }
}
