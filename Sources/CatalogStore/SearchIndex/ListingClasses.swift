import CatalogModel
import CatalogSchema
import GRDB

/// Finds the class of an availability: a number for each combination of properties that search filters by.
final class ListingClasses {
  private let db: Database
  /// Kinds by their origin, and their classes by the number of earlier ones of the same SKU.
  private var kinds: [Origin: Int] = [:]
  private var kindNumbers: [Kind: Int] = [:]
  private var classes: [[Int64]] = []
  private var offers: [Int64: Offer] = [:]
  /// By number of their JSON: the terms of many offers in as many currencies.
  private var terms: [Int64: String] = [:]

  /// The properties of an availability, by row ids; several may have the same kind.
  private struct Origin: Hashable {
    var segment: Int64
    var offer: Int64
    var prerequisites: String
  }

  /// The properties that search filters by.
  private struct Kind: Hashable {
    var segment: Int64
    var offer: Offer
    var prerequisites: String
  }

  private struct Offer: Hashable {
    var currency: String
    var isPurchasable: Bool
    var terms: String
  }

  init(db: Database) { self.db = db }

  /// The classes of the availabilities of one SKU in one market scope; equal availabilities get a class each.
  /// `prerequisites` are those of the SKU, separated by blanks.
  func numbers(of listed: [(segment: Int64, offer: Int64)], prerequisites: String) throws -> [Int64] {
    var met: [Int] = []
    return try listed.map { listed in
      let origin = Origin(segment: listed.segment, offer: listed.offer, prerequisites: prerequisites)
      let kind = try kinds[origin] ?? kind(from: origin)
      let copy = met.count { $0 == kind }
      met.append(kind)
      return try classes[kind].indices.contains(copy) ? classes[kind][copy] : number(of: origin, kind: kind, copy: copy)
    }
  }

  private func kind(from origin: Origin) throws -> Int {
    let kind = Kind(segment: origin.segment, offer: try offer(origin.offer), prerequisites: origin.prerequisites)
    let number = kindNumbers[kind] ?? classes.count
    if number == classes.count { classes.append([]) }
    kindNumbers[kind] = number
    kinds[origin] = number
    return number
  }

  /// Inserts a class; `copy` is the first unused copy of its values.
  private func number(of origin: Origin, kind: Int, copy: Int) throws -> Int64 {
    let offer = try offer(origin.offer)
    let values: StatementArguments = [
      origin.segment, offer.currency, offer.isPurchasable, offer.terms, origin.prerequisites, copy,
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
    classes[kind].append(number ?? 0)
    return number ?? 0
  }

  private func offer(_ number: Int64) throws -> Offer {
    if let offer = offers[number] { return offer }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT currency, is_purchasable, terms_id FROM offer WHERE id = ?"),
      arguments: [number])
    let offer = Offer(
      currency: try row?[0] ?? "", isPurchasable: try row?[1] ?? false,
      terms: try row.map { try terms(try $0[2]) } ?? "")
    offers[number] = offer
    return offer
  }

  private func terms(_ number: Int64) throws -> String {
    if let known = terms[number] { return known }
    let json = try String.fetchOne(
      db.cachedStatement(sql: "SELECT content FROM offer_text WHERE id = ?"), arguments: [number])
    let terms = json.map(StoredJSON.terms) ?? []
    let text = Set(terms.map { "\($0.duration.uppercased())/\($0.billingCycle?.lowercased() ?? "")" }).sorted()
      .joined(separator: " ")
    self.terms[number] = text
    return text
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
