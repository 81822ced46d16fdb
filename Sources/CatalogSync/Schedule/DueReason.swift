/// Why a unit is read.
enum DueReason: Sendable {
  /// Never read whole, or a list said otherwise since.
  case neverRead
  /// Something speaks for a change: the same product changed elsewhere, or the catalog of the market moved.
  case evidence
  /// Not looked at for so long that it may well have changed.
  case age
  /// Drawn by lot among those that are not due.
  case audit
}
