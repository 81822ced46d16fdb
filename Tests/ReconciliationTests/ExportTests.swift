import CatalogModel
import Foundation
import GRDB
import Gzip
import PartnerCenter
import PartnerCenterCommerce
import PartnerCenterEmulator
import Synchronization
import Testing

@testable import Reconciliation

@Suite("The billing export", .timeLimit(.minutes(15)))
struct ExportTests {
  /// An emulator with a large invoice, in files of ten lines.
  private struct Service {
    var emulator: Emulator
    var commerce: CommerceClient
    var export: BillingExport
    var invoice: Invoice
    var path: String
    let now = Date(timeIntervalSince1970: 1_796_000_000)

    init(
      _ fault: ExportFault? = nil, through wrap: (any Transport) -> any Transport = { $0 }
    ) async throws {
      var configuration = EmulatorConfiguration(
        shape: CatalogShape(seed: 5, markets: ["US"], products: 60, skusPerProduct: 3, customers: 8))
      configuration.invoices = InvoiceShape(orders: 250, months: 1)
      configuration.exportFault = fault
      configuration.linesOfExportFile = 10
      let now = now
      let emulator = Emulator(configuration, clock: EmulatorClock(now: { now }, sleep: { _ in }))
      self.emulator = emulator
      func client(_ endpoint: ServiceEndpoint) -> PartnerCenterClient {
        PartnerCenterClient(
          endpoint: endpoint, transport: wrap(emulator.transport()),
          tokens: emulator.accessTokens(asUser: true, for: endpoint.audience),
          limiter: RequestLimiter(requestsPerMinute: 10_000_000, concurrency: 4, budget: Budget()))
      }
      commerce = CommerceClient(client(ServiceEndpoint(cloud: .global)))
      export = BillingExport(client(.graph()), sleep: { _ in })
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("export-\(UUID().uuidString)")
      path = folder.appendingPathComponent("orders.sqlite").path
      let id = try #require(emulator.invoiceIDs.first)
      guard case .found(let invoice) = try await commerce.invoice(InvoiceID(id)) else {
        throw ReadingError.noInvoice(id)
      }
      self.invoice = invoice
    }

    func read(by files: (any FileTransport)? = nil) async throws {
      try await ExportReading(
        export, files: files ?? emulator.fileTransport(), into: InvoiceJournal(path: path)
      ).read(invoice, at: now)
    }

    /// All lines of the invoice as they are stored.
    var stored: [String] {
      get throws {
        try DatabaseQueue(path: path).read { (db: Database) throws in
          try GRDB.Row.fetchAll(db, sql: "SELECT * FROM invoice_line ORDER BY line_number").map(\.description)
        }
      }
    }

    var isRead: Bool {
      get throws {
        try DatabaseQueue(path: path).read { (db: Database) throws in
          try Int.fetchOne(db, sql: "SELECT is_read FROM invoice") == 1
        }
      }
    }
  }

  /// Another dialect of Microsoft Graph: it changes what the emulator answers.
  private final class Dialect: Transport {
    let inner: any Transport
    let change: @Sendable (TransportRequest, any Transport) async throws -> TransportResponse

    init(
      _ inner: any Transport,
      _ change: @escaping @Sendable (TransportRequest, any Transport) async throws -> TransportResponse
    ) {
      self.inner = inner
      self.change = change
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse { try await change(request, inner) }
  }

  /// A transport of files that declares their compression as one of the transfer, and undoes it.
  private struct Unpacking: FileTransport {
    var inner: any FileTransport

    func send(_ request: TransportRequest) async throws -> TransportResponse { try await inner.send(request) }

    func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse {
      var response = try await inner.download(request, to: path, limit: limit)
      let reader = try GzipReader(path: path)
      var content: [UInt8] = []
      while try reader.read(into: &content) {}
      try Data(content).write(to: URL(fileURLWithPath: path))
      response.headers = Headers(Array(response.headers) + [.init("Content-Encoding", "gzip")])
      return response
    }
  }

  /// Carries so many files, and then breaks.
  private final class Breaking: FileTransport {
    let inner: any FileTransport
    let left: Mutex<Int>
    let carried = Mutex<[String]>([])

    init(_ inner: any FileTransport, after files: Int) {
      self.inner = inner
      left = Mutex(files)
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse { try await inner.send(request) }

    func download(_ request: TransportRequest, to path: String, limit: Int) async throws -> TransportResponse {
      let isGood = left.withLock { left in
        left -= 1
        return left >= 0
      }
      guard isGood else { throw TransportFailure.connectionBroken(reason: "cut at \(request.url)") }
      carried.withLock { $0.append(request.url) }
      return try await inner.download(request, to: path, limit: limit)
    }
  }

  @Test("It has the lines of the invoice, exactly those of the lists of lines")
  func same() async throws {
    let service = try await Service()
    try await service.read()
    let exported = try service.stored
    #expect(exported.count > 30)
    #expect(try service.isRead)
    let other = try await Service()
    _ = try await LineItemReading(other.commerce, into: InvoiceJournal(path: other.path)).read(
      other.invoice, at: other.now)
    #expect(try other.stored == exported)
  }

