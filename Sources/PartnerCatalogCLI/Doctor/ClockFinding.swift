/// How far the clocks of this machine and of the service are apart.
enum ClockFinding {
  /// - Parameter skew: seconds that the service is ahead.
  static func finding(_ skew: Double) -> Finding {
    let seconds = Int(skew.rounded())
    let words = "this clock is \(Words.age(abs(seconds))) \(seconds > 0 ? "behind" : "ahead of") the service's"
    let remedy = "Set the clock, best by NTP: timedatectl set-ntp true."
    switch abs(seconds) {
    case ...60: return .ok("clock", "right to \(max(1, abs(seconds)))s")
    case ...300:
      return .warning("clock", words, meaning: "Ages and change times are wrong by that much.", remedy: remedy)
    default:
      return .problem(
        "clock", words, meaning: "Tokens may count as expired or as not yet good, and ages are wrong.", remedy: remedy)
    }
  }
}
