import CatalogQuery
import CatalogService
import CatalogTestSupport
import Foundation
import PartnerCenterEmulator
import Testing

@testable import CatalogPages

/// The pages over a generated catalog, asked without a socket.
@Suite("Pages")
struct SiteTests {
  /// A site over a catalog of two markets, made once for all tests.
  private static let made = Task {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("catalog.sqlite").path
    _ = try await GeneratedStore(.demo(markets: ["US", "DE"])).write(to: path)
    let catalog = try Catalog(path: path)
    let item = try #require(try catalog.search("microsoft 365 e3", SearchOptions(market: "DE")).items.first?.item)
    let customers = try catalog.customers()
    let reads = CatalogReads(try CatalogPool(path: path, readers: 2), isLimited: false)
    return Made(
      site: CatalogSite(
        reads,
        commands: PageCommands(resolve: { "resolve \($0) \($1)" }, sync: { "sync \($0)" })),
      item: item, customer: try #require(customers.first { $0.market == "DE" } ?? customers.first))
  }

  private struct Made: Sendable {
    var site: CatalogSite
    var item: CatalogItem
    var customer: CustomerRecord

    func ask(
      _ path: String, _ query: String = "", method: String = "GET", headers: ServiceHeaders = ServiceHeaders(),
      body: String = "", scopes: Set<ServiceAccess.Scope> = [.catalog, .customers]
    ) async throws -> ServiceReply {
      try #require(
        await site.reply(
          to: ServiceRequest(method: method, path: path, query: query, headers: headers, body: Array(body.utf8)),
          access: ServiceAccess(scopes: scopes)))
    }

    /// Each page with content.
    var addresses: [(path: String, query: String)] {
      let customer = "/customers/\(customer.id)"
      return [
        ("/", ""), ("/search", "q=microsoft"), ("/search", "q=365&market=DE&segment=commercial&term=P1Y"),
        ("/search", "q=zzzzqqq&market=FR"), ("/items/\(item.catalogItemID)", ""), ("/items/\(item.sku)", ""),
        ("/items/\(item.productID)", "market=DE"), ("/customers", ""), (customer, ""),
        (customer, "q=microsoft&all=1&item=\(item.catalogItemID)"), ("/check", ""),
        ("/check", "ids=\(item.catalogItemID)%0A\(item.sku)%0Anothing"), ("/what-is", ""), ("/what-is", "q=SPE_E5"),
        ("/what-is", "q=E3"),
        ("/changes", ""), ("/changes", "kind=removed&market=DE"), ("/status", ""),
      ]
    }
  }

  private func text(_ reply: ServiceReply) -> String { String(decoding: reply.body, as: UTF8.self) }

  @Test("Each page is whole: landmarks, one heading, a language, a title, and at most 60 kB with its files")
  func pages() async throws {
    let made = try await Self.made.value
    let files = SiteAssets.all.reduce(0) { $0 + $1.body.count }
    for (path, query) in made.addresses {
      let reply = try await made.ask(path, query)
      let text = text(reply)
      #expect(reply.status == 200, "\(path)?\(query)")
      #expect(reply.headers["Content-Type"] == "text/html; charset=utf-8")
      #expect(text.hasPrefix("<!doctype html>\n<html lang=\"en\">") && text.hasSuffix("</html>"))
      for mark in ["<h1", "<main", "<header", "<nav", "<footer", "<title>", "class=\"skip\""] {
        #expect(text.components(separatedBy: mark).count == 2, "\(mark) on \(path)?\(query)")
      }
      #expect(files + reply.body.count <= 60_000, "\(path)?\(query): \(files + reply.body.count) bytes")
    }
  }

