/// The columns of one kind of row in files of comma-separated values: stable, extended only at the end.
public struct CSVColumns<Row>: Sendable {
  /// The names of the columns.
  public let header: [String]
  /// The fields of a row, in the order of ``header``; empty for absent values.
  public let fields: @Sendable (Row) -> [String]

  /// Columns with a function for their fields.
  public init(_ header: [String], fields: @escaping @Sendable (Row) -> [String]) {
    self.header = header
    self.fields = fields
  }

  /// The same columns for a row that holds another, with further columns behind them.
  ///
  /// - Parameters:
  ///   - header: the names of the further columns.
  ///   - row: the inner row.
  ///   - further: the fields of the further columns.
  /// - Returns: the columns of the outer row.
  public func extended<Outer>(
    _ header: [String], row: @escaping @Sendable (Outer) -> Row,
    fields further: @escaping @Sendable (Outer) -> [String]
  ) -> CSVColumns<Outer> {
    let fields = fields
    return CSVColumns<Outer>(self.header + header) { fields(row($0)) + further($0) }
  }
}
