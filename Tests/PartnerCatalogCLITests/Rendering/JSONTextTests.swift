import CatalogJSON
import CatalogModel
import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("JSON")
struct JSONTextTests {
  private struct Sample: Encodable {
    var zebra = 1
    var apple: String?
    var when = Date(timeIntervalSince1970: 1_769_850_000)
    var list = [1.5, 2]
    var empty: [Int] = []
    var facets = ["b": 2, "a": 1]
    var flag = true

    enum CodingKeys: String, CodingKey { case zebra, apple, when, list, empty, facets, flag }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: CodingKeys.self)
      try object.encode(zebra, forKey: .zebra)
      try object.encode(apple, forKey: .apple)
      try object.encode(when, forKey: .when)
      try object.encode(list, forKey: .list)
      try object.encode(empty, forKey: .empty)
      try object.encode(facets, forKey: .facets)
      try object.encode(flag, forKey: .flag)
    }
  }

  @Test("Keys come in the order of the type, those of dictionaries sorted, null where there is nothing")
  func order() throws {
    #expect(
      try JSONText.pretty(Sample()) == """
        {
          "zebra": 1,
          "apple": null,
          "when": "2026-01-31T09:00:00Z",
          "list": [
            1.5,
            2
          ],
          "empty": [],
          "facets": {
            "a": 1,
            "b": 2
          },
          "flag": true
        }

        """)
  }

  @Test("Foundation reads back what is written")
  func readable() throws {
    let text = try JSONText.line(["k\"\u{0}": ["\u{1F600}", "\u{7}"]])
    #expect(
      try JSONDecoder().decode([String: [String]].self, from: Data(text.utf8)) == ["k\"\u{0}": ["\u{1F600}", "\u{7}"]])
  }

  @Test("A problem is the error object of the contract")
  func problem() throws {
    #expect(
      try JSONText.line(CommandError(.busy, code: "storeBusy", message: "Wait."))
        == "{\"error\":{\"code\":\"storeBusy\",\"message\":\"Wait.\",\"requestId\":null}}\n")
  }
}
