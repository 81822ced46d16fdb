/// The journal cannot be used. Nothing was sent after this.
public enum JournalError: Error, Sendable, Hashable {
  /// There is no journal at that path.
  case missing(path: String)
  /// Another process writes it. The text names the process.
  case locked(path: String, holder: String)
  /// It cannot be opened. The text is the system's reason.
  case unreadable(path: String, reason: String)
  /// It can be read, and not written.
  case readOnly(path: String, reason: String)
  /// The file is something else.
  case foreign(path: String)
  /// A newer version of the program wrote it.
  case newer(path: String, version: Int, known: Int)
  /// It is damaged, or was changed by something else. The text names the place.
  case damaged(path: String, finding: String)
  /// An event could not be written: the disk is full, or failed. Earlier events are intact.
  case writeFailed(path: String, reason: String)
  /// The plan was used before.
  case planUsed(planID: String, purchaseID: String)
  /// A purchase of the same product for the same customer has an unknown outcome.
  case outcomeOpen(item: String, purchaseID: String)
  /// No purchase has that id.
  case noSuchPurchase(String)
  /// Several purchases have ids that begin so.
  case severalPurchases(String)
}

extension JournalError: CustomStringConvertible {
  /// The error in plain English, with the state that is left.
  public var description: String {
    switch self {
    case .missing(let path): "There is no journal of purchases at \(path)."
    case .locked(let path, let holder):
      "The journal \(path) is in use (\(holder)). Nothing was sent."
    case .unreadable(let path, let reason): "The journal \(path) cannot be opened: \(reason). Nothing was sent."
    case .readOnly(let path, let reason):
      "The journal \(path) cannot be written: \(reason). Without a record nothing is bought."
    case .foreign(let path): "\(path) is not a journal of purchases. It was left as it is, and nothing was sent."
    case .newer(let path, let version, let known):
      "The journal \(path) was written by a newer version (schema \(version), this one knows up to \(known)). It was left as it is, and nothing was sent."
    case .damaged(let path, let finding):
      "The journal \(path) is damaged: \(finding). It was left as it is, and nothing was sent."
    case .writeFailed(let path, let reason):
      "Writing the journal \(path) failed: \(reason). Earlier events are intact, and nothing was sent after that."
    case .planUsed(let plan, let purchase):
      "The plan \(plan) was used by purchase \(purchase); a plan works once. Nothing was bought."
    case .outcomeOpen(let item, let purchase):
      "It is not known whether purchase \(purchase) bought \(item) for this customer. Until that is settled nothing of the kind is bought."
    case .noSuchPurchase(let id): "The journal has no purchase \(id)."
    case .severalPurchases(let id): "Several purchases have ids that begin with \(id)."
    }
  }
}
