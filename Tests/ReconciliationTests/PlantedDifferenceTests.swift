import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Reconciliation
import Testing

@testable import PartnerCenterEmulator

/// Invoices of the emulator whose differences are known, read over its own routes.
@Suite("Planted differences", .timeLimit(.minutes(15)))
struct PlantedDifferenceTests {
  /// Products of the emulator: all that it can generate, but for the ended ones.
  private struct Products: ProductFacts {
    var catalog: EmulatorCatalog
    var ends: [String: Date]

    func fact(of sku: SKUReference, at date: Date?) -> ProductFact {
      let key = "\(sku.product.rawValue):\(sku.sku.rawValue)"
      if let end = ends[key], let date, date > end { return .ended(end) }
      guard catalog.product(id: sku.product.rawValue)?.sku(id: sku.sku.rawValue) != nil else { return .unknown }
      return .known(isTrial: false)
    }
  }

  /// The list prices of the emulator.
  private struct Prices: PriceSheet {
    var catalog: EmulatorCatalog

    func price(
      of sku: SKUReference, market: Market?, segment: Segment?, term: String?, billingPlan: String?, currency: String,
      asOf date: Date
    ) -> SheetPrice {
      guard let sku = catalog.product(id: sku.product.rawValue)?.sku(id: sku.sku.rawValue) else {
        return .unread("the sheet has no such SKU")
      }
      let months = billingPlan?.lowercased() == "annual" ? 12 : 1
      return .price(Decimal(Amount.monthly(sku, currency: currency) * months) / 100)
    }
  }

  private struct World {
    var emulator: Emulator
    var commerce: CommerceClient
    var journal: InvoiceJournal
    var facts: ReconciliationFacts
    var now: Date

    init(seed: UInt64, _ change: (inout EmulatorConfiguration) -> Void = { _ in }) async throws {
      var configuration = EmulatorConfiguration(
        shape: CatalogShape(seed: seed, products: 60, skusPerProduct: 3, customers: 8))
      configuration.invoices = InvoiceShape(
        orders: 110, differences: PlantedDifference.Code.allCases, share: 0.3, months: 24)
      configuration.dialect.numbersAsStrings = seed % 2 == 0
      configuration.dialect.emptyPages = seed % 3 == 0
      configuration.dialect.unknownFields = seed % 5 == 0
      configuration.dialect.olderOrders = seed % 7 == 0
      change(&configuration)
      let now = Date(timeIntervalSince1970: 1_796_000_000)
      let emulator = Emulator(configuration, clock: EmulatorClock(now: { now }, sleep: { _ in }))
      let client = PartnerCenterClient(
        endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(),
        tokens: emulator.accessTokens(asUser: true),
        limiter: RequestLimiter(requestsPerMinute: 10_000_000, concurrency: 4, budget: Budget()))
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reconciliation-\(UUID().uuidString)")
      commerce = CommerceClient(client)
      journal = try InvoiceJournal(path: folder.appendingPathComponent("orders.sqlite").path)
      facts = ReconciliationFacts(
        products: Products(catalog: EmulatorCatalog(configuration.shape), ends: emulator.retirements),
        prices: Prices(catalog: EmulatorCatalog(configuration.shape)))
      let customers = (0..<configuration.shape.customers).map { number in
        CustomerID(EmulatorCatalog(configuration.shape).customer(number).id)
      }
      try await FactReading(commerce).add(
        to: &facts, ordersOf: Set(customers), entitlementsOf: Set(customers))
      self.emulator = emulator
      self.now = now
    }

    func reconcile(_ id: String, _ facts: ReconciliationFacts? = nil) async throws -> ReconciliationReport {
      guard case .found(let invoice) = try await commerce.invoice(InvoiceID(id)) else {
        throw ReadingError.noInvoice(id)
      }
      let reading = try await LineItemReading(commerce, into: journal).read(invoice, at: now)
      return try Reconciler(journal: journal, facts: facts ?? self.facts)
        .reconcile(InvoiceDocument(invoice, source: .lineItems), reading, at: now)
    }
  }

  private struct Difference: Hashable, CustomStringConvertible {
    var code: String
    var line: Int?
    var order: String?

    var description: String { "\(code) line \(line.map(String.init) ?? "-") order \(order ?? "-")" }
  }

  @Test("Each is found with its code and line on 1,000 invoices, and nothing else is found")
  func planted() async throws {
    var invoices = 0
    var found: [String: Int] = [:]
    var seed: UInt64 = 0
    while invoices < 1_000 {
      seed += 1
      let world = try await World(seed: seed)
      let truth = Dictionary(grouping: world.emulator.invoiceTruth, by: \.invoiceId)
      // The oldest first, and a credit note after the invoice that it corrects.
      for id in world.emulator.invoiceIDs.reversed() {
        let report = try await world.reconcile(id)
        let expected = Set(
          (truth[id] ?? []).map { Difference(code: $0.code.rawValue, line: $0.lineNumber, order: $0.orderId) })
        let differences = Set(
          report.findings.map { Difference(code: $0.code.rawValue, line: $0.lineNumber, order: $0.orderID) })
        #expect(differences == expected, "seed \(seed), \(id)")
        #expect(report.state == (expected.isEmpty ? .clean : .differs), "seed \(seed), \(id): \(report.gaps)")
        #expect(report.lines == report.explained + report.differing + report.notCheckable)
        invoices += 1
        for difference in expected { found[difference.code, default: 0] += 1 }
      }
    }
    #expect(Set(found.keys) == Set(FindingCode.allCases.map(\.rawValue)))
  }

