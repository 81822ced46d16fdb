import CatalogModel
import GRDB

/// Finds the class of an availability: what search may narrow by, each combination numbered once.
final class ListingClasses {
  private let db: Database
  private var numbers: [Key: Int64] = [:]
  private var offers: [Int64: Offer] = [:]

  private struct Key: Hashable {
    var segment: Int64
    var offer: Offer
    var prerequisites: String
    var copy: Int
  }

  private struct Offer: Hashable {
    var currency: String
    var isPurchasable: Bool
    var terms: String
  }

  init(db: Database) { self.db = db }

  /// The classes of the availabilities of one SKU in one place. Two that do not differ have two classes.
  ///
  /// - Parameter prerequisites: of the SKU there, with blanks between.
  func numbers(of listed: [(segment: Int64, offer: Int64)], prerequisites: String) throws -> [Int64] {
    var copies: [Key: Int] = [:]
    return try listed.map { listed in
      var key = Key(
        segment: listed.segment, offer: try offer(listed.offer), prerequisites: prerequisites, copy: 0)
      let copy = copies[key, default: 0]
      copies[key] = copy + 1
      key.copy = copy
      return try number(of: key)
    }
  }

  private func number(of key: Key) throws -> Int64 {
    if let number = numbers[key] { return number }
    let values: StatementArguments = [
      key.segment, key.offer.currency, key.offer.isPurchasable, key.offer.terms, key.prerequisites, key.copy,
    ]
    var number = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id FROM search_class
          WHERE segment_id = ? AND currency = ? AND is_purchasable = ? AND terms = ? AND prerequisites = ? AND copy = ?
          """), arguments: values)
    if number == nil {
      try db.cachedStatement(
        sql: """
          INSERT INTO search_class (segment_id, currency, is_purchasable, terms, prerequisites, copy)
          VALUES (?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: values)
      number = db.lastInsertedRowID
    }
    numbers[key] = number
    return number ?? 0
  }

  private func offer(_ number: Int64) throws -> Offer {
    if let offer = offers[number] { return offer }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql:
          "SELECT o.currency, o.is_purchasable, ot.content AS terms FROM offer o JOIN offer_text ot ON ot.id = o.terms_id WHERE o.id = ?"
      ), arguments: [number])
    let terms = row.flatMap { StoredJSON.value($0["terms"], as: [Term].self) } ?? []
    let offer = Offer(
      currency: row?["currency"] ?? "", isPurchasable: row?["is_purchasable"] ?? false,
      terms: Set(terms.map { "\($0.duration.uppercased())/\($0.billingCycle?.lowercased() ?? "")" }).sorted()
        .joined(separator: " "))
    offers[number] = offer
    return offer
  }
}

/// Numbers the names that documents share: publishers and types.
final class SearchValues {
  private let db: Database
  private var numbers: [String: [String: UInt32]] = [:]

  init(db: Database) { self.db = db }

  /// The number of a value; 0 where there is none.
  func number(_ kind: String, _ value: String?) throws -> UInt32 {
    guard let value, !value.isEmpty else { return 0 }
    if let number = numbers[kind]?[value] { return number }
    try db.cachedStatement(sql: "INSERT INTO search_value (kind, value) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .execute(arguments: [kind, value])
    let number =
      try UInt32.fetchOne(
        db.cachedStatement(sql: "SELECT id FROM search_value WHERE kind = ? AND value = ?"), arguments: [kind, value])
      ?? 0
    numbers[kind, default: [:]][value] = number
    return number
  }
}
