import Foundation

/// What is believed about whether a catalog has just moved to another version, and how much of it.
///
/// Either nothing but the usual happened since the run before, or a share of all units changed at once. Each unit that
/// is read speaks for one or the other, and so do new and renamed products in the lists.
struct BulkChangePosterior: Sendable, Hashable {
  /// The shares that are told apart; a smaller one is no jump but what the calendar expects.
  static let shares: [Double] = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9]

  private let began: Double
  private var logarithms: [Double]

  /// - Parameter prior: the probability of a jump before anything speaks for or against it.
  init(prior: Double) {
    began = prior
    let each = prior / Double(Self.shares.count - 1)
    logarithms = Self.shares.map { log($0 == 0 ? 1 - prior : each) }
  }

  /// No single thing speaks louder than so many to one: one product may have reasons of its own.
  private static let loudest = log(10.0)

  /// Learns that a unit had changed or not.
  ///
  /// - Parameters:
  ///   - probability: that it had, without a jump.
  ///   - detection: how likely it would have been seen, if it had.
  mutating func note(changed: Bool, probability: Double, detection: Double = 1) {
    let usual = min(max(probability, 1e-6), 0.99)
    for (index, share) in Self.shares.enumerated() {
      logarithms[index] +=
        changed ? min(log(1 + (1 - usual) * share / usual), Self.loudest) : log(1 - share * detection)
    }
  }

  /// Learns how many of the products that the lists show are new or renamed.
  ///
  /// - Parameters:
  ///   - usual: how many are expected without a jump.
  ///   - perShare: how many more if everything jumped.
  mutating func noteLists(moved: Int, usual: Double, perShare: Double) {
    for (index, share) in Self.shares.enumerated() {
      let more = share * perShare
      logarithms[index] += Double(moved) * min(log(1 + more / max(usual, 1e-6)), Self.loudest) - more
    }
  }

  /// The share of all units that is expected to have changed in a jump.
  func expectedShare(prior: Double? = nil) -> Double {
    let weights = weights(prior: prior)
    return zip(weights, Self.shares).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  }

  /// The probability that there was one.
  func probability(prior: Double? = nil) -> Double {
    let weights = weights(prior: prior)
    return 1 - weights[0] / weights.reduce(0, +)
  }

  /// What would be believed without the evidence of another belief, which is part of this one's.
  func without(_ other: BulkChangePosterior) -> BulkChangePosterior {
    var belief = BulkChangePosterior(prior: began)
    for index in belief.logarithms.indices {
      belief.logarithms[index] += logarithms[index] - other.logarithms[index]
    }
    return belief
  }

  /// What the evidence speaks for, on another assumption about jumps than the one it began with.
  private func weights(prior: Double?) -> [Double] {
    let greatest = logarithms.max() ?? 0
    var weights = logarithms.map { exp($0 - greatest) }
    guard let prior, let first = weights.first else { return weights }
    weights[0] = first * (1 - prior) / (1 - began)
    for index in 1..<weights.count { weights[index] *= prior / began }
    return weights
  }
}
