import CatalogSchema
import Foundation
import GRDB

/// The sets of markets that rows of prices refer to, each once.
struct MarketSets {
  private var members: [Int64: Data] = [:]
  private var uses: [Int64: Int] = [:]
  private var numbers: [Data: Int64] = [:]
  private var changed: Set<Int64> = []
  private var added: Set<Int64> = []
  private var next: Int64 = 1

  init() {}

  init(_ db: Database) throws {
    let rows = try PreparedStatement(db, "SELECT id, members, uses FROM price_market_set")
    while try rows.next() {
      let (number, set) = (try rows.integer(0), Data(try rows.blob(1)))
      members[number] = set
      numbers[set] = number
      uses[number] = Int(try rows.integer(2))
      next = max(next, number + 1)
    }
  }

  /// Whether a set has a market.
  func has(_ set: Int64, _ market: Int64) -> Bool {
    guard let bytes = members[set], market / 8 < bytes.count else { return false }
    return bytes[bytes.startIndex + Int(market / 8)] >> UInt8(market % 8) & 1 != 0
  }

  /// The set with a market more; `nil` stands for none.
  mutating func with(_ set: Int64?, _ market: Int64) -> Int64 {
    var bytes = set.flatMap { members[$0] } ?? Data()
    let place = Int(market / 8)
    if bytes.count <= place { bytes.append(Data(count: place + 1 - bytes.count)) }
    bytes[bytes.startIndex + place] |= 1 << UInt8(market % 8)
    return number(bytes)
  }

  /// The set without a market; `nil` where no other is in it.
  mutating func without(_ set: Int64, _ market: Int64) -> Int64? {
    guard var bytes = members[set], has(set, market) else { return set }
    bytes[bytes.startIndex + Int(market / 8)] &= ~(1 << UInt8(market % 8))
    while bytes.last == 0 { bytes.removeLast() }
    return bytes.isEmpty ? nil : number(bytes)
  }

  private mutating func number(_ bytes: Data) -> Int64 {
    if let known = numbers[bytes] { return known }
    let number = next
    next += 1
    members[number] = bytes
    numbers[bytes] = number
    uses[number] = 0
    added.insert(number)
    return number
  }

  /// Counts rows that refer to a set, or no longer do.
  mutating func use(_ set: Int64, _ count: Int) {
    uses[set, default: 0] += count
    changed.insert(set)
  }

  /// Writes the new sets and the counts. Call it before the rows are written, so that they refer to something.
  func insert(_ db: Database) throws {
    let insertion = try PreparedStatement(db, "INSERT INTO price_market_set (id, members, uses) VALUES (?, ?, 0)")
    for number in added.sorted() where uses[number] ?? 0 > 0 {
      insertion.bind(number)
      (members[number] ?? Data()).withUnsafeBytes { insertion.bind(blob: $0) }
      try insertion.execute()
    }
  }

  /// Writes the counts, and deletes the sets that no row refers to. Call it behind the rows.
  func finish(_ db: Database) throws {
    let update = try PreparedStatement(db, "UPDATE price_market_set SET uses = ? WHERE id = ?")
    let deletion = try PreparedStatement(db, "DELETE FROM price_market_set WHERE id = ?")
    for number in changed.sorted() {
      let count = uses[number] ?? 0
      if count > 0 {
        update.bind(Int64(count))
        update.bind(number)
        try update.execute()
      } else if !added.contains(number) {
        deletion.bind(number)
        try deletion.execute()
      }
    }
  }
}
