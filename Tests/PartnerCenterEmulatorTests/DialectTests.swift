import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCenterEmulator

@Suite struct DialectTests {
  static let dialects: [(String, WireDialect)] = [
    ("documented", WireDialect()),
    ("byte order mark", WireDialect { $0.byteOrderMark = true }),
    ("pretty-printed", WireDialect { $0.prettyPrinted = true }),
    ("unknown fields", WireDialect { $0.unknownFields = true }),
    ("numbers as strings", WireDialect { $0.numbersAsStrings = true }),
    ("bare availabilities", WireDialect { $0.bareAvailabilities = true }),
    ("single object", WireDialect { $0.singleObject = true }),
    ("Pascal case", WireDialect { $0.pascalCase = true }),
    (
      "pages, relative",
      WireDialect {
        $0.paging = .relative; $0.pageSize = 3
      }
    ),
    (
      "pages, relative with version",
      WireDialect {
        $0.paging = .relativeWithVersion; $0.pageSize = 2
      }
    ),
    (
      "pages, absolute",
      WireDialect {
        $0.paging = .absolute; $0.pageSize = 3
      }
    ),
    (
      "pages, header",
      WireDialect {
        $0.paging = .header; $0.pageSize = 3
      }
    ),
    (
      "duplicates",
      WireDialect {
        $0.paging = .header; $0.pageSize = 2; $0.duplicatesAcrossPages = true
      }
    ),
    (
      "everything",
      WireDialect {
        $0.paging = .absolute
        $0.pageSize = 4
        $0.duplicatesAcrossPages = true
        $0.byteOrderMark = true
        $0.prettyPrinted = true
        $0.unknownFields = true
        $0.numbersAsStrings = true
        $0.bareAvailabilities = true
        $0.singleObject = true
      }
    ),
  ]

  @Test("A crawl in process finds the truth in each dialect", arguments: dialects)
  func inProcess(name: String, dialect: WireDialect) async throws {
    let emulator = Emulator.small { $0.dialect = dialect }
    let crawled = try await NaiveCrawl(emulator, markets: ["US", "BR"]).items()
    #expect(crawled == Array(emulator.truth()))
  }

  @Test("A crawl over a socket finds the truth in each dialect", arguments: dialects)
  func overSocket(name: String, dialect: WireDialect) async throws {
    let emulator = Emulator.small {
      $0.dialect = dialect
      $0.shape.markets = ["BR"]
    }
    let crawled = try await EmulatorServer.serving(emulator) { base in
      try await NaiveCrawl(
        transport: SocketTransport(), tokens: emulator.accessTokens(), markets: ["BR"], api: base
      ).items()
    }
    #expect(!crawled.isEmpty)
    #expect(crawled == Array(emulator.truth()))
  }

  @Test("A next link names the next page in its own way", arguments: WireDialect.Paging.allCases)
  func nextLinks(paging: WireDialect.Paging) async throws {
    let emulator = Emulator.small {
      $0.dialect = WireDialect {
        $0.paging = paging; $0.pageSize = 2
      }
    }
    let page = try await emulator.get("/products?country=US&targetView=Azure")
    let links = try #require(page.object["links"] as? [String: Any])
    let next = try #require(links["next"] as? [String: Any])
    let uri = try #require(next["uri"] as? String)
    let headers = try #require(next["headers"] as? [[String: String]])
    let relative = "/products?country=US&targetView=Azure&"
    switch paging {
    case .relative: #expect(uri == relative + "offset=2")
    case .relativeWithVersion: #expect(uri == "/v1" + relative + "offset=2")
    case .absolute: #expect(uri == "https://api.partnercenter.microsoft.com/v1" + relative + "offset=2")
    case .header:
      #expect(uri == relative + "seekOperation=Next")
      #expect(headers.map { $0["key"] } == ["MS-ContinuationToken"])
    }
    #expect(page.items.count == 2)
    #expect(page.object["totalCount"] as? Int == 2)
  }

  @Test("Bodies begin with a mark, break lines with CRLF, and hold undocumented properties, when they are told to")
  func layout() async throws {
    let path = "/products?country=US&targetView=Azure"
    let marked = try await Emulator.small { $0.dialect.byteOrderMark = true }.get(path)
    #expect(marked.body.starts(with: [0xEF, 0xBB, 0xBF]))
    let pretty = try await Emulator.small { $0.dialect.prettyPrinted = true }.get(path)
    #expect(pretty.text.hasPrefix("{\r\n  \"totalCount\": "))
    let odd = try await Emulator.small { $0.dialect.unknownFields = true }.get(path)
    #expect(odd.items.allSatisfy { $0["experimentalInsights"] != nil && $0["retiredProperty"] is NSNull })
    let plain = try await Emulator.small().get(path)
    #expect(plain.items.allSatisfy { $0["experimentalInsights"] == nil })
  }
}
