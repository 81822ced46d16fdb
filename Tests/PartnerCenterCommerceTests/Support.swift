import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

enum Fixture {
  static func body(_ name: String) throws -> Data {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
    return try Data(contentsOf: url)
  }
}

/// A moment in UTC, seconds with a fraction.
func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Double = 0) -> Date {
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
  let whole = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute)
  return (calendar.date(from: whole) ?? .distantPast).addingTimeInterval(second)
}

func isSame(_ left: Date?, _ right: Date?) -> Bool {
  switch (left, right) {
  case (nil, nil): true
  case (let left?, let right?): abs(left.timeIntervalSince(right)) < 0.000_002
  default: false
  }
}
