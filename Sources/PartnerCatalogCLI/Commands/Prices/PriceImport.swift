import CatalogModel
import CatalogStore
import Foundation
import PriceSheets

/// Stores the price sheets of files, one after the other: the rows of one are held at a time.
struct PriceImport {
  var database: String
  var market: Market?
  var month: SheetMonth?
  var view: PriceView?
  var allowsRemovals: Bool
  var now: Date

  /// - Returns: one result for each market of each file.
  /// - Throws: ``CommandError`` where view or month of a file stay unknown, and the errors of the store. Files before it
  ///   are stored.
  func run(_ files: [String]) async throws -> [PriceImportResult] {
    // A file that cannot be read creates nothing.
    var store = FileManager.default.fileExists(atPath: database) ? try CatalogStore(keepingSourceOf: database) : nil
    var results: [PriceImportResult] = []
    for path in files {
      do {
        let file = try PriceSheetFile(path)
        let digest = try file.digest()
        if try file.isOfferMatrix() {
          let new = NewOfferMatrix(
            month: try matrixMonth(of: path), matrix: try file.readOfferMatrix(), bytes: file.bytes, digest: digest,
            fetchedAt: now)
          let open = try store ?? CatalogStore(keepingSourceOf: database)
          store = open
          let report = try await open.store(new, allowsRemovals: allowsRemovals)
          results.append(PriceImportResult(file: path, matrix: report))
          continue
        }
        let known = try await store?.priceSheets(digest: digest, view: view, month: month) ?? []
        guard known.isEmpty else {
          results += known.map { PriceImportResult(file: path, report: $0) }
          continue
        }
        let content = try file.read(market: market)
        let (view, month, timeline) = try place(of: path, content)
        let open = try store ?? CatalogStore(keepingSourceOf: database)
        store = open
        for rows in content.sheets {
          let report = try await open.store(
            NewPriceSheet(
              view: view, timeline: timeline, month: month, content: rows, columns: content.columns,
              bytes: file.bytes, digest: digest, fetchedAt: now), allowsRemovals: allowsRemovals)
          results.append(PriceImportResult(file: path, report: report))
        }
      } catch let error as PriceSheetError {
        results.append(
          PriceImportResult(file: path, fault: "\(path) is no whole price sheet: \(error). Nothing of it was stored."))
      }
    }
    return results
  }

  private func matrixMonth(of path: String) throws -> SheetMonth {
    guard let month = month ?? SheetName(path).month else {
      throw CommandError.usage(
        "The month of the offer matrix \(path) is unknown: its name does not tell it. Add --month YYYYMM.")
    }
    return month
  }

  /// View, month and timeline, as far as options, name and rows say.
  private func place(
    of path: String, _ content: PriceSheetFile.Content
  ) throws -> (PriceView, SheetMonth, PriceTimeline) {
    let name = SheetName(path)
    guard let view = view ?? name.view ?? content.view else {
      throw CommandError.usage(
        "The view of \(path) is unknown: neither its name nor its rows tell it. Add --view, such as --view software.")
    }
    guard let month = month ?? name.month(latestStart: content.latestStart) else {
      throw CommandError.usage(
        "The month of \(path) is unknown: neither its name nor its rows tell it. Add --month YYYYMM.")
    }
    return (view, month, name.isPreview || content.isPreview ? .future : .current)
  }
}

/// What became of a file, or of one market in it.
struct PriceImportResult: Encodable {
  var file: String
  var report: PriceSheetReport?
  /// What became of an offer matrix.
  var matrix: OfferMatrixReport?
  /// Why nothing of the file was stored, as a sentence.
  var fault: String?

  /// Whether something is missing in the store.
  var isShort: Bool { fault != nil || report?.state == .heldBack || matrix?.state == .heldBack }

  /// What a person must know, if anything.
  var warning: String? {
    if let fault { return fault }
    if let matrix, matrix.state == .heldBack {
      return
        "\(file): \(matrix.removed) SKUs of the stored offer matrix are missing, so that it is held back and nothing of it "
        + "was stored. Import the same file six hours later, or add --accept-removals."
    }
    if let matrix, matrix.state == .superseded {
      return "\(file): the stored offer matrix is of a later month than \(matrix.month). Nothing was changed."
    }
    guard let report, report.state == .heldBack else { return nil }
    let prices = report.removed + report.changed + report.unchanged
    return "\(file): \(report.removed) of \(prices) prices of \(report.market) are missing compared with "
      + "\(report.comparedWith.map(\.description) ?? "the sheet before"), so that the sheet is held back and nothing of "
      + "it was stored. Import the same file six hours later, or add --accept-removals."
  }

  private enum Keys: String, CodingKey {
    case file, view, market, month, timeline, state, rows, added, changed, removed, unchanged, unjoined, contradictory
    case flagsDisagreeing, currencies, comparedWith, unjoinedSkus, reason
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(file, forKey: .file)
    if let matrix {
      try object.encode("offer-matrix", forKey: .view)
      try object.encode(matrix.month, forKey: .month)
      try object.encode(matrix.state, forKey: .state)
      try object.encode(matrix.rows, forKey: .rows)
      try object.encode(matrix.added, forKey: .added)
      try object.encode(matrix.changed, forKey: .changed)
      try object.encode(matrix.removed, forKey: .removed)
      try object.encode(warning, forKey: .reason)
      return
    }
    guard let report else {
      try object.encode("failed", forKey: .state)
      try object.encode(fault, forKey: .reason)
      return
    }
    try object.encode(report.view, forKey: .view)
    try object.encode(report.market, forKey: .market)
    try object.encode(report.month, forKey: .month)
    try object.encode(report.timeline, forKey: .timeline)
    try object.encode(report.state, forKey: .state)
    try object.encode(report.rows, forKey: .rows)
    try object.encode(report.added, forKey: .added)
    try object.encode(report.changed, forKey: .changed)
    try object.encode(report.removed, forKey: .removed)
    try object.encode(report.unchanged, forKey: .unchanged)
    try object.encode(report.unjoined, forKey: .unjoined)
    try object.encode(report.contradictory, forKey: .contradictory)
    try object.encode(report.disagreeingFlags, forKey: .flagsDisagreeing)
    try object.encode(report.currencies, forKey: .currencies)
    try object.encode(report.comparedWith, forKey: .comparedWith)
    try object.encode(report.unjoinedSKUs, forKey: .unjoinedSkus)
    try object.encode(warning, forKey: .reason)
  }
}

/// What became of all files.
struct PriceImportResponse: Encodable {
  var sheets: [PriceImportResult]
}
