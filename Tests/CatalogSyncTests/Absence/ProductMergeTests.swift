import CatalogModel
import PartnerCenter
import SeededRandom
import Testing

@testable import CatalogStore
@testable import CatalogSync

@Suite("Merging a reading of a product with its stored content")
struct ProductMergeTests {
  private static let failure = RequestError(cause: .unreadable("no list"), path: "/products")
  private static let old = stored(["0001": [availability("A"), availability("B")], "0002": [availability("C")]])

  private func catalogItems(_ content: ProductSnapshot) -> Set<AvailabilityID> {
    Set(content.skus.values.flatMap(\.availabilities).map(\.id))
  }

  @Test("asks about each stored item that the reading does not show")
  func questions() {
    let merge = ProductMerge(snapshot(["0001": [availability("A")]]), onto: Self.old, unread: nil)
    #expect(merge.questions == [.availability("0001", "B", .commercial), .sku("0002")])
  }

  @Test("removes an item that is gone, keeps one that answers, and keeps a SKU that answers without its items")
  func answers() {
    var merge = ProductMerge(snapshot(["0001": [availability("A")]]), onto: Self.old, unread: nil)
    merge.note(.there, of: merge.questions[0])
    merge.note(.emptied, of: merge.questions[1])
    #expect(catalogItems(merge.merged) == ["A", "B"])
    #expect(Set(merge.merged.skus.keys) == ["0001", "0002"])
    #expect(merge.removedItems == 1)
    #expect(merge.removals == [ProductPart(sku: "0002", availability: "C")])
    #expect(merge.isWhole)
  }

  @Test("removes nothing while a part of the product could not be read, and asks nothing")
  func unread() {
    let merge = ProductMerge(snapshot([:]), onto: Self.old, unread: Self.failure)
    #expect(merge.questions.isEmpty && merge.gone.isEmpty && !merge.isWhole)
    #expect(merge.merged == Self.old.content)
  }

  @Test("keeps the content of a product that is new, or removed before, as read")
  func new() {
    let shown = snapshot(["0001": [availability("A")]])
    let merge = ProductMerge(shown, onto: nil, unread: nil)
    #expect(merge.questions.isEmpty && merge.merged == shown)
  }

  /// Random stored products, readings of them, and responses to each question.
  @Test("removes only items that are confirmed to be gone, whatever the responses are, and none that are held back")
  func random() {
    let segments: [Segment] = [.commercial, .education, .nonprofit]
    for seed in 0..<2_000 {
      var generator = SplitMix64(seed: UInt64(seed))
      var old: [SKUID: [AvailabilityContent]] = [:]
      var new: [SKUID: [AvailabilityContent]] = [:]
      for number in 1...3 {
        let sku = SKUID("000\(number)")
        let ids = (0..<Int.random(in: 0...3, using: &generator)).map { "\(number)-\($0)" }
        let contents = ids.map { availability($0, segments.randomElement(using: &generator) ?? .commercial) }
        old[sku] = contents
        if Bool.random(using: &generator) { new[sku] = contents.filter { _ in Bool.random(using: &generator) } }
      }
      let unread = Int.random(in: 0..<4, using: &generator) == 0 ? Self.failure : nil
      var merge = ProductMerge(snapshot(new), onto: stored(old), unread: unread)
      var confirmed: Set<AvailabilityID> = []
      var isUnknown = unread != nil
      for item in merge.questions {
        let items: [AvailabilityID] =
          switch item {
          case .sku(let sku): (old[sku] ?? []).map(\.id)
          case .availability(_, let id, _): [id]
          }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: merge.note(.there, of: item)
        case 1:
          merge.note(.gone, of: item)
          confirmed.formUnion(items)
        case 2:
          merge.note(.emptied, of: item)
          confirmed.formUnion(items)
        default:
          merge.note(.unknown(Self.failure), of: item)
          isUnknown = true
        }
      }
      let before = catalogItems(snapshot(old))
      #expect(catalogItems(merge.merged) == before.subtracting(confirmed), "seed \(seed)")
      #expect(merge.removedItems == confirmed.count, "seed \(seed)")
      #expect(merge.isWhole != isUnknown, "seed \(seed)")
      merge.holdBack()
      #expect(catalogItems(merge.merged) == before, "seed \(seed)")
      #expect(merge.removals.isEmpty)
    }
  }
}
