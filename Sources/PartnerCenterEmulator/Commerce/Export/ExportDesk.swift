import CatalogModel
import Foundation
import Gzip
import PartnerCenter
import Synchronization

/// A trouble of the billing export, for tests and for `--export-fault`.
public enum ExportFault: String, Sendable, Hashable, CaseIterable {
  /// The second file is cut in its compressed bytes.
  case cut
  /// The version changes once, after the first file.
  case changed
  /// The version changes after every file.
  case unsteady
  /// The description names fewer files than it counts.
  case early
  /// The last file ends within a line.
  case ended
  /// The description is gone at the first look.
  case gone
  /// The files are gone at the first look.
  case filesGone
  /// The export fails.
  case failed
}

/// The exports that were asked for.
struct StoredExports: Sendable {
  struct Export: Sendable {
    var invoice: String?
    var currency: String?
    var isCurrent = true
    /// Looks at the operation so far.
    var looks = 0
  }

  var exports: [Export] = []
  var filesServed = 0
  var manifestsServed = 0
}

/// Answers requests for the billing export of Microsoft Graph, and for its files.
struct ExportDesk {
  static let audience = "https://graph.microsoft.com"
  private static let token = "sv=2021-08-06&sr=d&sig=emulated-secret"

  var router: Router
  var book: InvoiceBook
  var fault: ExportFault?
  /// Lines of one file.
  var linesOfFile: Int

  private var parts: [String] { router.request.parts }

  /// A request below `/v1.0/reports/partners/billing`, with a token for Microsoft Graph.
  func response(_ stored: inout StoredExports) -> TransportResponse {
    let words = parts.dropFirst(4).map { $0.lowercased() }
    switch (router.request.method, words.count, words.first) {
    case (.post, 3, "reconciliation"?) where words[2] == "export": return begin(words[1], &stored)
    case (.get, 2, "operations"?): return operation(parts[5], &stored)
    case (.get, 2, "manifests"?): return manifest(parts[5], &stored)
    default: return Self.refusal(404, "NotFound", "Resource not found.")
    }
  }

  private func begin(_ kind: String, _ stored: inout StoredExports) -> TransportResponse {
    guard let body = try? JSONDecoder().decode(JSONValue.self, from: router.request.body) else {
      return Self.refusal(400, "BadRequest", "The body is missing.")
    }
    var export = StoredExports.Export()
    switch kind {
    case "billed":
      guard let invoice = body["invoiceId"]?.text, !invoice.isEmpty else {
        return Self.refusal(400, "BadRequest", "invoiceId is missing.")
      }
      export.invoice = invoice
    case "unbilled":
      guard let currency = body["currencyCode"]?.text, let period = body["billingPeriod"]?.text else {
        return Self.refusal(400, "BadRequest", "currencyCode or billingPeriod is missing.")
      }
      (export.currency, export.isCurrent) = (currency.uppercased(), period.lowercased() == "current")
    default: return Self.refusal(404, "NotFound", "Resource not found.")
    }
    stored.exports.append(export)
    return TransportResponse(
      status: 202,
      headers: [
        .init("Location", "\(router.request.base)/v1.0/reports/partners/billing/operations/op-\(stored.exports.count)"),
        .init("Retry-After", "1"),
      ])
  }

