import CatalogStore

/// A time in seconds since 1970, ordered within a second by the run.
struct Moment: Sendable, Hashable, Comparable {
  var time: Double
  var run: Int32

  static func < (left: Moment, right: Moment) -> Bool { (left.time, left.run) < (right.time, right.run) }
}

/// A change of a product that was found in one market scope: evidence for the others.
struct ObservedChange: Sendable, Hashable {
  /// The reading that first found it.
  var at: Moment
  /// The last reading before the change.
  var since: Moment
  /// Market scopes in which it was found, with the first.
  var found = 1
  /// Market scopes that were read after it and had not changed.
  var clear = 0

  /// The probability that the product changed in another market scope too.
  ///
  /// - Parameters:
  ///   - correlation: the probability over all products.
  ///   - strength: the number of observations that weigh as much as the correlation.
  /// - Returns: a probability from 0 to 1.
  func probability(correlation: Double, strength: Double) -> Double {
    (correlation * strength + Double(found - 1)) / (strength + Double(found - 1 + clear))
  }
}

/// Observations of one product over all market scopes.
struct ProductOutlook: Sendable {
  /// The two latest readings, in different market scopes.
  var latest: (unit: Int32, time: Double) = (-1, 0)
  var second: (unit: Int32, time: Double) = (-1, 0)
  var observedChange: ObservedChange?
  /// Changes found in all market scopes.
  var changes = 0.0
  /// Changes expected in all market scopes over the same time.
  var expected = 0.0
  var units = 0

  /// The time of the last reading in another market scope; 0 if there is none.
  func lastReading(without unit: Int32) -> Double { latest.unit == unit ? second.time : latest.time }

  mutating func note(reading time: Double, of unit: Int32) {
    if latest.unit == unit {
      latest.time = max(latest.time, time)
    } else if time >= latest.time {
      second = latest
      latest = (unit, time)
    } else if time > second.time || second.unit == unit {
      second = (unit, max(time, second.unit == unit ? second.time : 0))
    }
  }

  /// The ratio of its rate of change to that of an average product.
  func temper(strength: Double) -> Double {
    guard units > 0 else { return 1 }
    return (strength + changes / Double(units)) / (strength + expected / Double(units))
  }
}
