package import Foundation

extension Date {
  /// Seconds since 1970: the stored form of times.
  package var stamp: Int64 {
    let seconds = timeIntervalSince1970.rounded(.down)
    return seconds.isNaN ? 0 : Int64(min(max(seconds, -62_135_596_800), 253_402_300_799))
  }

  package init(stamp: Int64) { self.init(timeIntervalSince1970: TimeInterval(Self.bounded(stamp))) }

  /// A time of the years 1 to 9999; a damaged file may hold others, which can be neither formatted nor computed with.
  package static func bounded(_ stamp: Int64) -> Int64 { min(max(stamp, -62_135_596_800), 253_402_300_799) }
}
