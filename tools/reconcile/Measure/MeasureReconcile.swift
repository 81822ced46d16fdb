import ArgumentParser
import CatalogModel
import Foundation
import Gzip
import Reconciliation

/// Makes an export of many lines, or reads and reconciles one, and says how long it took.
@main
struct MeasureReconcile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure-reconcile",
    abstract: "Reconciles an export of the size of a large partner's month, and measures it.",
    subcommands: [Generate.self, Measure.self])
}

/// What every part knows about line number `n` of the export.
private enum Sample {
  static let linesOfOrder = 3
  static let customers = 5_000
  static let skus = 3_000
  static let month = Date(timeIntervalSince1970: 1_790_812_800)

  static func order(_ line: Int) -> String {
    let digits = String(line / linesOfOrder, radix: 16)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }
  static func customer(_ line: Int) -> String {
    let digits = String((line / linesOfOrder) % customers, radix: 16)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }
  static func product(_ line: Int) -> String {
    let digits = String(line % skus, radix: 36, uppercase: true)
    return "CFQ7TTC0" + String(repeating: "0", count: 4 - digits.count) + digits
  }
  static func quantity(_ line: Int) -> Int { 1 + line % 40 }
  /// Hundredths.
  static func price(_ line: Int) -> Int { 400 + line * 37 % 5_000 }

  static func json(_ line: Int) -> String {
    let price = price(line)
    let subtotal = price * quantity(line)
    let tax = subtotal * 7 / 100
    func amount(_ hundredths: Int) -> String {
      "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
    return """
      {"partnerId":"934f3416-bc2f-47f3-b492-77e517d4e572","customerId":"\(customer(line))","customerName":"Customer \(line % customers)","customerDomainName":"customer\(line % customers).onmicrosoft.com","customerCountry":"US","invoiceNumber":"G100000001","mpnId":"5357564","resellerMpnId":"0","orderId":"\(order(line))","orderDate":"2026-10-03T09:30:00Z","productId":"\(product(line))","skuId":"0001","availabilityId":"CFQ7TTC0K5RQ","skuName":"Plan \(line % skus)","productName":"Product \(line % skus)","chargeType":"new","unitPrice":"\(amount(price))","quantity":"\(quantity(line))","subtotal":"\(amount(subtotal))","taxTotal":"\(amount(tax))","totalForCustomer":"\(amount(subtotal + tax))","currency":"USD","priceAdjustmentDescription":"[]","publisherName":"Microsoft Corporation","publisherId":"","subscriptionDescription":"","subscriptionId":"9d7d1f3d-c8de-461c-db6d-91debd5129f0","chargeStartDate":"2026-10-03T00:00:00Z","chargeEndDate":"2027-10-02T00:00:00Z","termAndBillingCycle":"One-Year commitment for yearly billing","effectiveUnitPrice":"\(amount(price))","unitType":"","alternateId":"\(order(line))","billableQuantity":"\(quantity(line))","billingFrequency":"Annual","pricingCurrency":"USD","pcToBCExchangeRate":"1","pcToBCExchangeRateDate":"2026-10-01T00:00:00Z","meterDescription":"","reservationOrderId":"","creditReasonCode":"","subscriptionStartDate":"2026-10-03T00:00:00Z","subscriptionEndDate":"2027-10-02T00:00:00Z","referenceId":"28b535e0-68f4-40b5-84f7-8ed9241eb149","productQualifiers":"","promotionId":"","productCategory":"OnlineServicesNCE"}

      """
  }
}

private struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Writes the files of an export, and the orders behind it.")
  @Argument(help: "An existing folder.") var folder: String
  @Option(help: "Lines in all.") var lines = 1_000_000
  @Option(help: "Files of the export.") var files = 10

