import CatalogModel
import Foundation
import Testing

@testable import CatalogStore

@Suite("A stored offer matrix")
struct StoredOfferMatrixTests {
  private func matrix(_ month: Int, skus: Int, maximum: Int = 300, digest: UInt8) throws -> NewOfferMatrix {
    let limits = (0..<skus).map { number in
      (SKUReference("CFQ7TTC0LH18", SKUID("\(1000 + number)")), OfferLimits(maximumQuantity: maximum))
    }
    return NewOfferMatrix(
      month: try #require(SheetMonth(month)),
      matrix: OfferMatrix(limits: Dictionary(limits, uniquingKeysWith: { first, _ in first }), rows: skus), bytes: 1,
      digest: [UInt8](repeating: digest, count: 32), fetchedAt: TemporaryStore.start)
  }

  @Test("is replaced as a whole by a later one, never by an earlier, and not by one that lacks much")
  func replacement() async throws {
    let temporary = try await TemporaryStore()
    let store = temporary.store
    #expect(try await store.offerMatrix() == nil)
    #expect(try await store.store(matrix(202_610, skus: 10, digest: 1)).state == .stored)
    #expect(try await store.store(matrix(202_610, skus: 10, digest: 1)).state == .unchanged)
    let next = try await store.store(matrix(202_611, skus: 9, maximum: 25, digest: 2))
    #expect(next.state == .stored && next.added == 0 && next.changed == 9 && next.removed == 1)
    #expect(try await store.store(matrix(202_610, skus: 10, digest: 3)).state == .superseded)
    var half = try matrix(202_612, skus: 4, digest: 4)
    #expect(try await store.store(half).state == .heldBack)
    #expect(try await store.offerMatrix()?.month?.number == 202_611)
    half.fetchedAt += 7 * 3600
    #expect(try await store.store(half).state == .stored, "The same bytes some hours later are believed.")
    try await store.recordOfferMatrix(.failed, reason: "the service answered 503", at: half.fetchedAt)
    let known = try await store.offerMatrix()
    #expect(known?.outcome == "failed" && known?.month?.number == 202_612 && known?.rows == 4)
    #expect(
      try await temporary.rows("SELECT count(*), max(maximum_quantity), max(month) FROM offer_limits") == [
        "4 | 300 | 202612"
      ])
  }
}
