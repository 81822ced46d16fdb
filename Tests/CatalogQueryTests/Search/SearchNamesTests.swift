import CatalogModel
import CatalogStore
import Testing

@testable import CatalogQuery

/// Old names, short forms, words written together, and what an answer says where it is not quite what was asked.
@Suite struct SearchNamesTests {
  private func catalog(_ titles: [(title: String, description: String)]) async throws -> Catalog {
    let store = try await SmallStore()
    for (number, product) in titles.enumerated() {
      let id = "CFQ7TTC0BB\(10 + number)"
      try await store.put(
        id,
        CatalogQueryTests.product(product.title, description: product.description, [item("A", of: "\(id):0001")]),
        in: "US")
    }
    return try store.catalog()
  }

  private func catalog(_ titles: String...) async throws -> Catalog {
    try await catalog(titles.map { (title: $0, description: "") })
  }

  @Test(
    "An old name in any short form finds the product of today, which says what it was called",
    arguments: [
      ("azure active directory premium p1", "Microsoft Entra ID P1", "Azure Active Directory Premium P1"),
      ("AAD premium plan 1", "Microsoft Entra ID P1", "Azure Active Directory Premium P1"),
      ("o365 pro plus", "Microsoft 365 Apps for enterprise", "Office 365 ProPlus"),
      ("office 365 business premium", "Microsoft 365 Business Standard", "Office 365 Business Premium"),
      ("mdatp", "Microsoft Defender for Endpoint P2", nil),
    ] as [(String, String, String?)])
  func oldNames(text: String, title: String, oldName: String?) async throws {
    let catalog = try await catalog([
      ("Microsoft Entra ID P1", ""), ("Microsoft 365 Apps for enterprise", ""), ("Microsoft 365 Business Standard", ""),
      ("Microsoft 365 Business Premium", ""), ("Microsoft Defender for Endpoint P2", ""),
      ("Workload Identities", "Needs Azure Active Directory Premium P1 or Office 365 ProPlus"),
    ])

    let first = try #require(try catalog.search(text).items.first)
    #expect(first.skuTitle == title)
    #expect(first.oldName == oldName)
  }

  @Test("What has a name today comes before what had it, and only the latter is called former")
  func bothNames() async throws {
    let catalog = try await catalog("Planner and Project Plan 3", "Project Plan 3")
    let items = try catalog.search("project plan 3").items
    #expect(items.map(\.skuTitle) == ["Project Plan 3", "Planner and Project Plan 3"])
    #expect(items.map(\.oldName) == [nil, "Project Plan 3"])
  }

  @Test(
    "A licence is found by its ids at Microsoft Graph", arguments: ["SPE_E5", "06ebc4ee-1bb5-47dd-8120-11324bc54e06"])
  func licenceIDs(text: String) async throws {
    let catalog = try await catalog("Microsoft 365 E5", "Microsoft 365 E5 Security")
    let first = try #require(try catalog.search(text).items.first)
    #expect(first.skuTitle == "Microsoft 365 E5")
    #expect(first.licenceID == "SPE_E5")
  }

  @Test(
    "Words written together or apart, beginnings and words that say nothing are no hindrance",
    arguments: [
      ("m365e3", "Microsoft 365 E3"), ("powerbipro", "Power BI Pro"), ("bus prem", "Microsoft 365 Business Premium"),
      ("lizenz für power bi pro", "Power BI Pro"), ("m365 e3 ohne teams", "Microsoft 365 E3 (no Teams)"),
      ("M365 BB", "Microsoft 365 Business Basic"), ("p1 vs p2", "Microsoft Entra ID P1"),
    ])
  func forms(text: String, title: String) async throws {
    let catalog = try await catalog(
      "Microsoft 365 E3", "Microsoft 365 E3 (no Teams)", "Power BI Pro", "Microsoft 365 Business Premium",
      "Microsoft 365 Business Basic", "Microsoft Entra ID P1", "Microsoft Entra ID P2", "Bus Tracker")
    let result = try catalog.search(text)
    #expect(result.items.first?.skuTitle == title)
    #expect(!result.isPartial)
  }

