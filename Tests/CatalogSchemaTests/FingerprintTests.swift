import CatalogModel
import Foundation
import Testing

@testable import CatalogSchema

@Suite("The stored form of a fingerprint")
struct FingerprintTests {
  private typealias List = ProductFingerprint.List

  @Test("is read as it was written, whatever ids, segments and hashes there are")
  func roundTrip() {
    var state: UInt64 = 7
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let ids: [SKUID?] =
      [nil] + ["0001", "0002", "0003", "0009", "000B", "000C", "000Z", "0010", "1", "MS-AZR-0145P", "Ü1", "Ü2"]
      + (0..<40).map { SKUID(String(format: "00%02d", $0)) }
    let segments: [Segment?] = [nil, .nonprofit, .education, "fremd"]
    for round in 0..<500 {
      var hashes: [List: Int64] = [:]
      for _ in 0..<draw(60) {
        let bits = round % 2 == 0 ? Int64(draw(1 << 30)) << 2 : Int64(bitPattern: state)
        hashes[List(sku: ids[draw(ids.count)], segment: segments[draw(10) < 7 ? 0 : draw(4)])] = bits
      }
      let fingerprint = ProductFingerprint(hashes)
      #expect(ProductFingerprint(encoded: fingerprint.encoded) == fingerprint)
      #expect(fingerprint.encoded == ProductFingerprint(hashes).encoded)
    }
  }

  @Test("costs four bytes a list and next to nothing for SKUs that count up")
  func size() {
    var hashes: [List: Int64] = [List(): 1]
    for number in 1...9 { hashes[List(sku: SKUID("000\(number)"))] = Int64(number) }
    #expect(ProductFingerprint(hashes).encoded.count == 1 + 5 + 2 + 9 * 4)
  }

  @Test("is empty where a name is too long to be told: half of the lists would be taken for all")
  func longNames() {
    let (fits, long) = (String(repeating: "x", count: 255), String(repeating: "x", count: 256))
    for list in [List(sku: SKUID(fits)), List(sku: "0001", segment: Segment(fits))] {
      let fingerprint = ProductFingerprint([List(): 1, list: 2])
      #expect(ProductFingerprint(encoded: fingerprint.encoded) == fingerprint)
    }
    for list in [List(sku: SKUID(long)), List(sku: "0001", segment: Segment(long))] {
      #expect(ProductFingerprint(encoded: ProductFingerprint([List(): 1, list: 2]).encoded) == ProductFingerprint())
    }
  }

  @Test("cut anywhere, gives the lists before the cut and no others")
  func cut() {
    let whole = ProductFingerprint([
      List(): 1, List(sku: "0001"): 2, List(sku: "0002"): 3, List(sku: "0002", segment: .nonprofit): 4,
      List(sku: "0003", segment: "x"): 5,
    ])
    let bytes = whole.encoded
    for length in 0..<bytes.count {
      let cut = ProductFingerprint(encoded: bytes.prefix(length))
      #expect(cut.hashes.count < whole.hashes.count)
      #expect(cut.hashes.allSatisfy { whole.hashes[$0.key] == $0.value })
    }
  }
}
