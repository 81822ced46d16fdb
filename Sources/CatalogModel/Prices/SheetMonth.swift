public import Foundation

/// The month of a price sheet, in UTC.
///
/// Shape: `202611`. Source: "Get a price sheet", parameter `month`.
public struct SheetMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Year × 100 + month: 202611.
  public let number: Int

  /// - Returns: `nil` unless the number is a month of the years 2000 to 9998.
  public init?(_ number: Int) {
    guard (200_001...999_812).contains(number), (1...12).contains(number % 100) else { return nil }
    self.number = number
  }

  /// Reads six digits.
  ///
  /// - Returns: `nil` for any other text.
  public init?(parsing text: String) {
    guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
      return nil
    }
    self.init(number)
  }

  /// The month of a moment.
  public init(of date: Date) {
    let (year, month, _) = CivilDay.date(ofDay: CivilDay.day(of: date))
    number = min(max(year, 2000), 9998) * 100 + month
  }

  /// Its first moment.
  public var start: Date {
    Date(timeIntervalSince1970: TimeInterval(CivilDay.day(number / 100, number % 100, 1) * 86_400))
  }

  /// The month after it.
  public var next: SheetMonth { SheetMonth(number % 100 == 12 ? number + 89 : number + 1) ?? self }

  /// Six digits.
  public var description: String { String(number) }

  /// Earlier months come first.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension SheetMonth: Codable {
  /// Reads a string of six digits.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let month = SheetMonth(parsing: text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a month"))
    }
    self = month
  }

  /// Writes a string of six digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
