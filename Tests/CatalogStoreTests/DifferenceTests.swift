import CatalogModel
import Testing

@testable import CatalogStore

@Suite struct DifferenceTests {
  private func stored(_ content: UnitContent, isRemoved: Bool = false) -> StoredUnit {
    StoredUnit(
      product: content.product,
      skus: content.skus.mapValues { sku in
        StoredSKU(
          content: sku.content,
          availabilities: sku.availabilities.enumerated().map {
            StoredAvailability(content: $0.element, ordinal: $0.offset, firstSeen: 1)
          })
      }, removed: [:], isRemoved: isRemoved)
  }

  private func lines(_ old: StoredUnit?, _ new: UnitContent?) -> [String] {
    UnitDifference(from: old, to: new).entries.map { entry in
      [
        entry.kind.rawValue, "\(entry.entity)", entry.sku?.rawValue, entry.availability?.rawValue, entry.field,
        entry.old.map { "\($0)>\(entry.new ?? "")" },
      ].compactMap { $0 }.joined(separator: " ")
    }
  }

  @Test("The same content is no difference, counted as unchanged")
  func same() {
    let content = unit(["0001": [item("a"), item("b", .education)]])
    let difference = UnitDifference(from: stored(content), to: content)
    #expect(difference.entries.isEmpty)
    #expect(difference.tally == ItemTally(unchanged: 2))
  }

  @Test("A first reading adds the product and its availabilities")
  func first() {
    #expect(
      lines(nil, unit(["0001": [item("a")]])) == ["added product", "added availability 0001 a"])
  }

  @Test("A removed product writes its own line and one for each availability")
  func removedProduct() {
    #expect(
      lines(stored(unit(["0001": [item("a"), item("b", .education)]])), nil) == [
        "removed product", "removed availability 0001 a", "removed availability 0001 b",
      ])
  }

  @Test("A SKU that comes or goes writes its own line and one for each availability")
  func skus() {
    #expect(
      lines(stored(unit(["0001": [item("a")]])), unit(["0002": [item("b", of: "P:0002")]])) == [
        "removed sku 0001", "removed availability 0001 a", "added sku 0002", "added availability 0002 b",
      ])
  }

  @Test("A new id and a changed field are two lines of one availability")
  func reissuedAndChanged() {
    #expect(
      lines(
        stored(unit(["0001": [item("a")]])), unit(["0001": [item("b", isPurchasable: false)]])) == [
          "reissued availability 0001 b catalogItemId P:0001:a>P:0001:b",
          "changed availability 0001 b isPurchasable true>false",
        ])
  }

  @Test("A changed title is one line for the product and one for the SKU, and changes every item of it")
  func title() {
    let difference = UnitDifference(
      from: stored(unit("Old", ["0001": [item("a"), item("b", .education)]])),
      to: unit("New", ["0001": [item("a"), item("b", .education)]]))
    #expect(difference.entries.map(\.field) == ["title", "title"])
    #expect(difference.tally == ItemTally(changed: 2))
  }

  @Test("A product that was gone and is there again has returned")
  func returned() {
    var gone = stored(unit([:]), isRemoved: true)
    gone.removed = ["0001": [RemovedAvailability(rowID: 7, content: item("a"), firstSeen: 1)]]
    #expect(
      lines(gone, unit(["0001": [item("b")]])) == ["returned product", "returned availability 0001 b"])
    let difference = UnitDifference(from: gone, to: unit(["0001": [item("b")]]))
    #expect(difference.rows["0001"]?.map(\.replaces) == [7])
    #expect(difference.rows["0001"]?.map(\.firstSeen) == [1])
  }
}