  private func operation(_ id: String, _ stored: inout StoredExports) -> TransportResponse {
    guard let index = Self.index(id, stored) else { return Self.refusal(404, "NotFound", "Operation not found.") }
    stored.exports[index].looks += 1
    let lines = lines(of: stored.exports[index])
    let isRunning = stored.exports[index].looks == 1
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      let kind =
        isRunning ? "runningOperation" : lines == nil || fault == .failed ? "failedOperation" : "exportSuccessOperation"
      writer.member("@odata.type", "#microsoft.graph.partners.billing.\(kind)")
      writer.member("id", id)
      writer.member("createdDateTime", ServiceTimestamp.text(book.now))
      writer.member("lastActionDateTime", ServiceTimestamp.text(book.now))
      if isRunning {
        writer.member("status", "running")
      } else if lines == nil || fault == .failed {
        writer.member("status", "failed")
        // Source: Microsoft Graph, failedOperation: an invoice of the earlier commerce has no data.
        writer.objectMember("error") {
          $0.member("code", "5000"); $0.member("message", "no data")
        }
      } else {
        writer.member("status", "succeeded")
        writer.member(
          "resourceLocation@odata.navigationLink",
          "\(router.request.base)/v1.0/reports/partners/billing/manifests/m-\(index + 1)")
      }
    }
    return TransportResponse(
      status: 200, headers: [.init("Content-Type", "application/json"), .init("Retry-After", "1")], body: writer.data)
  }

  private func manifest(_ id: String, _ stored: inout StoredExports) -> TransportResponse {
    guard let index = Self.index(id, stored), let lines = lines(of: stored.exports[index]) else {
      return Self.refusal(404, "NotFound", "Manifest not found.")
    }
    stored.manifestsServed += 1
    if fault == .gone, index == 0 { return TransportResponse(status: 410) }
    let version: Int =
      switch fault {
      case .changed: stored.filesServed > 0 ? 1 : 0
      case .unsteady: stored.filesServed
      default: 0
      }
    let files = max(1, (lines.count + linesOfFile - 1) / linesOfFile)
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      writer.member("id", id)
      writer.member("schemaVersion", "1")
      writer.member("dataFormat", "compressedJSON")
      writer.member("createdDateTime", ServiceTimestamp.text(book.now))
      writer.member("eTag", "version-\(lines.count)-\(version)")
      writer.member("partnerTenantId", "emulator")
      writer.member("rootDirectory", "\(router.request.base)/blobs/\(id)")
      writer.member("sasToken", Self.token)
      writer.member("partitionType", "Default")
      writer.member("blobCount", files)
      writer.arrayMember("blobs") { writer in
        for file in 0..<(fault == .early ? max(0, files - 1) : files) {
          writer.element {
            $0.object {
              $0.member("name", "part-\(file).json.gz"); $0.member("partitionValue", "default")
            }
          }
        }
      }
    }
    return TransportResponse(status: 200, headers: [.init("Content-Type", "application/json")], body: writer.data)
  }

  /// A file: `/blobs/{manifest}/part-{n}.json.gz`, with the secret of its manifest and without a token.
  func file(_ stored: inout StoredExports) -> TransportResponse {
    guard parts.count == 3, let index = Self.index(parts[1], stored), router.request.target.hasSuffix("?" + Self.token),
      let number = Int(parts[2].dropFirst(5).prefix { $0.isNumber }), let lines = lines(of: stored.exports[index])
    else { return TransportResponse(status: 404) }
    if fault == .filesGone, index == 0 { return TransportResponse(status: 404) }
    stored.filesServed += 1
    let part = lines.dropFirst(number * linesOfFile).prefix(linesOfFile)
    var content = Data()
    for line in part {
      var writer = DialectWriter(router.dialect)
      InvoiceDesk(router: router, book: book).line(line, of: stored.exports[index].invoice ?? "", &writer)
      // One object is one line, whatever the dialect.
      content += writer.data.filter { $0 != 0x0A && $0 != 0x0D } + [0x0A]
    }
    if fault == .ended { content = content.prefix(max(0, content.count - 20)) }
    var body = Gzip.compressed(content)
    if fault == .cut { body = body.prefix(body.count * 2 / 3) }
    return TransportResponse(
      status: 200, headers: [.init("Content-Type", "application/octet-stream")], body: body)
  }

  private func lines(of export: StoredExports.Export) -> [StoredInvoiceLine]? {
    if let currency = export.currency { return book.unbilled(in: currency, isCurrent: export.isCurrent) }
    return book.invoices.first { $0.id.lowercased() == export.invoice?.lowercased() }?.lines
  }

  private static func index(_ id: String, _ stored: StoredExports) -> Int? {
    id.split(separator: "-").last.flatMap { Int($0) }.map { $0 - 1 }.flatMap {
      stored.exports.indices.contains($0) ? $0 : nil
    }
  }

  static func refusal(_ status: Int, _ code: String, _ message: String) -> TransportResponse {
    var writer = DialectWriter(WireDialect())
    writer.object { writer in
      writer.objectMember("error") {
        $0.member("code", code); $0.member("message", message)
      }
    }
    return TransportResponse(status: status, headers: [.init("Content-Type", "application/json")], body: writer.data)
  }
}

extension Emulator {
  /// `/v1.0/reports/partners/billing/…` and `/blobs/…`.
  func exportReply(_ request: APIRequest) -> TransportResponse {
    let now = serviceTime
    let header = request.headers["Authorization"]
    return state.withLock { state in
      let isFile = request.parts.first?.lowercased() == "blobs"
      if !isFile {
        switch state.tokens.verdict(on: header, audience: ExportDesk.audience, now: now) {
        case .good: break
        case .unknown, .wrongAudience:
          return ExportDesk.refusal(401, "InvalidAuthenticationToken", "The token is not good for this service.")
        }
      }
      let router = Router(
        catalog: state.catalog, configuration: configuration, dialect: configuration.dialect, request: request)
      let desk = ExportDesk(
        router: router, book: state.invoiceBook(at: now), fault: configuration.exportFault,
        linesOfFile: configuration.linesOfExportFile)
      return isFile ? desk.file(&state.exports) : desk.response(&state.exports)
    }
  }
}