  @Test("Nothing on a page is inline code or comes from elsewhere, and each link leads to a page")
  func links() async throws {
    let made = try await Self.made.value
    for (path, query) in made.addresses {
      let text = text(try await made.ask(path, query))
      #expect(!text.contains("<style") && text.firstMatch(of: /<[^>]* (style|on[a-z]+)=/) == nil, "\(path)")
      #expect(text.matches(of: /<script[^>]*>/).count == 1 && text.contains("></script>"))
      for match in text.matches(of: /(href|src|action)="([^"]*)"/) {
        let url = String(match.output.2).replacing("&amp;", with: "&")
        if url == "data:," || url.hasPrefix("#") { continue }
        #expect(url.hasPrefix("/") && !url.hasPrefix("//"), "\(url)")
        #expect(PageRoute(path: String(url.prefix { $0 != "?" && $0 != "#" })) != nil, "\(url)")
      }
    }
  }

  @Test("Without the scope of customers no page shows or links one")
  func customersAreHidden() async throws {
    let made = try await Self.made.value
    for (path, query) in made.addresses {
      let reply = try await made.ask(path, query, scopes: [.catalog])
      let isOfCustomers = path.hasPrefix("/customers")
      #expect(reply.status == (isOfCustomers ? 403 : 200))
      #expect(!text(reply).contains("/customers") && !text(reply).contains(made.customer.name))
    }
  }

  @Test("A failure is a page with its status")
  func failures() async throws {
    let made = try await Self.made.value
    let cases: [(path: String, query: String, status: Int, says: String)] = [
      ("/items/CFQ7TTC0LH99", "", 404, "does not hold"), ("/items/%20", "", 404, "does not hold"),
      ("/customers/nobody-is-called-so", "", 404, "No customer matches"),
      ("/customers/a", "", 409, "customers match"), ("/search", "q=a&after=nonsense", 400, "not a page position"),
      ("/search", "q=a&market=ZZZ", 400, "ZZZ"),
      ("/changes", "since=soon", 400, "not a time"), ("/changes", "kind=odd", 400, "odd"),
    ]
    for (path, query, status, says) in cases {
      let reply = try await made.ask(path, query)
      #expect(reply.status == status, "\(path)")
      #expect(text(reply).contains(says) && text(reply).contains("<h1"))
      #expect(reply.headers["ETag"] == nil)
    }
    let refused = try await made.ask("/status", method: "POST")
    #expect(refused.status == 405 && refused.headers["Allow"] == "GET, HEAD")
    #expect(await made.site.reply(to: ServiceRequest(path: "/api/v1/search"), access: ServiceAccess()) == nil)
  }

  @Test("A name that several customers have is answered with all of them, each as a link")
  func ambiguousCustomer() async throws {
    let made = try await Self.made.value
    let text = text(try await made.ask("/customers/a"))
    #expect(text.matches(of: /href="\/customers\/[0-9a-f-]+"/).count > 1)
  }

  @Test("What the browser has of the same version is not sent again; another reader has other tags")
  func tags() async throws {
    let made = try await Self.made.value
    let first = try await made.ask("/search", "q=visio")
    let tag = try #require(first.headers["ETag"])
    #expect(first.headers["Catalog-Version"] != nil && first.headers["Cache-Control"] == "private, no-cache")
    let again = try await made.ask("/search", "q=visio", headers: ["If-None-Match": tag])
    #expect(again.status == 304 && again.body.isEmpty && again.headers["ETag"] == tag)
    for (query, scopes) in [("q=visi", [.catalog, .customers]), ("q=visio", [.catalog])]
      as [(String, Set<ServiceAccess.Scope>)]
    {
      let other = try await made.ask("/search", query, headers: ["If-None-Match": tag], scopes: scopes)
      #expect(other.status == 200 && other.headers["ETag"] != tag)
    }
  }

  @Test("Files are named after their content and kept for ever; another name is unknown")
  func assets() async throws {
    let made = try await Self.made.value
    for asset in SiteAssets.all {
      let reply = try await made.ask("/assets/\(asset.name)")
      #expect(reply.status == 200 && reply.body == asset.body)
      #expect(reply.headers["Content-Type"] == asset.mediaType)
      #expect(reply.headers["Cache-Control"] == "public, max-age=31536000, immutable")
    }
    #expect(PageRoute(path: "/assets/page-000000000000.css") == nil)
  }

  @Test("The script makes no markup from text, and the style sheet loads nothing")
  func files() {
    let script = String(decoding: SiteAssets.script.body, as: UTF8.self)
    for sink in [
      "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "createPolicy",
    ] {
      #expect(!script.contains(sink), "\(sink)")
    }
    let style = String(decoding: SiteAssets.styleSheet.body, as: UTF8.self)
    #expect(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"))
  }

  @Test("A short list of pasted ids becomes an address, a long one is answered at once")
  func pastedIDs() async throws {
    let made = try await Self.made.value
    let short = try await made.ask(
      "/check", method: "POST", body: "ids=\(made.item.catalogItemID)%0D%0Anothing&market=")
    let address = try #require(short.headers["Location"])
    #expect(short.status == 303 && address == "/check?ids=\(made.item.catalogItemID)%0Anothing")
    let query = String(address.drop { $0 != "?" }.dropFirst())
    #expect(text(try await made.ask("/check", query)).contains("2 ids: 1 current, 1 unknown"))
    let long = (0..<400).map { "\(made.item.catalogItemID)\($0)" }.joined(separator: "%0D%0A")
    let reply = try await made.ask("/check", method: "POST", body: "ids=\(long)")
    #expect(reply.status == 200 && text(reply).contains("400 ids"))
  }

  @Test("A page of hits goes on where the one before ended, without repeating or skipping a SKU")
  func pagesOfHits() async throws {
    let made = try await Self.made.value
    var query = "q=azure"
    var seen: [String] = []
    for _ in 0..<4 {
      let text = text(try await made.ask("/search", query))
      seen += text.matches(of: /<h2><a href="\/items\/([^"]*)"/).map { String($0.output.1) }
      guard let next = text.firstMatch(of: /rel="next" href="\/search\?([^"]*)"/) else { break }
      query = String(next.output.1).replacing("&amp;", with: "&")
    }
    #expect(seen.count > 20)
    // A SKU with items of several segments has a row for each.
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0 != $1 } || Set(seen).count > 20)
  }

  @Test("Counts of a filter are those without it, so that a second value can be added")
  func widerCounts() async throws {
    let made = try await Self.made.value
    let text = text(try await made.ask("/search", "q=microsoft&market=DE"))
    #expect(text.contains("id=\"market-DE\"") && text.contains("id=\"market-US\""))
    #expect(text.contains("value=\"DE\" form=\"search\" checked"))
    let quick = text.count - self.text(try await made.ask("/search", "q=microsoft&market=DE&facets=0")).count
    #expect(quick > 0, "without counts there is no form")
  }

  @Test("The routes of logs never hold what a client wrote")
  func routes() async throws {
    let made = try await Self.made.value
    let names = made.addresses.map { made.site.route(of: ServiceRequest(path: $0.path, query: $0.query)) }
    #expect(
      Set(names) == [
        "/", "/search", "/items/{id}", "/customers", "/customers/{c}", "/check", "/what-is", "/changes", "/status",
      ])
  }
}
