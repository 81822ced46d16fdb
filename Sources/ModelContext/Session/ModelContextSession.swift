import CatalogModel
public import CatalogService
import Synchronization

/// A connection of one client, as over standard input and output: requests are answered at the same time, each as soon as
/// it can be.
public struct ModelContextSession: Sendable {
  private let server: ModelContextServer
  private let access: ServiceAccess
  private let send: @Sendable ([UInt8]) async -> Void

  /// The largest number of open requests; further lines wait.
  static let mostOpen = 64
  /// The largest number of questions that the catalog is asked at a time: more would only wait for its readers.
  private static let mostAtOnce = 2

  /// A connection.
  ///
  /// - Parameters:
  ///   - server: answers.
  ///   - access: what the client may read.
  ///   - send: writes one response and the end of its line; called for several responses at a time.
  public init(
    _ server: ModelContextServer, access: ServiceAccess, send: @escaping @Sendable ([UInt8]) async -> Void
  ) {
    self.server = server
    self.access = access
    self.send = send
  }

  /// Answers until the lines end, and until what was asked before is answered.
  ///
  /// - Parameter lines: the messages of the client. A request that `notifications/cancelled` names is stopped, and not
  ///   answered.
  public func run(_ lines: some AsyncSequence<MessageLine, Never>) async {
    let requests = OpenRequests()
    let permits = Permits(Self.mostAtOnce)
    await withDiscardingTaskGroup { group in
      for await line in lines {
        guard case .message(let bytes) = line else {
          let error = ProtocolError(.invalidRequest, "A message is longer than \(MessageLines.longest) bytes.")
          await send(OutgoingMessage.error(error, to: nil))
          continue
        }
        let message: IncomingMessage
        do throws(IncomingMessage.Fault) {
          message = try IncomingMessage(bytes)
        } catch {
          await send(OutgoingMessage.error(error.error, to: error.id))
          continue
        }
        if message.method == "notifications/cancelled" { requests.cancel(RequestID(message.parameters["requestId"])) }
        guard let id = message.id else { continue }
        await requests.admit()
        let isQuestion = message.method == "tools/call"
        let task = Task {
          guard isQuestion else { return await server.response(to: message, access: access) }
          await permits.take()
          defer { permits.give() }
          return await server.response(to: message, access: access)
        }
        let number = requests.open(id, task)
        group.addTask {
          let response = await withTaskCancellationHandler {
            await task.value
          } onCancel: {
            task.cancel()
          }
          if let response, !task.isCancelled { await send(response) }
          requests.close(id, number)
        }
      }
    }
  }
}

/// The requests that are being answered.
private final class OpenRequests: Sendable {
  private struct State {
    var tasks: [RequestID: (number: Int, task: Task<[UInt8]?, Never>)] = [:]
    var count = 0
    var next = 0
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// Waits until fewer than the most are open, and counts one more. Only the reader of the lines waits.
  func admit() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.count >= ModelContextSession.mostOpen else {
          state.count += 1
          return true
        }
        state.waiting = continuation
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  func open(_ id: RequestID, _ task: Task<[UInt8]?, Never>) -> Int {
    state.withLock { state in
      state.next += 1
      state.tasks[id] = (state.next, task)
      return state.next
    }
  }

  func cancel(_ id: RequestID?) {
    guard let id else { return }
    state.withLock { $0.tasks[id]?.task }?.cancel()
  }

  func close(_ id: RequestID, _ number: Int) {
    let waiting = state.withLock { state in
      if state.tasks[id]?.number == number { state.tasks[id] = nil }
      guard let waiting = state.waiting else {
        state.count -= 1
        return CheckedContinuation<Void, Never>?.none
      }
      state.waiting = nil
      return waiting
    }
    waiting?.resume()
  }
}

/// Limits the number of concurrent tasks; others wait in the order of their arrival.
private final class Permits: Sendable {
  private let state: Mutex<(free: Int, waiting: [CheckedContinuation<Void, Never>])>

  init(_ count: Int) { state = Mutex((count, [])) }

  func take() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  func give() {
    let next = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return CheckedContinuation<Void, Never>?.none
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
