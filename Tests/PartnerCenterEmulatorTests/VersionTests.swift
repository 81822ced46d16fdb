import CatalogModel
import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterEmulator

@Suite struct VersionTests {
  private static func truth(version: Int, seed: UInt64 = 5) -> [ExpectedItem] {
    Array(
      Emulator(
        EmulatorConfiguration(
          shape: CatalogShape(seed: seed, markets: ["US", "DE"], products: 300, skusPerProduct: 3, version: version))
      ).truth())
  }

  /// What identifies an availability whatever its id.
  private struct Identity: Hashable {
    var place: [String?]
    var terms: [Term]

    init(_ item: ExpectedItem) {
      place = [
        item.market, item.segment, item.reservationScope, item.productID, item.skuID, item.currency,
      ]
      terms = item.terms
    }
  }

  @Test("The same seed and version give the same catalog byte for byte, another seed another one")
  func deterministic() async throws {
    #expect(Self.truth(version: 1) == Self.truth(version: 1))
    #expect(Self.truth(version: 1) != Self.truth(version: 1, seed: 6))
    let path = "/products?country=US&targetView=Software"
    #expect(try await Emulator.small().get(path).body == Emulator.small().get(path).body)
  }

  @Test("The next version reissues ids under the same identity, and leaves most as it was")
  func reissues() {
    let before = Dictionary(grouping: Self.truth(version: 1), by: Identity.init)
    let after = Dictionary(grouping: Self.truth(version: 2), by: Identity.init)
    var reissued = 0
    var same = 0
    for (identity, items) in before {
      guard let next = after[identity], items.count == 1, next.count == 1 else { continue }
      if items[0].availabilityID == next[0].availabilityID { same += 1 } else { reissued += 1 }
    }
    #expect(reissued > 20)
    #expect(same > reissued * 10)
  }

  @Test("The next version adds, withdraws, renames, and changes quantities and purchasability")
  func differences() {
    let before = Dictionary(grouping: Self.truth(version: 1), by: Identity.init).compactMapValues {
      $0.count == 1 ? $0[0] : nil
    }
    let after = Dictionary(grouping: Self.truth(version: 2), by: Identity.init).compactMapValues {
      $0.count == 1 ? $0[0] : nil
    }
    let products = (Set(before.values.map(\.productID)), Set(after.values.map(\.productID)))
    #expect(!products.1.subtracting(products.0).isEmpty, "products are added")
    #expect(!products.0.subtracting(products.1).isEmpty, "products are withdrawn")
    #expect(!Set(after.keys).subtracting(before.keys).isEmpty, "items are added")
    #expect(!Set(before.keys).subtracting(after.keys).isEmpty, "items are withdrawn")
    let pairs = before.compactMap { identity, item in after[identity].map { (item, $0) } }
    #expect(pairs.contains { $0.productTitle != $1.productTitle }, "products are renamed")
    #expect(
      pairs.contains {
        $0.productTitle != $1.productTitle && $0.productTitle.lowercased() == $1.productTitle.lowercased()
      },
      "some only in the case of letters")
    #expect(pairs.contains { $0.skuTitle != $1.skuTitle && $0.productTitle == $1.productTitle }, "SKUs are renamed")
    #expect(pairs.contains { $0.maximumQuantity != $1.maximumQuantity }, "quantities change")
    #expect(pairs.contains { $0.isPurchasable != $1.isPurchasable }, "purchasability changes")
    #expect(pairs.count { $0 == $1 } > pairs.count * 8 / 10)
  }

  @Test("Something that one version withdraws comes back in a later one")
  func returns() {
    let versions = (1...6).map { Set(Self.truth(version: $0).map(\.productID)) }
    let returned = versions[0].filter { id in
      versions.indices.contains { !versions[$0].contains(id) && versions[$0...].contains { $0.contains(id) } }
    }
    #expect(!returned.isEmpty)
  }

  @Test("The served version moves on while requests are answered, in process and by the control route")
  func advances() async throws {
    let emulator = Emulator.small()
    let first = Array(emulator.truth())
    emulator.setVersion(2)
    let second = Array(emulator.truth())
    #expect(first != second)
    #expect(try await NaiveCrawl(emulator, markets: ["US", "BR"]).items() == second)
    let response = try await emulator.transport().send(
      TransportRequest(method: .post, url: "http://127.0.0.1/_emulator/version?n=1"))
    #expect(response.text == "version 1\n")
    #expect(Array(emulator.truth()) == first)
  }

  @Test("The control routes list the requests, and change the faults")
  func control() async throws {
    let emulator = Emulator.small()
    _ = try await emulator.get("/customers?size=2", headers: [.init("MS-RequestId", "r-1")])
    func control(_ method: TransportRequest.Method, _ path: String) async throws -> TransportResponse {
      try await emulator.transport().send(TransportRequest(method: method, url: "http://127.0.0.1/_emulator" + path))
    }
    let listed = try JSONDecoder().decode([ServedRequest].self, from: try await control(.get, "/requests").body)
    #expect(listed == [ServedRequest(method: "GET", path: "/v1/customers?size=2", requestID: "r-1", status: 200)])
    #expect(try await control(.post, "/faults?spec=error:at%3D1").status == 200)
    #expect(try await emulator.get("/customers?size=2").status == 503)
    #expect(try await control(.post, "/faults?spec=nonsense").status == 400)
    #expect(try await control(.post, "/version?n=x").status == 400)
  }
}