  @Test("Short words do not match inside ids")
  func partsOfIDs() async throws {
    let catalog = try await catalog("Visio Plan 2")
    for text in ["bb", "bb1", "cfq", "00"] { #expect(try catalog.search(text).items.isEmpty, "\(text)") }
    #expect(try catalog.search("BB10").items.count == 1)
  }

  @Test("A hit whose words stand in the description alone comes last and names them")
  func describedOnly() async throws {
    let catalog = try await catalog([
      ("SQL Server Device CAL", "For Windows Server"), ("Windows Server Device CAL", ""),
    ])
    let items = try catalog.search("windows server device cal").items
    #expect(items.map(\.skuTitle) == ["Windows Server Device CAL", "SQL Server Device CAL"])
    #expect(items.first?.describedOnly.isEmpty == true)
    let described = try catalog.search("sql windows").items
    #expect(described.map(\.describedOnly) == [["windows"]])
  }

  @Test("Partial hits hold the rarest word that helps and at least half of the words; else there is none")
  func partial() async throws {
    let catalog = try await catalog("Visio Plan 2", "Project Plan 3", "Teams Rooms Basic", "Zebra Printer")
    let result = try catalog.search("visio plan 2 zebra")
    #expect(result.isPartial)
    #expect(result.items.map(\.skuTitle) == ["Visio Plan 2"])
    #expect(result.items.first?.missing == ["zebra"])
    let nothing = try catalog.search("teams qqqa qqqb qqqc")
    #expect(nothing.items.isEmpty)
    #expect(!nothing.isPartial)
  }

  @Test("A suggestion finds all of its words, and no word that is right is changed")
  func suggestions() async throws {
    let catalog = try await catalog("Exchange Online Plan 1", "Career Coach", "Reserved Machine")
    #expect(try catalog.search("reserved 3 year coach").suggestion == nil)
    let suggestion = try #require(try catalog.search("excahnge online").suggestion)
    #expect(suggestion == "exchange online")
  }

  @Test("Nothing comes between the items that have a code of the query letter by letter")
  func exactCodes() async throws {
    let store = try await SmallStore()
    let title = "Reserved VM Instance, Standard_E16_v4"
    let skus = (1...8).map { number in
      (
        SKUID("000\(number)"),
        SKUOffering(
          content: SKUContent(title: "\(title), \(number)"),
          availabilities: [item("A", of: "DZH318Z096SR:000\(number)")])
      )
    }
    try await store.put(
      "DZH318Z096SR",
      ProductSnapshot(product: ProductContent(title: title), skus: Dictionary(uniqueKeysWithValues: skus)),
      in: "US")
    try await store.put(
      "DZH318Z096SS",
      product("Reserved VM Instance, Standard_E16-8ds_v4", [item("B", of: "DZH318Z096SS:0001")]), in: "US")
    let items = try store.catalog().search("E16_v4", SearchOptions(market: "US")).items
    #expect(items.count == 9)
    #expect(items.last?.productID == "DZH318Z096SS")
  }

  @Test(
    "A word is taken apart into the fewest known pieces, editions rather than numbers",
    arguments: [
      ("m365e3", ["m365", "e3"]), ("aadp2", ["aad", "p2"]), ("powerbipro", ["powerbi", "pro"]), ("visioplan2", nil),
      ("qwerty", nil), ("e3", nil), ("ws2022", ["ws", "2022"]),
    ] as [(String, [String]?)])
  func split(word: String, pieces: [String]?) {
    let known: Set = ["m365", "e3", "aad", "p2", "aadp", "2", "powerbi", "power", "pro", "ws", "2022", "visio"]
    #expect(WordSplit.pieces(of: word) { known.contains($0) } == pieces)
  }
}
