import CatalogModel
import Testing

@testable import CatalogStore

@Suite struct DifferenceTests {
  private func stored(
    _ content: ProductSnapshot, isRemoved: Bool = false, lacksTermDetails: Bool = false
  ) -> StoredUnit {
    StoredUnit(
      product: content.product,
      skus: content.skus.mapValues { sku in
        StoredSKU(
          content: sku.content,
          availabilities: sku.availabilities.enumerated().map {
            StoredAvailability(content: $0.element, ordinal: $0.offset, firstSeen: 1)
          })
      }, removed: [:], isRemoved: isRemoved, lacksTermDetails: lacksTermDetails)
  }

  private func lines(_ old: StoredUnit?, _ new: ProductSnapshot?) -> [String] {
    ProductDifference(from: old, to: new).entries.map { entry in
      [
        entry.kind.rawValue, "\(entry.entity)", entry.sku?.rawValue, entry.availability?.rawValue, entry.field,
        entry.old.map { "\($0)>\(entry.new ?? "")" },
      ].compactMap { $0 }.joined(separator: " ")
    }
  }

  @Test("The same content is no difference, counted as unchanged")
  func same() {
    let content = unit(["0001": [item("a"), item("b", .education)]])
    let difference = ProductDifference(from: stored(content), to: content)
    #expect(difference.entries.isEmpty)
    #expect(difference.tally == ItemCounts(unchanged: 2))
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
    let difference = ProductDifference(
      from: stored(unit("Old", ["0001": [item("a"), item("b", .education)]])),
      to: unit("New", ["0001": [item("a"), item("b", .education)]]))
    #expect(difference.entries.map(\.field) == ["title", "title"])
    #expect(difference.tally == ItemCounts(changed: 2))
  }

  @Test("A product that was gone and is there again has returned")
  func returned() {
    var gone = stored(unit([:]), isRemoved: true)
    gone.removed = ["0001": [RemovedAvailability(rowID: 7, content: item("a"), firstSeen: 1)]]
    #expect(
      lines(gone, unit(["0001": [item("b")]])) == ["returned product", "returned availability 0001 b"])
    let difference = ProductDifference(from: gone, to: unit(["0001": [item("b")]]))
    #expect(difference.rows["0001"]?.map(\.replaces) == [7])
    #expect(difference.rows["0001"]?.map(\.firstSeen) == [1])
  }

  private func detailed(_ id: String, refunds: String?, isPurchasable: Bool? = true) -> AvailabilityContent {
    var content = item("a", isPurchasable: isPurchasable)
    content.offer.terms[0].id = id
    content.offer.terms[0].cancellationPolicies = refunds.map { JSONFragment(canonical: $0) }
    return content
  }

  @Test("What an earlier version did not keep of terms is no change; what is different besides is")
  func lacking() {
    let old = stored(unit(["0001": [item("a")]]), lacksTermDetails: true)
    let difference = ProductDifference(from: old, to: unit(["0001": [detailed("t1", refunds: "[1]")]]))
    #expect(difference.entries.isEmpty && difference.tally == ItemCounts(unchanged: 1))
    #expect(difference.rows["0001"]?.first?.content.offer.terms.first?.id == "t1", "it is written all the same")
    var renamed = detailed("t1", refunds: "[1]")
    renamed.offer.terms[0].description = "another"
    renamed.offer.currency = "USD"
    #expect(
      ProductDifference(from: old, to: unit(["0001": [renamed]])).entries.map(\.field) == ["defaultCurrency", "terms"])
  }

  @Test("Of terms that were read by this version every difference is a change")
  func refunds() {
    let none = stored(unit(["0001": [item("a")]]))
    #expect(
      ProductDifference(from: none, to: unit(["0001": [detailed("t1", refunds: nil)]])).entries.map(\.field) == [
        "terms"
      ])
    let old = stored(unit(["0001": [detailed("t1", refunds: "[1]")]]), lacksTermDetails: true)
    for new in [
      detailed("t2", refunds: "[1]"), detailed("t1", refunds: "[2]"), detailed("t1", refunds: nil), item("a"),
    ] {
      #expect(ProductDifference(from: old, to: unit(["0001": [new]])).entries.map(\.field) == ["terms"])
    }
  }

  @Test("Not said is another value than no, but not where an earlier version wrote no for not said")
  func notSaid() {
    func fields(_ old: Bool?, _ new: Bool?, lacking: Bool) -> [String?] {
      ProductDifference(
        from: stored(unit(["0001": [item("a", isPurchasable: old)]]), lacksTermDetails: lacking),
        to: unit(["0001": [item("a", isPurchasable: new)]])
      ).entries.map { "\($0.field ?? "") \($0.old ?? "-")>\($0.new ?? "-")" }
    }
    #expect(fields(false, nil, lacking: false) == ["isPurchasable false>-"])
    #expect(fields(nil, true, lacking: false) == ["isPurchasable ->true"])
    #expect(fields(false, nil, lacking: true) == [])
    #expect(fields(true, nil, lacking: true) == ["isPurchasable true>-"])
    #expect(fields(false, true, lacking: true) == ["isPurchasable false>true"])
  }
}
