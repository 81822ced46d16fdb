/// The exit status, with the same meaning in every command. Scripts depend on these numbers.
enum ExitStatus: Int32, Sendable {
  /// Found, or complete.
  case success = 0
  /// A look-up matched nothing.
  case nothingMatched = 1
  /// An error; the message names the remedy.
  case failure = 2
  /// A sync ended before everything was read. Its progress is kept.
  case partial = 3
  /// The sign-in was refused, or the account may not do this.
  case notPermitted = 4
  /// The answer is older than requested, and could not be refreshed.
  case stale = 5
  /// Another sync is running.
  case busy = 6
  /// A purchase became orders in part. The rest needs a new plan.
  case partlyOrdered = 7
  /// It is not known whether a purchase was made: nothing of the kind may be bought until that is settled.
  case outcomeUnknown = 8
  /// The command line is invalid.
  case usage = 64
}
