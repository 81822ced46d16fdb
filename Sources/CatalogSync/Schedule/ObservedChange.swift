import CatalogStore

/// A moment that is told apart from others of the same second by the run.
struct Moment: Sendable, Hashable, Comparable {
  var time: Double
  var run: Int32

  static func < (left: Moment, right: Moment) -> Bool { (left.time, left.run) < (right.time, right.run) }
}

/// A product was found changed somewhere: it may have changed elsewhere too.
struct ObservedChange: Sendable, Hashable {
  /// When it was first found changed.
  var at: Moment
  /// The change came after this reading.
  var since: Moment
  /// Units that were found changed with it, the first included.
  var found = 1
  /// Units that were read after it and had not changed.
  var clear = 0

  /// The probability that another unit of the product changed as well.
  ///
  /// - Parameter correlation: how often that is so, over all products.
  func probability(correlation: Double, strength: Double) -> Double {
    (correlation * strength + Double(found - 1)) / (strength + Double(found - 1 + clear))
  }
}

/// What is known of one product over all markets.
struct ProductOutlook: Sendable {
  /// The two latest readings, of different units: what a unit learns from another one.
  var latest: (unit: Int32, time: Double) = (-1, 0)
  var second: (unit: Int32, time: Double) = (-1, 0)
  var observedChange: ObservedChange?
  /// How often its units were found changed.
  var changes = 0.0
  /// How often units like these are found changed in so long a time.
  var expected = 0.0
  var units = 0

  /// When the product was last read elsewhere.
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

  /// How much more often than others its units change.
  func temper(strength: Double) -> Double {
    guard units > 0 else { return 1 }
    return (strength + changes / Double(units)) / (strength + expected / Double(units))
  }
}
