package import Foundation

extension KeyedDecodingContainer {
  /// A time as the JSON contract writes it: ISO 8601 in UTC, whatever the decoder's strategy for dates.
  package func time(forKey key: Key) throws -> Date {
    let text = try decode(String.self, forKey: key)
    guard let time = try? Date(text, strategy: .iso8601) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "\u{201C}\(text.prefix(80))\u{201D} is not a time in ISO 8601.")
    }
    return time
  }

  /// The same; `nil` where the key is missing or null.
  package func timeIfPresent(forKey key: Key) throws -> Date? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    return try time(forKey: key)
  }
}
