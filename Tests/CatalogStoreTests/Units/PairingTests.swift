import CatalogModel
import Testing

@testable import CatalogStore

@Suite struct PairingTests {
  private func pairing(_ old: [AvailabilityContent], _ new: [AvailabilityContent]) -> [String] {
    let pairing = AvailabilityPairing(old: old, new: new)
    return pairing.pairs.map { "\(old[$0.old].id)=\(new[$0.new].id)" }.sorted()
      + pairing.removed.map { "-\(old[$0].id)" } + pairing.added.map { "+\(new[$0].id)" }
  }

  @Test("Equal ids are the same thing, whatever else differs")
  func equalIDs() {
    #expect(pairing([item("a"), item("b")], [item("b", .education), item("a")]) == ["a=a", "b=b"])
  }

  @Test("A new id for the same segment, currency and terms is the old thing, in order")
  func reissued() {
    #expect(pairing([item("a"), item("b")], [item("c"), item("d")]) == ["a=c", "b=d"])
    #expect(pairing([item("a"), item("b")], [item("b"), item("c")]) == ["a=c", "b=b"])
  }

  @Test("What is left over was added or removed")
  func surplus() {
    #expect(pairing([item("a")], [item("b"), item("c")]) == ["a=b", "+c"])
    #expect(pairing([item("a"), item("b")], [item("c")]) == ["a=c", "-b"])
    #expect(pairing([], [item("a")]) == ["+a"])
    #expect(pairing([item("a")], []) == ["-a"])
  }

  @Test("Another segment, currency, term or billing is another thing")
  func different() {
    let old = item("a")
    for new in [item("b", .education), item("b", currency: "USD"), item("b", terms: ["P3Y"])] {
      #expect(pairing([old], [new]) == ["-a", "+b"])
    }
  }
}
