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
  private let state: Mutex<State>
  /// Runs what limits a read, on a thread that readers at work never take.
  private static let alarms = DispatchQueue(label: "catalog.alarms", qos: .userInteractive)

  /// The readers of one file.
  private struct State {
    var file: FileIdentity?
    var memory: SearchMemory
    var idle: [Catalog]
    /// One for each reader that is not at work. Only a serial queue has a thread of its own: those of concurrent queues are
    /// as many as processors, and Swift's tasks run on the same ones.
    var threads: [DispatchQueue]
    /// Readers of this file and of those before it that are at work.
    var busy = 0
    var waiting: [(id: UUID, continuation: CheckedContinuation<Void, any Error>)] = []
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
    let threads = (0..<self.readers).map { _ in DispatchQueue(label: "catalog.reader") }
    state = Mutex(State(file: file, memory: memory, idle: [first], threads: threads))
  }

  /// Asks the catalog, at the same time as other reads.
  ///
  /// - Parameters:
  ///   - limits: how long the read may wait and take; by default as long as it takes.
  ///   - body: asks one question or several; each is answered as of one moment.
  /// - Returns: the value of `body`.
  /// - Throws: the errors of `body`, ``CatalogPoolBusy`` after too long a wait, ``CatalogPoolOverrun`` after too long a
  ///   read, ``CatalogError`` where the file can no longer be opened, and `CancellationError` where the task is
  ///   cancelled: the statement in progress is interrupted.
  public func read<Value: Sendable>(
    within limits: CatalogPoolLimits = CatalogPoolLimits(), _ body: @escaping @Sendable (Catalog) throws -> Value
  ) async throws -> Value {
    try await admission(limits)
    let reader: Catalog
    do {
      reader = try taken()
    } catch {
      end(nil)
      throw error
    }
    let thread = state.withLock { $0.threads.popLast() } ?? DispatchQueue(label: "catalog.reader")
    let alarm = Alarm(reader)
    if let limit = limits.duration {
      Self.alarms.asyncAfter(deadline: .now() + limit.timeInterval) { alarm.ring() }
    }
    let (result, isLate) = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<(Result<Value, any Error>, Bool), Never>) in
        thread.async { [self] in
          let result = Result { try body(reader) }
          // Here, so that neither the time nor the reader is spent until the task continues.
          let isLate = alarm.end()
          state.withLock { $0.threads.append(thread) }
          end(reader)
          continuation.resume(returning: (result, isLate))
        }
      }
    } onCancel: {
      alarm.interrupt()
    }
    guard case .failure(let error) = result else { return try result.get() }
    try Task.checkCancellation()
    throw isLate ? CatalogPoolOverrun() : error
  }

  /// Interrupts a reader unless the read has ended.
  private final class Alarm: Sendable {
    /// `nil` after the end.
    private let state: Mutex<(reader: Catalog?, hasRung: Bool)>

    init(_ reader: Catalog) { state = Mutex((reader, false)) }

    func interrupt() { state.withLock { $0.reader?.interrupt() } }

    /// Interrupts it because its time is over.
    func ring() {
      state.withLock { state in
        state.reader?.interrupt()
        if state.reader != nil { state.hasRung = true }
      }
    }

    /// Ends the read.
    ///
    /// - Returns: whether its time was over.
    func end() -> Bool {
      state.withLock { state in
        state.reader = nil
        return state.hasRung
      }
    }
  }

  /// Waits until fewer readers than ``readers`` are at work, and counts one more.
  private func admission(_ limits: CatalogPoolLimits) async throws {
    try Task.checkCancellation()
    let id = UUID()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let turn: Result<Bool, any Error> = state.withLock { state in
          if Task.isCancelled { return .failure(CancellationError()) }
          guard state.busy >= readers else {
            state.busy += 1
            return .success(true)
          }
          if state.waiting.count >= limits.places { return .failure(CatalogPoolBusy()) }
          state.waiting.append((id, continuation))
          return .success(false)
        }
        switch turn {
        case .success(true): continuation.resume()
        case .success(false):
          guard let patience = limits.patience else { return }
          Self.alarms.asyncAfter(deadline: .now() + patience.timeInterval) { [self] in
            giveUp(id, CatalogPoolBusy())
          }
        case .failure(let error): continuation.resume(throwing: error)
        }
      }
    } onCancel: {
      giveUp(id, CancellationError())
    }
  }

  /// Ends the wait of a read that has not had its turn.
  private func giveUp(_ id: UUID, _ error: some Error) {
    let waiting = state.withLock { state in
      state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0).continuation }
    }
    waiting?.resume(throwing: error)
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

extension Duration {
  fileprivate var timeInterval: TimeInterval {
    TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18
  }
}
