import Dispatch
import ModelContext
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of a stream, read as they are asked for: on a thread of its own, for a read waits as long as nothing comes.
final class InputLines: AsyncSequence, AsyncIteratorProtocol, Sendable {
  private let stream: StandardStream
  private let thread = DispatchQueue(label: "input")
  private let state = Mutex(State())

  private struct State {
    var splitter = MessageLines()
    var ready: [MessageLine] = []
    var isAtEnd = false
    var waiting: CheckedContinuation<MessageLine?, Never>?
  }

  init(_ stream: StandardStream) { self.stream = stream }

  func makeAsyncIterator() -> InputLines { self }

  /// The next line; `nil` at the end, and after a cancellation: a read that waits is then left behind.
  func next() async -> MessageLine? { await next(isolation: nil) }

  /// The same, on any actor.
  func next(isolation actor: isolated (any Actor)?) async -> MessageLine? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (line, isKnown) = state.withLock { state -> (MessageLine?, Bool) in
          if !state.ready.isEmpty { return (state.ready.removeFirst(), true) }
          if state.isAtEnd || Task.isCancelled { return (nil, true) }
          state.waiting = continuation
          return (nil, false)
        }
        if isKnown { continuation.resume(returning: line) } else { thread.async { self.read() } }
      }
    } onCancel: {
      state.withLock { $0.waiting.take() }?.resume(returning: nil)
    }
  }

  /// Reads until a line is complete, or the stream ends.
  private func read() {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = systemRead(stream.descriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR || errno == EAGAIN {
        if errno == EAGAIN { stream.waitUntilReadable() }
        continue
      }
      let found = state.withLock { state -> (CheckedContinuation<MessageLine?, Never>?, MessageLine?)? in
        if count > 0 {
          state.ready += state.splitter.lines(adding: bytes[..<count])
        } else {
          state.isAtEnd = true
          if let last = state.splitter.ended() { state.ready.append(last) }
        }
        guard !state.ready.isEmpty || state.isAtEnd else { return nil }
        // A line whose reader was cancelled stays for nobody.
        guard let waiting = state.waiting.take() else { return (nil, nil) }
        return (waiting, state.ready.isEmpty ? nil : state.ready.removeFirst())
      }
      guard let (waiting, line) = found else { continue }
      waiting?.resume(returning: line)
      return
    }
  }
}

private let systemRead = read
