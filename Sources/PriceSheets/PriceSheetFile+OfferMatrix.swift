package import CatalogModel

/// The offer matrix: a table of limits, one row for each SKU, found by its columns.
///
/// Source: "Get an offer matrix".
extension PriceSheetFile {
  /// Whether the first line is that of an offer matrix.
  ///
  /// - Throws: ``PriceSheetError`` where the file cannot be read, or is no table.
  package func isOfferMatrix() throws(PriceSheetError) -> Bool {
    var names: [String]?
    do {
      var reader = CSVReader()
      try parts { part in
        try reader.read(part) { record in
          names = (0..<record.count).map { record.text($0) }
          throw Found()
        }
      }
      try reader.end { record in names = (0..<record.count).map { record.text($0) } }
    } catch is Found {
    } catch {
      throw PriceSheetError(error)
    }
    return MatrixColumns.isMatrix(names ?? [])
  }

  private struct Found: Error {}

  /// Reads all rows of an offer matrix.
  ///
  /// - Returns: the limits of each SKU; of a SKU that stands twice the first row counts.
  /// - Throws: ``PriceSheetError`` where the file is not one whole matrix; nothing of it counts then.
  package func readOfferMatrix() throws(PriceSheetError) -> OfferMatrix {
    do {
      var reader = CSVReader()
      var columns: MatrixColumns?
      var matrix = OfferMatrix()
      var isFirst = true
      func take(_ record: CSVReader.Record) throws {
        guard let known = columns else {
          columns = try MatrixColumns(record)
          return
        }
        guard record.count == known.count else {
          throw record.isTerminated
            ? PriceSheetError.fields(line: record.line, has: record.count, expected: known.count)
            : PriceSheetError.lastLineCut(line: record.line)
        }
        let (sku, limits) = try known.limits(record)
        matrix.rows += 1
        if matrix.limits[sku] == nil { matrix.limits[sku] = limits }
      }
      try parts { part in
        if isFirst { try Self.checkStart(part) }
        isFirst = false
        try reader.read(part, take)
      }
      try reader.end(take)
      guard columns != nil else { throw PriceSheetError.columnsMissing(MatrixColumns.keys) }
      guard matrix.rows > 0 else { throw PriceSheetError.noRows }
      return matrix
    } catch {
      throw PriceSheetError(error)
    }
  }
}

/// Which column of an offer matrix is where: columns are found by name.
private struct MatrixColumns {
  var count: Int
  private var places: [String: Int] = [:]

  static let keys = ["ProductId", "SkuId", "MinLicenses", "MaxLicenses", "ProductSkuPreRequisites"]

  static func isMatrix(_ names: [String]) -> Bool {
    let folded = Set(names.map(SheetColumns.folded))
    return ["MinLicenses", "ProductSkuPreRequisites"].allSatisfy { folded.contains(SheetColumns.folded($0)) }
  }

  init(_ record: CSVReader.Record) throws {
    count = record.count
    for place in 0..<record.count {
      let name = SheetColumns.folded(record.text(place))
      guard places.updateValue(place, forKey: name) == nil || name.isEmpty else {
        throw PriceSheetError.columnTwice(String(record.text(place).prefix(40)))
      }
    }
    let missing = Self.keys.filter { places[SheetColumns.folded($0)] == nil }
    guard missing.isEmpty else { throw PriceSheetError.columnsMissing(missing) }
  }

  func limits(_ record: CSVReader.Record) throws -> (SKUReference, OfferLimits) {
    func text(_ name: String) -> String {
      places[SheetColumns.folded(name)].map { record.text($0).trimmingBlanks } ?? ""
    }
    func number(_ name: String) throws -> Int? {
      let digits = text(name)
      if digits.isEmpty { return nil }
      guard let number = Int(digits), number >= 0 else { throw PriceSheetError.value(line: record.line, column: name) }
      return number
    }
    let (product, sku) = (text("ProductId").uppercased(), text("SkuId").uppercased())
    for (name, id) in [("ProductId", product), ("SkuId", sku)] {
      guard (1...64).contains(id.utf8.count), id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw PriceSheetError.value(line: record.line, column: name)
      }
    }
    let guid = text("ProvisioningId").lowercased()
    return (
      SKUReference(ProductID(product), PriceOffer.paddedSKU(sku)),
      OfferLimits(
        minimumQuantity: try number("MinLicenses"), maximumQuantity: try number("MaxLicenses"),
        ownershipLimit: try number("AssetOwnershipLimit"),
        ownershipLimitType: text("AssetOwnershipLimitType").nonEmpty,
        prerequisites: Self.skus(text("ProductSkuPreRequisites")), conversions: Self.skus(text("ProductSkuConversion")),
        countries: text("AllowedCountries").split(separator: ";")
          .compactMap { Market(parsing: String($0).trimmingBlanks) }.sorted(),
        provisioningID: guid.nonEmpty, provisioningString: text("ProvisioningString").nonEmpty)
    )
  }

  /// `CFQ7TTC0LDPB/0001, CFQ7TTC0LF8Q/1`; what is no SKU is left out.
  private static func skus(_ text: String) -> [SKUReference] {
    text.split { $0 == "," || $0 == ";" }.compactMap { part in
      let sku = ItemReference(parsing: String(part).trimmingBlanks.uppercased())?.sku
      return sku.map { SKUReference($0.product, PriceOffer.paddedSKU($0.sku.rawValue)) }
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }

  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
