/// The effect of versions on one thing, as pure functions of its random stream and the versions that touch it.
///
/// Version 1 has everything; each later version that touches the thing draws again. The cost is proportional to them.
enum Lifespan {
  /// Whether the thing is there: it may be withdrawn for one or two versions, or for good.
  static func isPresent(_ draw: SeededRandom, after history: History, share: Double) -> Bool {
    for drawn in history.versions {
      let event = draw.at(.lifespan, drawn)
      guard event.chance(share) else { continue }
      let duration = event.at(.count).below(3)
      if duration == 2 || drawn + duration >= history.last { return false }
    }
    return true
  }

  /// The last version up to this one that drew the topic, 1 where none did.
  static func epoch(_ draw: SeededRandom, _ topic: SeededRandom.Topic, after history: History, share: Double) -> Int {
    history.versions.last { draw.at(topic, $0).chance(share) } ?? 1
  }

  /// The number of things added by each version up to this one.
  static func additions(_ draw: SeededRandom, after history: History, share: Double) -> Int {
    history.versions.count { draw.at(.version, $0).chance(share) }
  }

  /// The versions after the first that touch a thing.
  struct History: Sendable {
    var versions: [Int]
    /// The version that is served.
    var last: Int
  }
}
