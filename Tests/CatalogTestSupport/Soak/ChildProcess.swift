import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A program as a process of its own, by `posix_spawn` and `waitpid`.
///
/// Not Foundation's `Process`: on Linux it crashes where several threads start one, and where more than a thousand files
/// are open it loses the end of a process and waits for ever (its sockets are watched with `select`).
package struct ChildProcess: Sendable {
  package let identifier: Int32

  package struct Ending: Sendable, Hashable {
    /// The exit status, or the number of the signal.
    package var status: Int32
    package var isKilled: Bool
  }

  /// Starts a program. It reads nothing.
  ///
  /// - Parameters:
  ///   - program: an absolute path.
  ///   - output: the file its output goes to, made anew; its errors too where `errors` is `nil`.
  /// - Throws: `POSIXError`.
  package init(
    _ program: String, _ arguments: [String], environment: [String: String], output: String, errors: String? = nil
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    if let errors {
      posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    } else {
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var number: pid_t = 0
    let fault = posix_spawn(&number, program, &actions, nil, words, variables)
    guard fault == 0 else { throw POSIXError(POSIXErrorCode(rawValue: fault) ?? .EIO) }
    identifier = number
  }

  package func signal(_ number: Int32) { kill(identifier, number) }

  /// Waits for the end, once.
  package func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    let number = status & 0x7F
    return number == 0 ? Ending(status: (status >> 8) & 0xFF, isKilled: false) : Ending(status: number, isKilled: true)
  }

  /// Waits for the end without holding a thread of the caller's, once.
  package func ended() async -> Ending {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: wait()) }
    }
  }
}