  func run() throws {
    let size = (lines + files - 1) / files
    for file in 0..<files {
      var content = Data()
      for line in file * size..<min(lines, (file + 1) * size) { content += Data(Sample.json(line).utf8) }
      try Gzip.compressed(content).write(to: URL(fileURLWithPath: "\(folder)/part-\(file).json.gz"))
    }
    var orders = "order_id,customer_id,product_id,quantity\n"
    for line in 0..<lines {
      orders += "\(Sample.order(line)),\(Sample.customer(line)),\(Sample.product(line)),\(Sample.quantity(line))\n"
    }
    try orders.write(toFile: "\(folder)/orders.csv", atomically: true, encoding: .utf8)
  }
}

private struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Reads and reconciles an export that `generate` wrote.")
  @Argument(help: "The folder.") var folder: String
  @Option(help: "Lines in all.") var lines = 1_000_000
  @Option(help: "Files of the export.") var files = 10
  @Flag(help: "Compare with a price sheet that every line is above.") var differing = false

  /// Every product of the export, sold all the time.
  struct Products: ProductFacts {
    func fact(of sku: SKUReference, at date: Date?) -> ProductFact { .known(isTrial: false) }
  }

  /// One price for all.
  struct Prices: PriceSheet {
    var price: Decimal

    func price(
      of sku: SKUReference, market: Market?, segment: Segment?, term: String?, billingPlan: String?, currency: String,
      asOf date: Date
    ) -> SheetPrice { .price(price) }
  }

  func run() throws {
    let path = "\(folder)/orders.sqlite"
    for ending in ["", "-wal", "-shm", ".lock"] { try? FileManager.default.removeItem(atPath: path + ending) }
    let clock = ContinuousClock()
    let start = clock.now
    var facts = ReconciliationFacts(products: Products(), prices: Prices(price: differing ? 1 : 1_000))
    for first in stride(from: 0, to: lines, by: Sample.linesOfOrder) {
      let own = first..<min(lines, first + Sample.linesOfOrder)
      facts.add(
        BilledOrder(
          id: Sample.order(first), customerID: CustomerID(Sample.customer(first)),
          createdAt: Sample.month.addingTimeInterval(200_000), currency: "USD", billingCycle: "annual",
          status: "completed",
          lines: own.map {
            BilledOrder.Line(
              catalogItemID: "\(Sample.product($0)):0001:CFQ7TTC0K5RQ", quantity: Sample.quantity($0),
              termDuration: "P1Y")
          }))
    }
    let known = clock.now
    let journal = try InvoiceJournal(path: path)
    var document = InvoiceDocument(
      name: "G100000001", invoiceID: "G100000001", periodStart: Sample.month,
      periodEnd: Sample.month.addingTimeInterval(30 * 86_400), currency: "USD", source: .export)
    try ExportReading.read(
      (0..<files).map { "\(folder)/part-\($0).json.gz" }, document, into: journal, at: Sample.month)
    let read = clock.now
    document.total = (0..<lines).reduce(Decimal(0)) { sum, line in
      let subtotal = Sample.price(line) * Sample.quantity(line)
      return sum + Decimal(subtotal + subtotal * 7 / 100) / 100
    }
    let summed = clock.now
    let report = try Reconciler(journal: journal, facts: facts).reconcile(document, at: Sample.month)
    var findings = 0
    try journal.forEachPart(ofFindings: document.name) { findings += $0.count }
    func seconds(_ duration: Duration) -> Double {
      Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
    let result: [String: Any] = [
      "state": report.state.rawValue, "lines": report.lines, "explained": report.explained, "findings": findings,
      "readSeconds": seconds(read - known), "compareSeconds": seconds(clock.now - summed),
      "seconds": seconds(read - known) + seconds(clock.now - summed), "ordersSeconds": seconds(known - start),
      "peakMB": Double(peakKilobytes()) / 1024,
    ]
    let data = try JSONSerialization.data(withJSONObject: result, options: [.sortedKeys])
    print(String(decoding: data, as: UTF8.self))
  }

  /// The largest resident size of the process. Source: proc(5), `VmHWM`.
  private func peakKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
