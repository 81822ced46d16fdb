import CatalogModel
import CatalogSchema

/// The conditions on products and SKUs, by the numbers of their values in the records of documents.
struct DocumentFilter {
  /// The numbers of values that are admitted; `nil` for all.
  private var publishers: Set<UInt32>?
  private var wantedTypes: Set<UInt32>?
  private var unwantedTypes: Set<UInt32> = []
  private var isTrial: Bool?
  private var admitsNothing = false

  init(_ conditions: TextConditions, _ index: SearchIndex) throws {
    func numbers(_ kinds: [String], _ isMeant: (String) -> Bool) throws -> Set<UInt32> {
      var numbers = Set<UInt32>()
      let rows = try PreparedStatement(index.db, "SELECT id, kind, value FROM search_value")
      while try rows.next() {
        if kinds.contains(try rows.text(1)), isMeant(try rows.text(2)) { numbers.insert(UInt32(try rows.number(0))) }
      }
      return numbers
    }
    func types(_ wanted: Set<String>) throws -> Set<UInt32> {
      try wanted.isEmpty ? [] : numbers(["type", "subtype"]) { wanted.contains($0.lowercased()) }
    }
    if !conditions.productType.only.isEmpty { wantedTypes = try types(conditions.productType.only) }
    unwantedTypes = try types(conditions.productType.except)
    if !conditions.publishers.isEmpty || !conditions.unwantedPublishers.isEmpty {
      var admitted = try numbers(["publisher"], conditions.admits(publisher:))
      if conditions.admits(publisher: "") { admitted.insert(Self.noValue) }
      publishers = admitted
    }
    switch (conditions.trial.admits("true"), conditions.trial.admits("false")) {
    case (true, true): break
    case (true, false): isTrial = true
    case (false, true): isTrial = false
    case (false, false): admitsNothing = true
    }
  }

  /// The number of an absent value.
  private static let noValue: UInt32 = 0

  var isEmpty: Bool {
    publishers == nil && wantedTypes == nil && unwantedTypes.isEmpty && isTrial == nil && !admitsNothing
  }

  func admits(_ record: DocumentRecord) -> Bool {
    if admitsNothing { return false }
    if let isTrial, record.isTrial != isTrial { return false }
    if let publishers, !publishers.contains(record.publisher) { return false }
    let types = [UInt32(record.type), UInt32(record.subtype)]
    if let wantedTypes, !types.contains(where: { wantedTypes.contains($0) }) { return false }
    return !types.contains { unwantedTypes.contains($0) }
  }

  /// Removes the matches whose documents do not pass.
  func apply(to matches: inout [Match], _ index: SearchIndex) {
    if isEmpty { return }
    let records = index.memory.records
    matches.removeAll { !admits(records.record(Int($0.document))) }
  }
}