  @Test(
    "Licences and Azure of the commerce before the new one, and Azure plans: what is planted is found, and nothing is clean",
    arguments: [UInt64(3), 4, 5])
  func others(seed: UInt64) async throws {
    let world = try await World(seed: seed) {
      $0.invoices = InvoiceShape(
        otherOrders: 60, differences: PlantedDifference.Code.allCases, share: 0.5, months: 4)
    }
    let truth = Dictionary(grouping: world.emulator.invoiceTruth, by: \.invoiceId)
    var found: Set<String> = []
    var lists: Set<InvoiceLineKind> = []
    for id in world.emulator.invoiceIDs.reversed() {
      guard case .found(let invoice) = try await world.commerce.invoice(InvoiceID(id)) else { continue }
      let report = try await world.reconcile(id)
      let expected = Set(
        (truth[id] ?? []).map { Difference(code: $0.code.rawValue, line: $0.lineNumber, order: $0.orderId) })
      let differences = Set(
        report.findings.map { Difference(code: $0.code.rawValue, line: $0.lineNumber, order: $0.orderID) })
      #expect(differences == expected, "seed \(seed), \(id)")
      found.formUnion(expected.map(\.code))
      lists.formUnion(invoice.lineKinds)
      #expect(invoice.isNewCommerce == id.hasPrefix("G"))
      if id.hasPrefix("D") {
        #expect(report.lines > 0 && report.explained == 0)
        #expect(report.gaps.contains { $0.reason == "the line names no product of the catalog" })
      }
      try await checkUse(of: invoice, world.commerce)
    }
    #expect(found.isSuperset(of: ["lineWithoutOrder", "chargedTwice", "arithmetic", "totalDiffers"]))
    #expect(lists == Set(InvoiceLineKind.documented.filter { ![.all, .marketplace].contains($0.provider) }))
  }

  /// The days of use of an invoice add up to what it charges by use.
  private func checkUse(of invoice: Invoice, _ commerce: CommerceClient) async throws {
    func lines(_ kind: InvoiceLineKind) async throws -> [InvoiceLine] {
      guard case .read(let list)? = try await commerce.lines(of: invoice.id, kind, currency: invoice.currencyCode)
      else {
        return []
      }
      #expect(list.unreadable == 0)
      return list.items
    }
    for kind in invoice.lineKinds where kind.type == .usage {
      let charged = try await lines(InvoiceLineKind(kind.provider, .billing))
        .filter { $0.usage != nil || $0.meterDescription?.isEmpty == false }
      let used = try await lines(kind)
      func sum(_ lines: [InvoiceLine]) -> Decimal {
        lines.reduce(0) { $0 + ($1.usage?.consumedQuantity ?? $1.quantity ?? 0) }
      }
      #expect(used.count > charged.count)
      #expect(sum(used) == sum(charged), "\(invoice.id) \(kind)")
    }
  }

  @Test("Without one of the facts no invoice is clean, and nothing new is found")
  func withoutFacts() async throws {
    let world = try await World(seed: 1) { $0.invoices.differences = [] }
    var withoutPrices = world.facts
    withoutPrices.prices = NoPriceSheet()
    var withoutCatalog = world.facts
    withoutCatalog.products = NoCatalog()
    let withoutOrders = ReconciliationFacts(products: world.facts.products, prices: world.facts.prices)
    for id in world.emulator.invoiceIDs.prefix(12) {
      #expect(try await world.reconcile(id).state == .clean)
      for facts in [withoutPrices, withoutCatalog, withoutOrders] {
        let report = try await world.reconcile(id, facts)
        #expect(report.state == .notCheckable)
        #expect(report.findings.isEmpty)
        #expect(!report.gaps.isEmpty)
      }
    }
  }

  @Test("An invoice whose lines are cut off is not clean")
  func cut() async throws {
    let world = try await World(seed: 2) { $0.invoices.differences = [] }
    let id = try #require(world.emulator.invoiceIDs.first)
    guard case .found(var invoice) = try await world.commerce.invoice(InvoiceID(id)) else { return }
    invoice.details = []
    let reading = try await LineItemReading(world.commerce, into: world.journal).read(invoice, at: world.now)
    let report = try Reconciler(journal: world.journal, facts: world.facts)
      .reconcile(InvoiceDocument(invoice, source: .lineItems), reading, at: world.now)
    #expect(report.lines == 0)
    #expect(report.state == .notCheckable)
    #expect(report.hadNothingToCheck)
  }
}
