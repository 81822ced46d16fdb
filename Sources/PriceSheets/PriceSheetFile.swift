package import CatalogModel
package import Foundation

/// A price sheet in a file, plain or in a ZIP archive, in either dialect of columns.
package struct PriceSheetFile {
  /// The path that was opened.
  package let path: String
  private let file: SheetBytes
  private let isArchive: Bool

  /// What a whole file says.
  package struct Content {
    /// The rows of each market, in the order of codes.
    package var sheets: [PriceSheetContent]
    /// The names of the columns, as received.
    package var columns: [String]
    /// The view that the tags of the rows belong to; `nil` where they name none.
    package var view: PriceView?
    /// Whether a column stands there that previews alone have.
    package var isPreview: Bool
    /// The latest start of a row; `nil` where none is bounded.
    package var latestStart: Date?
  }

  /// Opens a file. Its form is found by its first bytes, whatever its name.
  ///
  /// - Throws: ``PriceSheetError``.
  package init(_ path: String) throws(PriceSheetError) {
    self.path = path
    do {
      file = try SheetBytes(path)
      isArchive = ZipArchive.isArchive(try file.bytes(at: 0, count: 2))
    } catch {
      throw PriceSheetError(error)
    }
  }

  /// The bytes of the file.
  package var bytes: Int { file.count }

  /// The SHA-256 of its bytes, packed where they are.
  package func digest() throws(PriceSheetError) -> [UInt8] {
    do {
      return try file.digest()
    } catch {
      throw PriceSheetError(error)
    }
  }

  /// Reads all rows.
  ///
  /// - Parameter market: the market of rows that name none; rows of another are refused. `nil` takes all markets.
  /// - Returns: the rows by market.
  /// - Throws: ``PriceSheetError`` where the file is not one whole sheet; nothing of it counts then.
  package func read(market: Market? = nil) throws(PriceSheetError) -> Content {
    do {
      return try readRows(market: market)
    } catch {
      throw PriceSheetError(error)
    }
  }

  private func readRows(market: Market?) throws -> Content {
    var reader = CSVReader()
    var rows: SheetRowReader?
    var isFirst = true
    func take(_ record: CSVReader.Record) throws {
      if rows == nil {
        rows = SheetRowReader(columns: try SheetColumns(record), market: market)
      } else {
        try rows?.take(record)
      }
    }
    try parts { part in
      if isFirst { try Self.checkStart(part) }
      isFirst = false
      try reader.read(part, take)
    }
    try reader.end(take)
    guard var rows else { throw PriceSheetError.columnsMissing(["ProductId", "SkuId", "UnitPrice"]) }
    guard rows.rows > 0 else { throw PriceSheetError.noRows }
    rows.end()
    return Content(
      sheets: rows.sheets.values.map(\.content).sorted { $0.market < $1.market }, columns: rows.columns.names,
      view: Self.view(tags: rows.tags), isPreview: rows.columns.saleEnds != nil,
      latestStart: rows.latestStart.map { Date(timeIntervalSince1970: TimeInterval($0)) })
  }

  func parts(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    if isArchive {
      try ZipArchive(file).read(body)
    } else {
      try file.read(from: 0, count: file.count, body)
    }
  }

  static func checkStart(_ part: UnsafeRawBufferPointer) throws {
    if part.count >= 2, part[0] == 0xFF && part[1] == 0xFE || part[0] == 0xFE && part[1] == 0xFF {
      throw PriceSheetError.otherEncoding
    }
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    if part.first(where: { !blanks.contains($0) }) == UInt8(ascii: "<") { throw PriceSheetError.webPage }
  }

  private static func view(tags: Set<String>) -> PriceView? {
    if tags.contains("consumption") { return .consumption }
    if tags.contains("reservation") { return .reservations }
    if tags.contains("software") { return .software }
    if tags.contains("license") { return .licences }
    return nil
  }
}

extension PriceSheetError {
  init(_ error: any Error) {
    switch error {
    case let error as PriceSheetError: self = error
    case let fault as ZipArchive.Fault: self = .archive(fault)
    case let fault as CSVReader.Fault: self = .table(fault)
    default: self = .unreadable(reason: "\(error)")
    }
  }
}
