/// Why a product is read.
enum DueReason: Sendable {
  /// It was never read completely, or the lists show it differently since.
  case neverRead
  /// The same product changed elsewhere, or the catalog of the market changed in bulk.
  case evidence
  /// It is expected to have been stale for too long.
  case age
  /// It belongs to the random sample of the products that are not due.
  case audit
}
