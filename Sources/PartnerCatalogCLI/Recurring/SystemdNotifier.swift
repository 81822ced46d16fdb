import Foundation
import ServiceLifecycle
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Notifications to systemd, if it started this process and expects them.
///
/// Source: sd_notify(3), sd_watchdog_enabled(3). A failed notification is not an error: the service works without it.
struct SystemdNotifier: Sendable {
  /// A path, or a name of the abstract name space with `@` in front.
  var socket: String
  /// The interval of the watchdog; `nil` without one.
  var watchdogInterval: Duration?

  /// - Returns: `nil` where no notifications are expected.
  init?(environment: [String: String], processID: Int32 = getpid()) {
    guard let socket = environment["NOTIFY_SOCKET"], socket.count > 1, socket.hasPrefix("/") || socket.hasPrefix("@")
    else { return nil }
    self.socket = socket
    let isMine = environment["WATCHDOG_PID"].map { Int32($0) == processID } ?? true
    if isMine, let time = environment["WATCHDOG_USEC"].flatMap({ Int64($0) }), time > 0 {
      // Half the time allowed, as its manual recommends.
      watchdogInterval = .microseconds(time) / 2
    }
  }

  /// Sends one message: assignments, one a line, such as `READY=1`.
  ///
  /// - Returns: whether it was sent.
  @discardableResult
  func tell(_ message: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(socket.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path),
      let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path)
    else { return false }
    if name[0] == UInt8(ascii: "@") { name[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    #if canImport(Darwin)
      let kind = SOCK_DGRAM
    #else
      let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #endif
    let descriptor = systemSocket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let length = socklen_t(start + name.count)
    let bytes = Array(message.utf8)
    let sent = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), address, length)
      }
    }
    return sent == bytes.count
  }

  /// Notifies the watchdog periodically, until a graceful shutdown.
  func keepWatch() async throws {
    guard let watchdogInterval else { return try await gracefulShutdown() }
    do {
      try await cancelWhenGracefulShutdown {
        while true {
          tell("WATCHDOG=1")
          try await Task.sleep(for: watchdogInterval)
        }
      }
    } catch is CancellationError {}
  }

  /// A limit of one notification in five seconds: progress comes by the thousand.
  func statusTeller() -> @Sendable (String) -> Void {
    let last = LastTime()
    return { status in
      if last.isPast(.seconds(5)) { tell("STATUS=\(status)") }
    }
  }

  private final class LastTime: Sendable {
    private let time = Mutex<ContinuousClock.Instant?>(nil)

    /// Whether the interval has passed; if so, it starts again.
    func isPast(_ pause: Duration) -> Bool {
      time.withLock { last in
        let now = ContinuousClock.now
        if let last, last.duration(to: now) < pause { return false }
        last = now
        return true
      }
    }
  }
}

/// `socket(2)`, under a name that no property shadows.
private let systemSocket = socket
