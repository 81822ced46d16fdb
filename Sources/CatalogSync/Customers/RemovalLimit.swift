/// Limits the customers, or the subscriptions of one customer, that one run removes.
///
/// The limit is the greater of ``RemovalGuard/count`` and ``RemovalGuard/share`` of all.
enum RemovalLimit {
  /// Whether the removals exceed both the limit and the number that the operator accepts.
  static func isTooMuch(_ count: Int, of all: Int, accepted: Int = 0) -> Bool {
    count > max(RemovalGuard.count, Int(Double(all) * RemovalGuard.share), accepted)
  }

  /// The message about removals that are held back.
  static func heldBack(_ count: Int, _ what: String) -> String {
    "leaves out \(count) \(what), too many to remove at once: "
      + "they are kept until a run at least 6 hours later confirms it"
  }
}
