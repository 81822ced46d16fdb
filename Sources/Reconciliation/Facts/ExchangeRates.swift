import CatalogModel
public import Foundation
import PartnerCenter
import PartnerCenterCommerce

/// Exchange rates between pricing and billing currencies, by day or month.
public struct ExchangeRates: Sendable, Hashable {
  private struct Key: Hashable {
    var from: String
    var to: String
    /// `2026-10-01` or `2026-10`.
    var time: String
  }

  private var rates: [Key: Decimal] = [:]

  /// No rates.
  public init() {}

  /// A file that is no list of rates; the text names the line.
  public struct Unreadable: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, with the line.
    public var description: String
  }

  /// Reads a list: `date,from,to,rate` in each line, after a heading; the date is a day or a month.
  ///
  /// - Throws: ``Unreadable``.
  public init(csv: String) throws(Unreadable) {
    for (number, line) in csv.split(whereSeparator: \.isNewline).enumerated() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces).filter { $0 != "\"" } }
      if number == 0, fields.first?.lowercased() == "date" { continue }
      guard fields.count == 4, [7, 10].contains(fields[0].utf8.count), fields[1].utf8.count == 3,
        fields[2].utf8.count == 3, let rate = ExactDecimal.parse(fields[3]), rate > 0
      else {
        throw Unreadable(description: "Line \(number + 1) of the exchange rates is not \"date,from,to,rate\".")
      }
      rates[Key(from: fields[1].uppercased(), to: fields[2].uppercased(), time: fields[0])] = rate
    }
  }

  /// Adds a rate.
  public mutating func add(_ rate: Decimal, from: String, to: String, month: String) {
    rates[Key(from: from, to: to, time: month)] = rate
  }

  /// The rate of a day, else that of its month; `nil` where there is none.
  public func rate(from: String, to: String, on date: Date) -> Decimal? {
    let day = date.iso8601Day
    return rates[Key(from: from, to: to, time: day)] ?? rates[Key(from: from, to: to, time: String(day.prefix(7)))]
  }
}
