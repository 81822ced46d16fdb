package import Foundation

/// When the service has something new, by the documented rhythm.
///
/// Sheets of licences and software appear on the first of a month; republications happen in mid-month, most of them in its
/// first days: one look a day until the fifth, then one a week. Previews appear on the first; one look then and one before
/// the month's end. Azure and marketplace change daily. Source: "Pricing and offers", announcements of 2022 to 2025.
package enum PriceSchedule {
  /// The moment from which another look can find something new; not before the last one.
  package static func nextDue(
    _ view: PriceView, _ timeline: PriceTimeline, month: SheetMonth?, fetchedAt: Date?, now: Date
  ) -> Date {
    guard let fetchedAt, let month else { return now }
    let present = SheetMonth(of: now)
    let day: TimeInterval = 86_400
    if timeline == .future {
      if month <= present { return now }
      let lateLook = present.next.start.addingTimeInterval(-3 * day)
      return fetchedAt < lateLook ? lateLook : present.next.start
    }
    if month < present { return now }
    if view.isDaily { return fetchedAt.addingTimeInterval(day) }
    let isEarly = fetchedAt < present.start.addingTimeInterval(5 * day)
    return min(fetchedAt.addingTimeInterval(isEarly ? day : 7 * day), present.next.start)
  }
}
