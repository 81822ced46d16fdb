import CatalogModel
import Foundation

extension Date {
  /// The time in lines of text, to the minute: `2026-11-30T17:00Z`. Its seconds are in the JSON.
  var minutesText: String { String(iso8601Text.dropLast(":00Z".count)) + "Z" }
}
