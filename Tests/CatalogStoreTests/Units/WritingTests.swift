import CatalogModel
import Foundation
import GRDB
import Synchronization
import Testing

@testable import CatalogSchema
@testable import CatalogStore

@Suite("Writes go together and stand alone")
struct WritingTests {
  struct Refused: Error {}

  @Test("Of writes that wait together each is done whole or not at all, in the order asked")
  func together() async throws {
    let temporary = try await TemporaryStore()
    let store = temporary.store
    let refusals = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          do {
            try await store.write { db in
              for half in ["a", "b"] {
                try db.execute(sql: "INSERT INTO setting (key, value) VALUES (?, '')", arguments: ["\(number)\(half)"])
                if number % 5 == 0 { throw Refused() }
              }
            }
            return false
          } catch { return error is Refused }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(refusals == 40)
    #expect(
      try await temporary.rows("SELECT count(*) FROM setting WHERE key GLOB '[0-9]*'") == ["320"],
      "what was refused left nothing, and took nothing else with it")
  }

  @Test("Writes of one task are seen by its own reads")
  func ownWrites() async throws {
    let temporary = try await TemporaryStore()
    for number in 0..<20 {
      try await temporary.store.write { db in
        try db.execute(sql: "INSERT INTO setting (key, value) VALUES (?, '')", arguments: ["n\(number)"])
      }
      #expect(try await temporary.rows("SELECT count(*) FROM setting WHERE key GLOB 'n*'") == ["\(number + 1)"])
    }
  }

  @Test("A cancelled task asks for no more writes")
  func cancelled() async throws {
    let temporary = try await TemporaryStore()
    let store = temporary.store
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await store.write { db in try db.execute(sql: "DELETE FROM setting") }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await temporary.rows("SELECT count(*) > 0 FROM setting") == ["1"])
  }

  private func confirmed(_ temporary: TemporaryStore) async throws -> [String] {
    try await temporary.rows("SELECT confirmed_at - \(TemporaryStore.start.stamp) FROM unit")
  }

  private func confirm(_ temporary: TemporaryStore, at seconds: Int) async throws {
    try await temporary.store.confirmSoon(
      TemporaryStore.key, run: temporary.run, at: TemporaryStore.start.addingTimeInterval(TimeInterval(seconds))
    ) { _ in }
  }

  @Test("A unit that is as it was is noted with the next write, with many others, or after two seconds")
  func deferred() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit(["0001": [item("a")]]))
    try await confirm(temporary, at: 60)
    #expect(try await confirmed(temporary) == ["0"], "kept back")
    try await temporary.store.write { db in try db.execute(sql: "DELETE FROM staged_answer") }
    #expect(try await confirmed(temporary) == ["60"], "with the next write")
    for _ in 1..<DeferredConfirmations.most { try await confirm(temporary, at: 70) }
    #expect(try await confirmed(temporary) == ["60"])
    try await confirm(temporary, at: 70)
    #expect(try await confirmed(temporary) == ["70"], "with many others")
    try await confirm(temporary, at: 80)
    try await confirm(temporary, at: 81)
    #expect(try await confirmed(temporary) == ["70"])
    try await confirm(temporary, at: 82)
    #expect(try await confirmed(temporary) == ["82"], "after two seconds")
  }

  @Test("What was kept back goes before the write that takes it along, and is counted once")
  func order() async throws {
    let temporary = try await TemporaryStore()
    _ = try await temporary.replace(unit(["0001": [item("a")]]))
    let counted = Mutex(ItemCounts())
    try await temporary.store.confirmSoon(
      TemporaryStore.key, run: temporary.run, at: TemporaryStore.start.addingTimeInterval(60)
    ) { tally in counted.withLock { $0 += tally } }
    try await temporary.store.noteUnlisted(TemporaryStore.key, since: TemporaryStore.start)
    #expect(try await temporary.rows("SELECT unlisted_since IS NULL FROM unit") == ["0"])
    try await temporary.store.writeDeferred()
    #expect(counted.withLock { $0 } == ItemCounts(unchanged: 1))
  }

  @Test("What was put off is in the file when it was to be written, also where another write has taken it along")
  func takenAlong() async throws {
    let temporary = try await TemporaryStore()
    let store = temporary.store
    _ = try await temporary.replace(unit(["0001": [item("a")]]))
    try await confirm(temporary, at: 60)
    let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
    let end = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await store.write { _ in
          beginning.yield()
          end.wait()
        }
      }
      for await _ in begun { break }
      group.addTask {
        try await store.writeDeferred()
        let confirmed = try await store.read { try RowText.all($0, "SELECT confirmed_at FROM unit") }
        #expect(confirmed == ["\(TemporaryStore.start.stamp + 60)"])
      }
      // Long enough for one who does not wait to be wrong.
      for _ in 0..<1000 { await Task.yield() }
      end.signal()
      try await group.waitForAll()
    }
  }

  @Test(
    "Where too many answers wait, those of the units that came last are written; a unit that is whole takes its own out"
  )
  func waitingAnswers() throws {
    let most = 64
    let waiting = ResponseBuffer(most: most)
    func response(_ product: Int, _ sku: Int, at now: Int64 = 0) -> ResponseBuffer.Answer {
      ResponseBuffer.Answer(
        key: ProductKey(marketScope: MarketScope(market: "DE"), product: ProductID("P\(product)")),
        list: .init(sku: SKUID("\(sku)"), segment: nil), content: .availabilities([]), hash: 0, run: 1, at: now)
    }
    // Eight units with an eighth of the bound each, but for one answer.
    let each = most / 8
    for sku in 0..<each {
      for product in 0..<8 where (product, sku) != (0, 1) { #expect(waiting.add(response(product, sku)).isEmpty) }
    }
    #expect(waiting.take(of: response(0, 0).key).count == each - 1)
    for sku in each..<2 * each - 1 { #expect(waiting.add(response(1, sku)).isEmpty) }
    let written = waiting.add(response(2, each))
    #expect(Set(written.map(\.key.product)) == ["P7", "P6", "P5", "P4"])
    #expect(waiting.add(response(1, each)).isEmpty, "the same list once more is one answer")
    let rest = waiting.add(response(1, 2 * each, at: ResponseBuffer.longest))
    #expect(rest.count + written.count == most + 1, "after two seconds all of them")
    waiting.putBack(written)
    #expect(waiting.takeAll().count == written.count)
  }

  @Test("A reader that holds a snapshot stops no write; when it is gone the log is short again")
  func longReader() async throws {
    let temporary = try await TemporaryStore()
    let log = temporary.store.path + "-wal"
    func size() throws -> Int {
      try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int ?? 0
    }
    func write(_ count: Int) async throws {
      for number in 0..<count {
        try await temporary.store.write { db in
          try db.execute(
            sql: "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
            arguments: ["filler \(number % 50)", String(repeating: "x", count: 50_000) + "\(number)"])
        }
      }
    }
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: temporary.store.path, configuration: configuration)
    try reader.inDatabase { db in
      try db.execute(sql: "BEGIN")
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM setting")
    }
    try await write(400)
    #expect(try size() > 15_000_000, "nothing of it may be overwritten while somebody reads")
    try reader.inDatabase { db in try db.execute(sql: "ROLLBACK") }
    try await write(100)
    #expect(try size() < 8_000_000)
  }

  private let odd = "\"\\/\n\t\r\u{08}\u{0C}\u{01}é仮\u{2028}😀"

  @Test("Terms are written as a coder with sorted keys writes them")
  func terms() throws {
    let terms = [
      Term(duration: "P1Y", billingCycle: nil, description: odd),
      Term(duration: odd, billingCycle: odd, description: ""),
      Term(
        duration: "P1M", billingCycle: "Monthly", description: "", id: odd,
        cancellationPolicies: JSONFragment(canonical: #"[{"refundOptions":[{"expiresAfter":"P1D","sequenceId":0}]}]"#),
        renewalOptions: JSONFragment(canonical: #"[{"termDuration":"P1Y"}]"#),
        renewalInstructions: JSONFragment(canonical: #""as a text""#)),
    ]
    #expect(StoredJSON.terms(StoredJSON.text(terms)) == terms)
    #expect(StoredJSON.terms("[]") == [] && StoredJSON.terms("nonsense") == [] && StoredJSON.terms("") == [])
    let blanks = #"[ {"duration" : "P1Y" , "unknown" : [ {} ] , "billingCycle" : null} ]"#
    #expect(StoredJSON.terms(blanks) == [Term(duration: "P1Y", billingCycle: nil, description: "")])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(try StoredJSON.text(terms) == String(decoding: encoder.encode(terms), as: UTF8.self))
    #expect(StoredJSON.text([Term]()) == "[]")
  }

  @Test("A staged answer is written as its coder reads it")
  func staged() throws {
    let content = SKUContent(
      title: odd, description: "", minimumQuantity: 0, maximumQuantity: .max, isTrial: true,
      purchasePrerequisites: ["A", odd], inventoryVariables: [], provisioningVariables: ["x"], billingCycles: [""],
      attributes: #"{"a":"\u0001"}"#, attestation: nil)
    let attested = SKUContent(title: "t", attestation: odd)
    let offers = [
      OfferContent(
        currency: "EUR", currencySymbol: nil, isPurchasable: true,
        terms: [
          Term(duration: "P1Y", billingCycle: nil, description: odd),
          Term(duration: "", billingCycle: odd, description: ""),
        ]),
      OfferContent(
        currency: "EUR", isPurchasable: nil,
        terms: [
          Term(
            duration: "P1Y", billingCycle: "Annual", description: "", id: "t1",
            cancellationPolicies: JSONFragment(canonical: "[{}]"))
        ]),
      OfferContent(currency: odd, currencySymbol: odd, isPurchasable: false, isRenewable: true, details: odd),
    ]
    let answers: [StagedResponse] = [
      .skus([]), .availabilities([]),
      .skus([StagedSKU(id: "0001", content: content), StagedSKU(id: "0002", content: attested)]),
      .availabilities(
        offers.map { AvailabilityContent(id: "A", catalogItemID: "P:S:A", segment: .nonprofit, offer: $0) }),
    ]
    for response in answers { #expect(StoredJSON.value(response.text, as: StagedResponse.self) == response) }
  }
}
