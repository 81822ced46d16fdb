import CatalogModel
package import Foundation

extension Date {
  /// Seconds since 1970: the stored form of times.
  package var stamp: Int64 { Int64(CivilDay.wholeSeconds(self)) }

  package init(stamp: Int64) { self.init(timeIntervalSince1970: TimeInterval(Self.bounded(stamp))) }

  /// A time of the years 1 to 9999; a damaged file may hold others, which can be neither formatted nor computed with.
  package static func bounded(_ stamp: Int64) -> Int64 {
    min(max(stamp, CivilDay.bounds.lowerBound), CivilDay.bounds.upperBound)
  }
}
