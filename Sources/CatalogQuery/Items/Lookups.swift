import CatalogModel
import CatalogSchema
import GRDB

/// Names of markets, segments and places, as they were at one moment.
struct PlaceNames: Sendable {
  private(set) var markets: [Int32: Market] = [:]
  private(set) var segments: [Int32: Segment] = [:]
  private(set) var places: [(number: Int32, market: Int32)] = []
  private(set) var scopes: [Int32: ReservationScope?] = [:]
  private(set) var marketsOfPlaces: [Int32: Int32] = [:]
  /// The highest numbers: rows are only ever added.
  private var last: [Int64] = []

  /// Reads them where there are new ones.
  mutating func refresh(_ db: Database) throws {
    let rows = try PreparedStatement(
      db, "SELECT (SELECT max(id) FROM market), (SELECT max(id) FROM segment), (SELECT max(id) FROM place)")
    guard try rows.next() else { return }
    let now = try (0..<3).map { rows.isNull($0) ? 0 : try rows.integer($0) }
    rows.reset()
    if now != last { self = try PlaceNames(db, last: now) }
  }

  init() {}

  init(_ db: Database) throws { try self.init(db, last: []) }

  private init(_ db: Database, last: [Int64]) throws {
    self.last = last
    let markets = try PreparedStatement(db, "SELECT id, code FROM market")
    while try markets.next() { self.markets[try markets.number(0)] = Market(try markets.text(1)) }
    let segments = try PreparedStatement(db, "SELECT id, code FROM segment")
    while try segments.next() { self.segments[try segments.number(0)] = Segment(try segments.text(1)) }
    let places = try PreparedStatement(db, "SELECT id, market_id, scope FROM place")
    while try places.next() {
      let (number, market) = (try places.number(0), try places.number(1))
      let scope = try places.text(2)
      self.places.append((number, market))
      marketsOfPlaces[number] = market
      scopes[number] = .some(scope.isEmpty ? nil : ReservationScope(scope))
    }
  }
}

/// The values of row ids in one transaction; texts, offers and products are read once each.
final class Lookups {
  private let db: Database
  private let names: PlaceNames
  private let items: ItemMemory

  var markets: [Int32: Market] { names.markets }
  var segments: [Int32: Segment] { names.segments }
  var places: [(number: Int32, market: Int32)] { names.places }

  convenience init(_ db: Database) throws { try self.init(db, names: PlaceNames(db), items: ItemMemory()) }

  convenience init(_ index: SearchIndex) {
    self.init(index.db, names: index.memory.names, items: index.memory.items)
  }

  init(_ db: Database, names: PlaceNames, items: ItemMemory) {
    self.db = db
    self.names = names
    self.items = items
  }

  func numbers(of wanted: [Market]) -> [Int64] {
    markets.filter { wanted.contains($0.value) }.map { Int64($0.key) }.sorted()
  }

  func numbers(of wanted: [Segment]) -> [Int64] {
    segments.filter { wanted.contains($0.value) }.map { Int64($0.key) }.sorted()
  }

  func market(_ number: Int32) -> Market { markets[number] ?? "" }
  func market(ofPlace number: Int32) -> Market { names.marketsOfPlaces[number].map { market($0) } ?? "" }
  func segment(_ number: Int32) -> Segment { segments[number] ?? "" }
  func scope(ofPlace number: Int32) -> ReservationScope? { names.scopes[number] ?? nil }

  func text(_ number: Int32) throws -> ItemMemory.Text? { try items.text(Int64(number), db) }

  /// The facts of an offer; those of a missing row are of an offer that cannot be bought.
  func offer(_ number: Int32) throws -> OfferFacts {
    try items.offer(Int64(number), db)?.facts ?? OfferFacts(currency: "", isPurchasable: false, terms: [])
  }

  func product(text number: Int32) throws -> ProductFacts {
    try items.product(Int64(number), db) ?? ProductFacts(product: 0, type: "", subtype: "", publisher: "")
  }
}

/// The facts of an offer that decide the position of an item.
struct OfferFacts: Hashable {
  var currency: String
  /// `nil` where the service does not say.
  var isPurchasable: Bool?
  /// Upper case: `P1M`, `P1Y`.
  var durations: Set<String>
  /// Lower case; an empty one where a term has none.
  var billingCycles: Set<String>
  /// The months of the shortest term; 0 without terms, 999 where none can be read.
  var shortestMonths: Int

  /// Whether the service says that it cannot be bought.
  var isClosed: Bool { isPurchasable == false }

  init(currency: String, isPurchasable: Bool?, terms: [Term]) {
    self.currency = currency
    self.isPurchasable = isPurchasable
    durations = Set(terms.map { $0.duration.uppercased() })
    billingCycles = Set(terms.map { $0.billingCycle?.lowercased() ?? "" })
    shortestMonths = durations.map { Self.months($0) }.min() ?? 0
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

/// The facts of a product that decide the position of an item.
struct ProductFacts: Hashable {
  var product: Int64
  var type: String
  var subtype: String
  var publisher: String

  var isSoftware: Bool { type.lowercased() == "software" }
}
