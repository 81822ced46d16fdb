package import CatalogModel
package import GRDB

/// The rows of the offer matrix, for reader and writer.
package enum OfferLimitRows {
  private static let columns = """
    product, sku, minimum, maximum, ownership, ownership_type, prerequisites, conversions, countries, graph_sku,
      graph_string
    """

  /// The limits of every SKU.
  package static func all(_ db: Database) throws -> [SKUReference: OfferLimits] {
    let rows = try PreparedStatement(db, "SELECT \(columns) FROM offer_limit")
    var limits: [SKUReference: OfferLimits] = [:]
    while try rows.next() {
      limits[SKUReference(ProductID(try rows.text(0)), SKUID(try rows.text(1)))] = try self.limits(rows)
    }
    return limits
  }

  /// The limits of one SKU; `nil` where the matrix does not list it.
  package static func limits(of sku: SKUReference, _ db: Database) throws -> OfferLimits? {
    let row = try PreparedStatement(db, "SELECT \(columns) FROM offer_limit WHERE product = ? AND sku = ?")
    row.bind(1, sku.product.rawValue)
    row.bind(2, sku.sku.rawValue)
    defer { row.reset() }
    return try row.next() ? limits(row) : nil
  }

  private static func limits(_ row: PreparedStatement) throws -> OfferLimits {
    func text(_ column: Int32) throws -> String? { row.isNull(column) ? nil : try row.text(column) }
    func number(_ column: Int32) throws -> Int? { row.isNull(column) ? nil : Int(try row.integer(column)) }
    func skus(_ column: Int32) throws -> [SKUReference] {
      StoredJSON.texts(try row.text(column)).compactMap { ItemReference(parsing: $0)?.sku }
    }
    return OfferLimits(
      minimumQuantity: try number(2), maximumQuantity: try number(3), ownershipLimit: try number(4),
      ownershipLimitType: try text(5), prerequisites: try skus(6), conversions: try skus(7),
      countries: StoredJSON.texts(try row.text(8)).map { Market($0) }, provisioningID: try text(9),
      provisioningString: try text(10))
  }

  /// Writes rows.
  package static func insert(_ limits: [SKUReference: OfferLimits], _ db: Database) throws {
    let insertion = try PreparedStatement(
      db, "INSERT INTO offer_limit (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (sku, limits) in limits.sorted(by: { $0.key < $1.key }) {
      insertion.bind(sku.product.rawValue)
      insertion.bind(sku.sku.rawValue)
      for number in [limits.minimumQuantity, limits.maximumQuantity, limits.ownershipLimit] {
        insertion.bind(number.map(Int64.init))
      }
      insertion.bind(limits.ownershipLimitType)
      insertion.bind(StoredJSON.text(limits.prerequisites.map(\.description)))
      insertion.bind(StoredJSON.text(limits.conversions.map(\.description)))
      insertion.bind(StoredJSON.text(limits.countries.map(\.code)))
      insertion.bind(limits.provisioningID)
      insertion.bind(limits.provisioningString)
      try insertion.execute()
    }
  }
}
