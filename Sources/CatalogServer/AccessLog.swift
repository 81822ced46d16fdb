import CatalogService
import Dispatch
public import Logging
import Synchronization

/// One line for each request: its route, never its path, query, body, host or token.
///
/// Lines are written by a thread of their own. While it cannot write, a number of lines waits and further ones are left
/// out.
public final class AccessLog: Sendable {
  private let logger: Logger
  private let queue = DispatchQueue(label: "catalog.access-log")
  private let waiting = Mutex((lines: 0, dropped: 0))
  private static let most = 1024

  /// A log of requests at the level `info`.
  public init(_ logger: Logger) { self.logger = logger }

  /// One request that ended.
  struct Entry: Sendable {
    var method: String
    var route: String
    var status: Int
    var bytes: Int
    var duration: Duration
    var label: String?
    var refusal: GuardRefusal.Reason?
  }

  func write(_ entry: Entry) {
    let dropped: Int? = waiting.withLock { state in
      guard state.lines < Self.most else {
        state.dropped += 1
        return nil
      }
      state.lines += 1
      defer { state.dropped = 0 }
      return state.dropped
    }
    guard let dropped else { return }
    queue.async {
      if dropped > 0 { self.logger.warning("requests not logged", metadata: ["count": "\(dropped)"]) }
      self.logger.info("request", metadata: Self.metadata(entry))
      self.waiting.withLock { $0.lines -= 1 }
    }
  }

  /// Waits until the lines so far are written.
  public func flush() { queue.sync {} }

  private static func metadata(_ entry: Entry) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "method": "\(entry.method)", "route": "\(entry.route)", "status": "\(entry.status)",
      "ms": "\((entry.duration / .microseconds(100)).rounded() / 10)", "bytes": "\(entry.bytes)",
    ]
    if let label = entry.label { metadata["token"] = "\(label)" }
    if let refusal = entry.refusal { metadata["refused"] = "\(refusal.rawValue)" }
    return metadata
  }
}
