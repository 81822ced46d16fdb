public import Foundation
public import PartnerCenter

/// An end that the first term of a new licence may have, before the end of a whole term.
///
/// Source: "Get custom term end dates".
public struct CustomTermEndDate: WireResource, Hashable {
  /// `calendarMonthAligned`, `subscriptionAligned`, …: an open set; empty where the response omits it.
  public var type: String
  /// The day; without a zone on the wire, UTC.
  public var date: Date
  /// Reads a date.
  ///
  /// - Throws: where the date is missing or unreadable.
  public init(_ object: WireObject) throws {
    type = object.string("allowedCustomTermEndDateType") ?? ""
    let text = try object.requiredText("allowedCustomTermEndDate")
    guard let date = ServiceTime.date(text) else { throw WireObject.Fault.unreadable("allowedCustomTermEndDate") }
    self.date = date
  }
}
