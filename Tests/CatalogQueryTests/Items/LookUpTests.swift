import CatalogModel
import CatalogQuery
import CatalogTestSupport
import Foundation
import PartnerCenterEmulator
import Testing

/// The look-ups of a reseller's day, in the catalog that the demo shows.
@Suite struct LookUpTests {
  struct LookUp: CustomTestStringConvertible {
    var text: String
    var expected: String

    var testDescription: String { text }
  }

  static func all() throws -> [LookUp] {
    let file = try #require(Bundle.module.url(forResource: "look-ups", withExtension: "tsv", subdirectory: "Fixtures"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "\t").map(String.init)
      return columns.count == 2 && !line.hasPrefix("#") ? LookUp(text: columns[0], expected: columns[1]) : nil
    }
  }

  @Test("Of 54 look-ups at least 50 find what was meant first, and none finds something else without saying so")
  func lookUps() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("look-ups-\(UUID()).sqlite")
    defer {
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
    }
    _ = try await GeneratedStore(.demo(markets: ["US"])).write(to: file.path)
    let catalog = try Catalog(path: file.path)
    let lookUps = try Self.all()
    #expect(lookUps.count == 54)
    var missed: [String] = []
    var silentlyWrong: [String] = []
    for lookUp in lookUps {
      let answer = try catalog.search(lookUp.text, SearchOptions(market: "US", limit: 3))
      let pattern = try Regex(lookUp.expected).ignoresCase()
      let first = answer.items.first
      if let first, try pattern.firstMatch(in: first.skuTitle) != nil { continue }
      let line = "\(lookUp.text): \(first?.skuTitle ?? "nothing")"
      missed.append(line)
      guard let first, !answer.isPartial, answer.suggestion == nil else { continue }
      if first.oldName == nil, first.licenceID == nil, first.describedOnly.isEmpty { silentlyWrong.append(line) }
    }
    #expect(missed.count <= 4, "\(missed.joined(separator: "\n"))")
    #expect(silentlyWrong.isEmpty, "\(silentlyWrong.joined(separator: "\n"))")
  }
}
