/// How many customers, or subscriptions of one, are taken out in one run: too many are more than ``RemovalGuard/count``
/// *and* more than ``RemovalGuard/share`` of all.
enum RemovalLimit {
  /// - Parameter accepted: so many are allowed by the operator.
  static func isTooMuch(_ count: Int, of all: Int, accepted: Int = 0) -> Bool {
    count > max(RemovalGuard.count, Int(Double(all) * RemovalGuard.share), accepted)
  }

  /// What is said of those that are kept.
  static func heldBack(_ count: Int, _ what: String) -> String {
    "leaves out \(count) \(what), too many to be believed at once: they are kept until a run at least 6 hours later finds the same"
  }
}
