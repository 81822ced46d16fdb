/// A document that cannot be read to its end. What was read of it is kept for another attempt, and nothing was compared.
public enum ReadingError: Error, Sendable, Hashable {
  /// The service has no such invoice.
  case noInvoice(String)
  /// The service gave a list that holds elements which cannot be read, or none at all.
  case lines(String)
  /// The billing export ended as failed. The text is the service's own.
  case exportFailed(String)
  /// The billing export is damaged: a cut file, a missing one, a line that is none. The text says where.
  case exportDamaged(String)
  /// The billing export changed again and again while it was read.
  case exportUnsteady(attempts: Int)
  /// The billing export was not ready in time.
  case exportLate(minutes: Int)
  /// A file that is not a reconciliation file. The text says where and why.
  case file(path: String, reason: String)
}

extension ReadingError: CustomStringConvertible {
  /// The error in plain English, with the state that is left.
  public var description: String {
    switch self {
    case .noInvoice(let id): "Partner Center has no invoice \(id)."
    case .lines(let reason): "The lines cannot be read: \(reason). Nothing was compared."
    case .exportFailed(let reason): "The billing export failed: \(reason). Nothing was compared."
    case .exportDamaged(let reason):
      "The billing export is damaged: \(reason). Nothing was compared; parts that were read whole are kept."
    case .exportUnsteady(let attempts):
      "The billing export changed while it was read, \(attempts) times. Nothing was compared."
    case .exportLate(let minutes):
      "The billing export was not ready after \(minutes) minutes. Nothing was compared."
    case .file(let path, let reason): "\(path) cannot be read: \(reason). Nothing was compared."
    }
  }
}
