/// Availability ids that the service has reissued since the emulator started, beside those of the versions.
struct Reissues: Sendable {
  private var current: [String: String] = [:]

  /// Whether every id is that of the generated catalog.
  var isEmpty: Bool { current.isEmpty }

  /// The id that is valid now; `id` is that of the generated catalog.
  func now(_ id: String) -> String { current[id] ?? id }

  /// Gives an availability a new id, drawn from the old one.
  mutating func reissue(_ id: String, draw: SeededRandom) {
    let old = now(id)
    var key = 0
    while true {
      let drawn = draw.at(.reissued, text: old).at(.identifier, key).below(CatalogIdentifier.fours)
      let new = old.prefix(7) + CatalogIdentifier.text(drawn, length: 4) + old.suffix(1)
      if new != old {
        current[id] = String(new)
        return
      }
      key += 1
    }
  }
}
