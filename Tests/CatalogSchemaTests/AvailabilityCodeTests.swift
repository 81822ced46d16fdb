import GRDB
import Testing

@testable import CatalogSchema

@Suite("The stored form of an availability's id")
struct AvailabilityCodeTests {
  private static func number(_ id: String, _ product: String) -> Int64? {
    AvailabilityCode.number(of: Array(id.utf8), product: Array(product.utf8))
  }

  /// The id that SQL makes of a stored form.
  private static func whole(_ code: some DatabaseValueConvertible, product: String) throws -> String? {
    try DatabaseQueue().read { db in
      try String.fetchOne(
        db, sql: "SELECT \(AvailabilityCode.whole("c", product: "p")) FROM (SELECT ? AS c, ? AS p)",
        arguments: [code, product])
    }
  }

  @Test(
    "is a number where it ends in the service's digits and begins as its product's; in Swift and in SQL the id comes back",
    arguments: ["DZH318Z0BPQN", "DZH318Z00000", "DZH318ZZZZZZ", "DZH318Z0BQ3Q", "DZH318ZXPHL9"])
  func numbers(id: String) throws {
    let product = "DZH318Z0BQ3Q"
    let number = try #require(Self.number(id, product))
    #expect((-8_388_608...15_911_391).contains(number))
    #expect(AvailabilityCode.whole(number, product: product) == id)
    #expect(try Self.whole(number, product: product) == id)
    #expect(AvailabilityCode.number(of: id) == number)
  }

  @Test("takes three bytes for the ids that the service gives to most of its products' availabilities")
  func bytes() throws {
    for id in ["DZH318Z0BPQN", "CFQ7TTC0K971", "DG7GMGF0F3Q9"] {
      let number = try #require(Self.number(id, id))
      #expect((-8_388_608...8_388_607).contains(number))
    }
  }

  @Test(
    "is the id itself where it is longer or shorter than its product's, begins otherwise, or ends in other characters",
    arguments: [
      ("DZH318Z0BPQ", "DZH318Z0BQ3Q"), ("DZH318Z0BPQNN", "DZH318Z0BQ3Q"), ("DZH318XZXPHL", "DZH318Z0BQ3Q"),
      ("DZH318Z0BPQA", "DZH318Z0BQ3Q"), ("DZH318Z0bpqn", "DZH318Z0BQ3Q"), ("BPQNB", "BPQNB"), ("Ü0BPQN", "Ü0BPQN"),
      ("DZH318Z0BPQ\u{1F600}", "DZH318Z0BPQ\u{1F600}"), ("", ""),
    ])
  func whole(id: String, product: String) throws {
    #expect(Self.number(id, product) == nil)
    #expect(try Self.whole(id, product: product) == id)
  }

  @Test("out of bounds makes some id and no error", arguments: [Int64.min, -8_388_609, 15_911_392, .max])
  func outOfBounds(number: Int64) throws {
    #expect(AvailabilityCode.whole(number, product: "DZH318Z0BQ3Q").count == 12)
    #expect(AvailabilityCode.whole(number, product: "A").count == 5)
  }
}
