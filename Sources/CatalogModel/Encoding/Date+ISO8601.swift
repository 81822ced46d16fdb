package import Foundation

extension Date {
  /// ISO 8601, UTC, whole seconds: `2026-01-31T09:05:00Z`. A date beyond the years 1 to 9999 is the first or the last second of
  /// them.
  package var iso8601Text: String {
    let day = CivilDay.day(of: self)
    let (year, month, dayOfMonth) = CivilDay.date(ofDay: day)
    let rest = CivilDay.wholeSeconds(self) - day * CivilDay.seconds
    return String(unsafeUninitializedCapacity: 20) { bytes in
      Self.write(year, month, dayOfMonth, into: bytes)
      bytes[10] = UInt8(ascii: "T")
      Self.write(rest / 3600, at: 11, into: bytes)
      bytes[13] = UInt8(ascii: ":")
      Self.write(rest / 60 % 60, at: 14, into: bytes)
      bytes[16] = UInt8(ascii: ":")
      Self.write(rest % 60, at: 17, into: bytes)
      bytes[19] = UInt8(ascii: "Z")
      return 20
    }
  }

  /// The day in UTC: `2026-01-31`.
  package var iso8601Day: String {
    let (year, month, day) = CivilDay.date(ofDay: CivilDay.day(of: self))
    return String(unsafeUninitializedCapacity: 10) { bytes in
      Self.write(year, month, day, into: bytes)
      return 10
    }
  }

  private static func write(_ year: Int, _ month: Int, _ day: Int, into bytes: UnsafeMutableBufferPointer<UInt8>) {
    write(year / 100, at: 0, into: bytes)
    write(year % 100, at: 2, into: bytes)
    bytes[4] = UInt8(ascii: "-")
    write(month, at: 5, into: bytes)
    bytes[7] = UInt8(ascii: "-")
    write(day, at: 8, into: bytes)
  }

  /// Two digits.
  private static func write(_ number: Int, at place: Int, into bytes: UnsafeMutableBufferPointer<UInt8>) {
    bytes[place] = UInt8(ascii: "0") + UInt8(number / 10)
    bytes[place + 1] = UInt8(ascii: "0") + UInt8(number % 10)
  }
}
