import FileSystem
public import Foundation
import Gzip
import JournalStore
public import PartnerCenter
public import PartnerCenterCommerce

/// Reads the lines of an invoice from the billing export, file by file, into a journal.
///
/// A file that was stored whole is not read again while the version of the export stays; a version that changes between
/// two files begins the reading again.
public struct ExportReading: Sendable {
  private let export: BillingExport
  private let files: any FileTransport
  private let journal: InvoiceJournal

  /// How often a reading begins again before it is given up.
  static let mostAttempts = 4
  /// Bytes of one file of an export, compressed.
  private static let largestFile = 16 << 30

  /// Creates a reading.
  ///
  /// - Parameters:
  ///   - export: asks for the export.
  ///   - files: carries its files.
  ///   - journal: where the lines go; files lie beside it while they are read.
  public init(_ export: BillingExport, files: any FileTransport, into journal: InvoiceJournal) {
    self.export = export
    self.files = files
    self.journal = journal
  }

  /// Reads the lines of an invoice.
  ///
  /// - Throws: ``ReadingError``, `JournalError`, errors of the client. Files that were read whole are kept.
  public func read(_ invoice: Invoice, at now: Date) async throws {
    try await read(.billed(invoice.id), InvoiceDocument(invoice, source: .export), at: now)
  }

  /// Reads what is not billed yet.
  ///
  /// - Returns: the document.
  /// - Throws: as ``read(_:at:)``.
  public func readUnbilled(
    in currency: String, _ period: Call.BillingPeriod, at now: Date
  ) async throws -> InvoiceDocument {
    let document = InvoiceDocument.unbilled(in: currency, period, source: .export)
    try await read(.unbilled(currency: currency, period), document, at: now)
    return document
  }

  private func read(_ question: BillingExport.Question, _ document: InvoiceDocument, at now: Date) async throws {
    // One file after the other lies in it; what a killed reading left is deleted here.
    let draft = try DraftFile(for: journal.database.path + ".export", permissions: 0o600)
    defer { draft.discard() }
    for _ in 1...Self.mostAttempts {
      switch try await export.prepare(question) {
      case .ready(let manifest):
        if try await read(manifest, document, by: draft, at: now) { return }
      case .failed(let reason): throw ReadingError.exportFailed(reason)
      case .late: throw ReadingError.exportLate(minutes: 30)
      case .expired: continue
      }
    }
    throw ReadingError.exportUnsteady(attempts: Self.mostAttempts)
  }

  /// Reads the files of one version.
  ///
  /// - Returns: false where the version ended meanwhile, so that everything begins again.
  private func read(
    _ manifest: ExportManifest, _ document: InvoiceDocument, by draft: DraftFile, at now: Date
  ) async throws -> Bool {
    guard manifest.blobs.count == manifest.blobCount else {
      throw ReadingError.exportDamaged(
        "its description names \(manifest.blobs.count) files and counts \(manifest.blobCount)")
    }
    let progress = try journal.begin(document, version: manifest.eTag, at: now)
    if progress.isWhole { return true }
    var lines = progress.lines
    for (part, blob) in manifest.blobs.enumerated().dropFirst(progress.parts) {
      if part > 0, try await !export.isCurrent(manifest) { return false }
      guard let stored = try await store(blob, part: part, after: lines, of: manifest, document.name, by: draft)
      else {
        return false
      }
      lines += stored
    }
    guard try await export.isCurrent(manifest) else { return false }
    try journal.finish(document.name, unreadable: 0)
    return true
  }

  /// Stores the lines of a file.
  ///
  /// - Returns: their number; `nil` where the file is there no more.
  private func store(
    _ blob: ExportManifest.Blob, part: Int, after lines: Int, of manifest: ExportManifest, _ document: String,
    by draft: DraftFile
  ) async throws -> Int? {
    guard let request = manifest.request(of: blob) else {
      throw ReadingError.exportDamaged("file \(part + 1) has a name that leads elsewhere")
    }
    let response: TransportResponse
    do {
      response = try await files.download(request, to: draft.path, limit: Self.largestFile)
    } catch let failure as TransportFailure {
      // Its text may quote the address, whose parameters are a secret.
      throw ReadingError.exportDamaged("file \(part + 1) broke off: \(manifest.cleaned("\(failure)"))")
    }
    switch response.status {
    case 200: break
    case 403, 404, 410: return nil
    default: throw ReadingError.exportDamaged("file \(part + 1) was answered with status \(response.status)")
    }
    // A storage service may declare the compression of a file as one of the transfer, which the transport undoes.
    let isUnpacked = response.headers.first("Content-Encoding")?.lowercased().contains("gzip") ?? false
    return try Self.store(
      draft.path, isUnpacked: isUnpacked, part: part, named: blob.name, after: lines, of: document, in: journal)
  }
}

extension ExportReading {
  /// Reads files of an export that were downloaded before.
  ///
  /// - Throws: ``ReadingError``, `JournalError`.
  package static func read(
    _ paths: [String], _ document: InvoiceDocument, into journal: InvoiceJournal, at now: Date
  ) throws {
    _ = try journal.begin(document, version: nil, at: now)
    var lines = 0
    for (part, path) in paths.enumerated() {
      lines += try store(path, part: part, named: path, after: lines, of: document.name, in: journal)
    }
    try journal.finish(document.name, unreadable: 0)
  }

  /// Stores the lines of one file, all or none.
  ///
  /// - Returns: their number.
  fileprivate static func store(
    _ path: String, isUnpacked: Bool = false, part: Int, named name: String, after lines: Int, of document: String,
    in journal: InvoiceJournal
  ) throws -> Int {
    var count = 0
    try journal.store(part: part, named: name, of: document) { store in
      do {
        try ExportLines.forEach(in: path, mayBeUnpacked: isUnpacked) { line in
          count += 1
          line.number = lines + count
          try store(line)
        }
      } catch let damage as GzipReader.Damaged {
        throw ReadingError.exportDamaged("file \(part + 1): \(damage)")
      } catch let damage as ExportLines.Malformed {
        throw ReadingError.exportDamaged("file \(part + 1), line \(damage.line): \(damage.reason)")
      }
      return 0
    }
    return count
  }
}
