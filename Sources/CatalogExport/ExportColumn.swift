/// A column of an export: of the view `catalog_items`, in its order.
public struct ExportColumn: Sendable, Hashable, Encodable {
  /// The type of a column's values.
  public enum Kind: String, Sendable, Hashable, Encodable {
    case text
    /// Whole; flags are 0 or 1.
    case integer
    /// ISO 8601, UTC, with seconds.
    case time
    /// A JSON array: as itself in NDJSON, as its text in CSV.
    case json
  }

  /// The name, as in the view.
  public var name: String
  /// The type of the values.
  public var kind: Kind
  /// Whether a value can be absent: null in NDJSON, an empty field in CSV.
  public var isNullable: Bool

  init(_ name: String, _ kind: Kind = .text, isNullable: Bool = false) {
    self.name = name
    self.kind = kind
    self.isNullable = isNullable
  }

  /// All columns in the order of the view; new ones are added at the end.
  public static let all: [ExportColumn] = [
    .init("market"), .init("segment"), .init("reservation_scope", isNullable: true), .init("product_id"),
    .init("sku_id"), .init("availability_id"), .init("catalog_item_id"), .init("product_title"), .init("sku_title"),
    .init("product_type", isNullable: true), .init("product_subtype", isNullable: true),
    .init("publisher", isNullable: true), .init("currency"), .init("is_purchasable", .integer, isNullable: true),
    .init("is_renewable", .integer), .init("is_trial", .integer), .init("minimum_quantity", .integer),
    .init("maximum_quantity", .integer), .init("terms", .json), .init("purchase_prerequisites", .json),
    .init("inventory_variables", .json), .init("requires_inventory_check", .integer), .init("locale"),
    .init("first_seen_at", .time), .init("confirmed_at", .time), .init("renewal_instructions", .json),
    .init("provisioning_id", isNullable: true),
  ]

  private enum Keys: String, CodingKey { case name, type, nullable, duckdb, arrow }

  /// Writes name, type and nullability, with the matching types of DuckDB and Arrow.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(name, forKey: .name)
    try object.encode(kind, forKey: .type)
    try object.encode(isNullable, forKey: .nullable)
    let (duckdb, arrow) =
      switch kind {
      case .text: ("VARCHAR", "string")
      case .integer: ("BIGINT", "int64")
      case .time: ("TIMESTAMPTZ", "timestamp[s, tz=UTC]")
      case .json: ("JSON", "string")
      }
    try object.encode(duckdb, forKey: .duckdb)
    try object.encode(arrow, forKey: .arrow)
  }
}
