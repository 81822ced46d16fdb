package import Foundation

/// When the service has something new, by the documented rhythm.
///
/// Sheets of licences and software appear on the first of a month; republications happen in mid-month, most of them in its
/// first days: one look a day until the fifth, then one a week. Previews appear on the first; one look then and one before
/// the month's end. Azure and marketplace change daily. Source: "Pricing and offers", announcements of 2022 to 2025.
package enum PriceSchedule {
  /// The moment from which another look can find something new: now, or later.
  ///
  /// - Parameters:
  ///   - view: the view of the sheet.
  ///   - timeline: whether it is a preview.
  ///   - month: the month of the stored sheet; `nil` for none.
  ///   - fetchedAt: when that was read, or imported; `nil` for none.
  ///   - attemptedAt: the last look that was answered, with a sheet or with its absence; `nil` for none.
  ///   - now: the present time.
  /// - Returns: a time that has passed where it is due.
  package static func nextDue(
    _ view: PriceView, _ timeline: PriceTimeline, month: SheetMonth?, fetchedAt: Date?, attemptedAt: Date?, now: Date
  ) -> Date {
    let present = SheetMonth(of: now)
    if month == wanted(timeline, in: present) {
      guard let lookedAt = [fetchedAt, attemptedAt].compactMap(\.self).max() else { return now }
      return nextLook(view, timeline, after: lookedAt, in: present)
    }
    // An absent preview, and a sheet that is not published yet, are answers of that day.
    guard let attemptedAt, SheetMonth(of: attemptedAt) == present else { return now }
    let next = nextLook(view, timeline, after: attemptedAt, in: present)
    return timeline == .current ? min(next, attemptedAt.addingTimeInterval(day)) : next
  }

  /// The month whose sheet is the newest.
  package static func wanted(_ timeline: PriceTimeline, in present: SheetMonth) -> SheetMonth {
    timeline == .future ? present.next : present
  }

  private static let day: TimeInterval = 86_400

  private static func nextLook(
    _ view: PriceView, _ timeline: PriceTimeline, after lookedAt: Date, in present: SheetMonth
  ) -> Date {
    if timeline == .future {
      let lateLook = present.next.start.addingTimeInterval(-3 * day)
      return lookedAt < lateLook ? lateLook : present.next.start
    }
    if view.isDaily { return lookedAt.addingTimeInterval(day) }
    let isEarly = lookedAt < present.start.addingTimeInterval(5 * day)
    return min(lookedAt.addingTimeInterval(isEarly ? day : 7 * day), present.next.start)
  }
}
