import MessageDigest

/// One event of the journal as it is stored.
struct JournalEvent: Sendable, Hashable {
  var sequence: Int64
  var purchaseID: String
  var planID: String
  var state: String
  var at: String
  var document: String
  var previousHash: String
  var hash: String

  /// The hash of the event's content and of the event before it: SHA-256 in hexadecimal digits.
  ///
  /// Each part is hashed with its length, so that no content can be moved from one part to the next.
  var computedHash: String {
    var hash = SHA256()
    for part in [previousHash, String(sequence), purchaseID, planID, state, at, document] {
      hash.update("\(part.utf8.count):".utf8)
      hash.update(part.utf8)
    }
    return hash.hexadecimal
  }
}

/// The chain of the events: each holds the hash of the one before.
///
/// It shows a changed, inserted, reordered or missing event. It is no signature: whoever can write the file can write
/// another chain, and the newest events can be cut off. A copy of the newest hash elsewhere shows both.
struct EventChain {
  /// The hash before the first event.
  static let beginning = String(repeating: "0", count: 64)

  private var previous = beginning
  private var sequence: Int64 = 0

  /// Checks the next event.
  ///
  /// - Returns: the fault; `nil` for none.
  mutating func fault(_ event: JournalEvent) -> String? {
    defer { (previous, sequence) = (event.hash, event.sequence) }
    if event.sequence != sequence + 1 { return "event \(sequence + 1) is missing" }
    if event.previousHash != previous { return "event \(event.sequence) does not follow from the one before" }
    if event.computedHash != event.hash { return "event \(event.sequence) was changed" }
    return nil
  }
}
