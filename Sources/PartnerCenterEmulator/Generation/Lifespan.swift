/// What the versions of a catalog do to one thing, as pure functions of its draw and the version.
///
/// Version 1 has everything; each later version draws anew for each thing. Costs time in proportion to the version.
enum Lifespan {
  /// Whether the thing is there: it may be withdrawn for one or two versions, or for good.
  static func isPresent(_ draw: Draw, at version: Int, share: Double) -> Bool {
    guard version > 1 else { return true }
    for drawn in 2...version {
      let event = draw.at(.lifespan, drawn)
      guard event.chance(share) else { continue }
      let duration = event.at(.count).below(3)
      if duration == 2 || drawn + duration >= version { return false }
    }
    return true
  }

  /// The last version up to this one that drew the topic, 1 where none did.
  static func epoch(_ draw: Draw, _ topic: Draw.Topic, at version: Int, share: Double) -> Int {
    var drawn = version
    while drawn > 1 {
      if draw.at(topic, drawn).chance(share) { return drawn }
      drawn -= 1
    }
    return 1
  }

  /// How many further things each version up to this one added.
  static func additions(_ draw: Draw, at version: Int, share: Double) -> Int {
    guard version > 1 else { return 0 }
    return (2...version).count { draw.at(.version, $0).chance(share) }
  }
}

/// How much of a catalog each new version touches. Origin: one month of a real licence price list (4 % changed,
/// 1.3 % added), rounded so that small catalogs see something of everything.
enum Churn {
  static let productsAdded = 0.01
  static let productsWithdrawn = 0.006
  static let productsRenamed = 0.02
  static let skusAdded = 0.03
  static let skusWithdrawn = 0.006
  static let skusRenamed = 0.01
  static let quantitiesChanged = 0.01
  static let availabilitiesWithdrawn = 0.005
  static let availabilitiesReissued = 0.05
  static let purchasabilityChanged = 0.01
}