  @Test(
    "A version that changes between two files, or a description or file that is gone, begins the reading again",
    arguments: [ExportFault.changed, .gone, .filesGone])
  func again(fault: ExportFault) async throws {
    let good = try await Service()
    try await good.read()
    let service = try await Service(fault)
    try await service.read()
    #expect(try service.stored == (try good.stored))
    #expect(try service.isRead)
  }

  @Test(
    "A cut file, a missing one, an end within a line, a version that never stays, a failure: an error, and nothing counts as read",
    arguments: [
      (ExportFault.cut, "damaged"), (.ended, "damaged"), (.early, "damaged"), (.unsteady, "changed"),
      (.failed, "failed"),
    ])
  func errors(fault: ExportFault, word: String) async throws {
    let service = try await Service(fault)
    let error = await #expect(throws: ReadingError.self) { try await service.read() }
    #expect("\(error.map { "\($0)" } ?? "")".contains(word), "\(String(describing: error))")
    _ = try InvoiceJournal(path: service.path)
    if fault != .failed, fault != .early { #expect(try !service.isRead) }
  }

  @Test("After a break at any file the rest alone is read, and the result is the same")
  func resumed() async throws {
    let good = try await Service()
    try await good.read()
    let files = (try good.stored.count + 9) / 10
    for place in 0..<files {
      let service = try await Service()
      let first = Breaking(service.emulator.fileTransport(), after: place)
      let error = await #expect(throws: ReadingError.self) { try await service.read(by: first) }
      #expect(!"\(error.map { "\($0)" } ?? "")".contains("emulated-secret"))
      #expect(try !service.isRead)
      let second = Breaking(service.emulator.fileTransport(), after: 1000)
      try await service.read(by: second)
      #expect(second.carried.withLock(\.count) == files - place)
      #expect(try service.stored == (try good.stored))
      #expect(try service.isRead)
    }
  }

  @Test("A gzip file is read to its end or not at all, in one member or several")
  func gzip() throws {
    let folder = FileManager.default.temporaryDirectory
    let path = folder.appendingPathComponent("gzip-\(UUID().uuidString)").path
    let content = Data((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
    let whole = Gzip.compressed(content)
    func read(_ bytes: Data) throws -> Data {
      try bytes.write(to: URL(fileURLWithPath: path))
      let reader = try GzipReader(path: path)
      var all: [UInt8] = []
      while try reader.read(into: &all) {}
      return Data(all)
    }
    #expect(try read(whole) == content)
    #expect(try read(whole + whole) == content + content)
    for end in [0, 1, 9, whole.count / 2, whole.count - 1] {
      #expect(throws: GzipReader.Damaged.self) { try read(whole.prefix(end)) }
    }
    var damaged = whole
    damaged[damaged.count / 2] ^= 0x55
    #expect(throws: GzipReader.Damaged.self) { try read(damaged) }
  }

  @Test("A description that stands in its operation, with or without an id, is read again from there")
  func inline() async throws {
    let good = try await Service()
    try await good.read()
    let service = try await Service {
      Dialect($0) { request, inner in
        if request.url.contains("/manifests/") { return TransportResponse(status: 404) }
        var response = try await inner.send(request)
        guard request.url.contains("/operations/"),
          var operation = try JSONSerialization.jsonObject(with: response.body) as? [String: Any],
          let link = operation.removeValue(forKey: "resourceLocation@odata.navigationLink") as? String
        else { return response }
        var read = request
        read.url =
          (request.url.components(separatedBy: "/operations/").first ?? "") + "/manifests/"
          + (link.components(separatedBy: "/").last ?? "")
        var manifest = try JSONSerialization.jsonObject(with: try await inner.send(read).body) as? [String: Any]
        manifest?["id"] = nil
        operation["resourceLocation"] = manifest
        response.body = try JSONSerialization.data(withJSONObject: operation)
        return response
      }
    }
    try await service.read()
    #expect(try service.stored == (try good.stored))
    #expect(try service.isRead)
  }

  @Test("An operation that is gone is asked for again")
  func operationGone() async throws {
    let good = try await Service()
    try await good.read()
    let left = Mutex(1)
    let service = try await Service {
      Dialect($0) { request, inner in
        let isGone =
          request.url.contains("/operations/")
          && left.withLock { left in
            left -= 1
            return left >= 0
          }
        return isGone ? TransportResponse(status: 410) : try await inner.send(request)
      }
    }
    try await service.read()
    #expect(try service.stored == (try good.stored))
  }

  @Test("Files whose compression the transport undoes are read the same")
  func unpacked() async throws {
    let good = try await Service()
    try await good.read()
    let service = try await Service()
    try await service.read(by: Unpacking(inner: service.emulator.fileTransport()))
    #expect(try service.stored == (try good.stored))
  }
}
