/// How the program ends; means the same in every command. Scripts branch on these numbers.
enum ExitStatus: Int32, Sendable {
  /// Found, or complete.
  case success = 0
  /// A look-up matched nothing.
  case nothingMatched = 1
  /// Something failed; the message says what to do.
  case failure = 2
  /// A sync ended before everything was read. What was read is kept.
  case partial = 3
  /// The sign-in was refused, or the account may not do this.
  case notPermitted = 4
  /// The answer is older than asked for, and could not be refreshed.
  case stale = 5
  /// Another sync holds the store.
  case busy = 6
  /// The command line is wrong.
  case usage = 64
}
