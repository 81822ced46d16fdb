import CatalogModel
import Foundation
import Testing

@testable import CatalogStore

@Suite("What sheets say besides prices")
struct SheetSignalTests {
  private static let products = (0..<20).map { ProductID("CFQ7TTC0L\(100 + $0)") }

  private func sheet(
    _ facts: [ProductID: UInt64], _ month: Int, at day: Int, digest: UInt8
  ) throws -> NewPriceSheet {
    var content = PriceSheetContent(market: "US")
    content.currencies = ["USD"]
    content.facts = facts
    for product in facts.keys.sorted() {
      content.offers.append(PriceOffer(product: product, sku: "0001", term: "P1Y", plan: "Annual"))
      content.rows.append(
        PriceRow(
          offer: Int32(content.offers.count - 1), currency: 0, flag: .price,
          content: PriceContent(unit: PriceAmount("\(digest)"), retail: nil)))
    }
    return NewPriceSheet(
      view: .licences, timeline: .current, month: try #require(SheetMonth(month)), content: content, columns: [],
      bytes: 1, digest: [UInt8](repeating: digest, count: 32),
      fetchedAt: TemporaryStore.start + TimeInterval(day) * 86_400)
  }

  @Test(
    "A product with other facts, a new one and a missing one differ; a price, a flag and the same sheet again do not")
  func differences() async throws {
    let temporary = try await TemporaryStore()
    let store = temporary.store
    let first = Dictionary(uniqueKeysWithValues: Self.products.map { ($0, UInt64(7)) })
    _ = try await store.store(sheet(first, 202_602, at: 0, digest: 1))
    _ = try await store.store(sheet(first, 202_603, at: 1, digest: 2))
    let start = UInt32(TemporaryStore.start.timeIntervalSince1970)
    var coverage = try #require(try await store.readingHistory().sheets["US"])
    #expect(coverage.differences.isEmpty, "Every price moved, and nothing else.")
    #expect(coverage.since == start && coverage.until == start + 86_400 && coverage.lists(Self.products[3]))
    var second = first
    second[Self.products[0]] = 8
    second[Self.products[1]] = nil
    second["CFQ7TTC0LNEW"] = 7
    _ = try await store.store(sheet(second, 202_603, at: 2, digest: 3))
    coverage = try #require(try await store.readingHistory().sheets["US"])
    let seen = SheetCoverage.Difference(since: start + 86_400, seenAt: start + 2 * 86_400)
    #expect(coverage.differences == [Self.products[0]: seen, Self.products[1]: seen, "CFQ7TTC0LNEW": seen])
    try await store.record(
      PriceAttempt(
        view: .licences, timeline: .current, market: "US", at: TemporaryStore.start + 5 * 86_400, outcome: .unchanged))
    #expect(try await store.readingHistory().sheets["US"]?.until == start + 5 * 86_400)
    // An older month, and a sheet of another form, compare with nothing.
    _ = try await store.store(sheet(first, 202_601, at: 6, digest: 4))
    _ = try await store.store(sheet(second.mapValues { $0 + 1 }, 202_604, at: 7, digest: 5))
    coverage = try #require(try await store.readingHistory().sheets["US"])
    #expect(coverage.differences.count == 3 && coverage.since == start + 7 * 86_400)
  }
}
