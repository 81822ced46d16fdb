import CatalogModel
import CatalogStore
import GRDB

/// What the store's numbers stand for, read once each and kept for one answer.
final class Lookups {
  private let db: Database
  private(set) var markets: [Int32: Market] = [:]
  private(set) var segments: [Int32: Segment] = [:]
  /// The market of each place.
  private(set) var placeMarkets: [Int32: Int32] = [:]
  private var scopes: [Int32: ReservationScope?] = [:]
  private var offers: [Int32: OfferFacts] = [:]
  private var products: [Int32: ProductFacts] = [:]

  init(_ db: Database) throws {
    self.db = db
    for row in try Row.fetchAll(db, sql: "SELECT id, code FROM market") {
      markets[row["id"]] = Market(row["code"] as String)
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, code FROM segment") {
      segments[row["id"]] = Segment(row["code"] as String)
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, market_id, scope FROM place") {
      placeMarkets[row["id"]] = row["market_id"]
      let scope: String = row["scope"]
      scopes[row["id"] as Int32] = .some(scope.isEmpty ? nil : ReservationScope(scope))
    }
  }

  func numbers(of wanted: [Market]) -> [Int64] {
    markets.filter { wanted.contains($0.value) }.map { Int64($0.key) }.sorted()
  }

  func numbers(of wanted: [Segment]) -> [Int64] {
    segments.filter { wanted.contains($0.value) }.map { Int64($0.key) }.sorted()
  }

  func market(_ number: Int32) -> Market { markets[number] ?? "" }
  func segment(_ number: Int32) -> Segment { segments[number] ?? "" }
  func scope(ofPlace number: Int32) -> ReservationScope? { scopes[number] ?? nil }

  func offer(_ number: Int32) throws -> OfferFacts {
    if let facts = offers[number] { return facts }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT currency, is_purchasable, terms FROM offer WHERE id = ?"), arguments: [number])
    let terms = row.flatMap { StoredJSON.value($0["terms"], as: [Term].self) } ?? []
    let facts = OfferFacts(
      currency: row?["currency"] ?? "", isPurchasable: row?["is_purchasable"] ?? false,
      durations: Set(terms.map { $0.duration.uppercased() }))
    offers[number] = facts
    return facts
  }

  func product(text number: Int32) throws -> ProductFacts {
    if let facts = products[number] { return facts }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT product_id, product_type, product_subtype, publisher FROM product_text WHERE id = ?"),
      arguments: [number])
    let facts = ProductFacts(
      product: row?["product_id"] ?? 0, type: row?["product_type"] ?? "", subtype: row?["product_subtype"] ?? "",
      publisher: row?["publisher"] ?? "")
    products[number] = facts
    return facts
  }
}

/// What of an offer decides about an item's place in an answer.
struct OfferFacts: Hashable {
  var currency: String
  var isPurchasable: Bool
  /// Upper case: `P1M`, `P1Y`.
  var durations: Set<String>

  /// The months of the shortest term; 0 without terms, 999 where none can be read.
  var shortestMonths: Int {
    guard !durations.isEmpty else { return 0 }
    return durations.map { Self.months($0) }.min() ?? 999
  }

  static func months(_ duration: String) -> Int {
    guard duration.hasPrefix("P"), let unit = duration.last, let count = Int(duration.dropFirst().dropLast()),
      (0...80).contains(count)
    else { return 999 }
    switch unit {
    case "D": return count < 31 ? 0 : 1
    case "M": return count
    case "Y": return count * 12
    default: return 999
    }
  }
}

/// What of a product decides about an item's place in an answer.
struct ProductFacts: Hashable {
  var product: Int64
  var type: String
  var subtype: String
  var publisher: String

  var isSoftware: Bool { type.lowercased() == "software" }
}
