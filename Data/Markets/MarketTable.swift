import Foundation

/// The shape of both data files: a header with the origin of the facts, and one row for each market.
struct MarketTable<Row: Decodable>: Decodable {
  var markets: [Row]

  /// The rows of an embedded file. Tests count them: a file that cannot be read never ships.
  static func rows(in file: [UInt8]) -> [Row] {
    (try? JSONDecoder().decode(Self.self, from: Data(file)))?.markets ?? []
  }
}
