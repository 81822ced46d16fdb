import CatalogModel
import CatalogSchema
import GRDB

extension PurchaseQuestion {
  /// How many items of the customer's market the answer to blank text has, counted without reading them.
  func countOfAll() throws -> Int {
    guard showsBlocked else { return try countOpen() }
    let places = lookups.places(of: situation.market).map { String($0.place) }.joined(separator: ", ")
    let held = try Int.fetchOne(snapshot.db, sql: "SELECT count(*) FROM availability a \(condition(places))") ?? 0
    let gone = try Int.fetchOne(
      snapshot.db, sql: "SELECT count(*) FROM removed_availability a \(condition(places))")
    return held + (gone ?? 0)
  }

  private func condition(_ places: String) throws -> String {
    var conditions = ["a.place_id IN (\(places))"]
    func list(_ numbers: some Sequence<some BinaryInteger>) -> String {
      "(" + numbers.map { "\($0)" }.sorted().joined(separator: ", ") + ")"
    }
    if let segment = options.segment { conditions.append("a.segment_id IN \(list(lookups.numbers(of: [segment])))") }
    if options.term != nil || options.currency != nil {
      conditions.append("a.offer_id IN \(list(try offersWanted()))")
    }
    return "WHERE " + conditions.joined(separator: " AND ")
  }

  private func offersWanted() throws -> [Int32] {
    try Int32.fetchAll(snapshot.db, sql: "SELECT id FROM offer").filter { number in
      let offer = try lookups.offer(number)
      if let term = options.term, !offer.durations.contains(term.uppercased()) { return false }
      return options.currency.map { offer.currency.uppercased() == $0.uppercased() } ?? true
    }
  }
}
