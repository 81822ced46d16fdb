import Foundation

/// Posterior probability that a share of a catalog changed in bulk since the previous run.
///
/// The hypotheses are ordinary change, and bulk changes of several shares. Each product that is read is evidence, and
/// so are new and renamed products in the lists.
struct BulkChangePosterior: Sendable, Hashable {
  /// The changed share under each hypothesis; 0 is ordinary change.
  static let shares: [Double] = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9]

  private let began: Double
  /// Logarithm of the unnormalised probability of each hypothesis.
  private var logarithms: [Double]

  /// - Parameter prior: the probability of a bulk change without evidence.
  init(prior: Double) {
    began = prior
    let each = prior / Double(Self.shares.count - 1)
    logarithms = Self.shares.map { log($0 == 0 ? 1 - prior : each) }
  }

  /// Caps the likelihood ratio of one product at 10:1: it may have changed for a reason of its own.
  private static let loudest = log(10.0)

  /// Learns whether a product had changed.
  ///
  /// - Parameters:
  ///   - changed: whether it had.
  ///   - probability: the probability of that without a bulk change.
  ///   - detection: the probability that the reading shows a change.
  mutating func note(changed: Bool, probability: Double, detection: Double = 1) {
    let usual = min(max(probability, 1e-6), 0.99)
    for (index, share) in Self.shares.enumerated() {
      logarithms[index] +=
        changed ? min(log(1 + (1 - usual) * share / usual), Self.loudest) : log(1 - share * detection)
    }
  }

  /// Learns the number of new or renamed products in the lists.
  ///
  /// - Parameters:
  ///   - moved: the number.
  ///   - usual: the expected number without a bulk change.
  ///   - perShare: the additional number for a bulk change of the whole catalog.
  mutating func noteLists(moved: Int, usual: Double, perShare: Double) {
    for (index, share) in Self.shares.enumerated() {
      let more = share * perShare
      logarithms[index] += Double(moved) * min(log(1 + more / max(usual, 1e-6)), Self.loudest) - more
    }
  }

  /// The expected share of products that changed in bulk, from 0 to 1.
  func expectedShare(prior: Double? = nil) -> Double {
    let weights = weights(prior: prior)
    return zip(weights, Self.shares).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  }

  /// The probability of a bulk change of any share.
  func probability(prior: Double? = nil) -> Double {
    let weights = weights(prior: prior)
    return 1 - weights[0] / weights.reduce(0, +)
  }

  /// The posterior without the evidence of another one, which must be part of this one's.
  func without(_ other: BulkChangePosterior) -> BulkChangePosterior {
    var belief = BulkChangePosterior(prior: began)
    for index in belief.logarithms.indices {
      belief.logarithms[index] += logarithms[index] - other.logarithms[index]
    }
    return belief
  }

  /// The unnormalised probabilities of the hypotheses for another prior; `nil` keeps the prior.
  private func weights(prior: Double?) -> [Double] {
    let greatest = logarithms.max() ?? 0
    var weights = logarithms.map { exp($0 - greatest) }
    guard let prior, let first = weights.first else { return weights }
    weights[0] = first * (1 - prior) / (1 - began)
    for index in 1..<weights.count { weights[index] *= prior / began }
    return weights
  }
}
