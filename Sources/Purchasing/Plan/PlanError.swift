import CatalogModel
public import Foundation

/// A plan that cannot be used. Nothing was sent, and nothing was bought.
public enum PlanError: Error, Sendable, Hashable {
  /// There is no file at that path.
  case missing(path: String)
  /// The file cannot be read. The text is the system's reason.
  case unreadable(path: String, reason: String)
  /// The file is the beginning of a plan.
  case cut(path: String)
  /// The file is not a plan.
  case foreign(path: String)
  /// A newer version of the program wrote the plan.
  case newer(path: String, version: Int, known: Int)
  /// The content does not have the digest that the plan states.
  case altered(path: String)
  /// The plan was made for another service or another tenant.
  case other(setting: String, holds: String, asked: String)
  /// The plan is no longer valid.
  case expired(at: Date)
  /// The plan was made in the future of this machine's clock.
  case ahead(createdAt: Date)
  /// The confirmation names another plan.
  case confirmationDiffers(given: String)
}

extension PlanError: CustomStringConvertible {
  /// The error in plain English, with the state that is left.
  public var description: String {
    switch self {
    case .missing(let path): "There is no plan at \(path). Nothing was bought."
    case .unreadable(let path, let reason): "The plan \(path) cannot be read: \(reason). Nothing was bought."
    case .cut(let path): "The plan \(path) is incomplete: its end is missing. Nothing was bought."
    case .foreign(let path): "\(path) is not a plan. Nothing was bought."
    case .newer(let path, let version, let known):
      "The plan \(path) was written by a newer version (plan version \(version), this one knows up to \(known)). Nothing was bought."
    case .altered(let path):
      "The plan \(path) was changed after it was made: its digest does not fit its content. Nothing was bought."
    case .other(let setting, let holds, let asked):
      "The plan is for the \(setting) \(holds), not for \(asked). Nothing was bought."
    case .expired(let time): "The plan expired at \(time.iso8601Text). Nothing was bought."
    case .ahead(let time):
      "The plan was made at \(time.iso8601Text), which is in the future of this machine's clock. Nothing was bought."
    case .confirmationDiffers(let given):
      "The confirmation \(given) is not the beginning of the plan's digest. Nothing was bought."
    }
  }
}
