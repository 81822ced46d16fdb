/// The difference between the clocks of this machine and of the service.
enum ClockFinding {
  private static func words(_ skew: Double) -> String {
    let seconds = Int(skew.rounded())
    return "this clock is \(Formatting.age(abs(seconds))) \(seconds > 0 ? "behind" : "ahead of") the service's"
  }

  /// The warning of a sync about different clocks.
  static func warning(_ skew: Double) -> String {
    "The clocks differ: \(words(skew)). "
      + (skew < 0 ? "Times are stored by the service's clock. " : "Times are stored by this machine's clock. ")
      + "Set the clock, preferably by NTP."
  }

  /// The finding for a service's clock that is `skew` seconds ahead of this machine's.
  static func finding(_ skew: Double) -> Finding {
    let seconds = Int(skew.rounded())
    let words = words(skew)
    let remedy = "Set the clock, preferably by NTP: timedatectl set-ntp true."
    switch abs(seconds) {
    case ...60: return .ok("clock", "right to \(max(1, abs(seconds)))s")
    case ...300:
      return .warning("clock", words, meaning: "Ages and change times are wrong by that much.", remedy: remedy)
    default:
      return .problem(
        "clock", words, meaning: "Tokens may count as expired or not yet valid, and ages are wrong.", remedy: remedy)
    }
  }
}
