import Foundation

/// The ends that the first term of a new licence may have: the last days of the months inside the term, and those of the
/// licences that the customer bought.
///
/// Source: "Align subscription end dates"; monthly terms never end on the 28th to 30th but on a month's last day, and
/// others are never aligned to a monthly one.
struct TermEndDates {
  struct End: Hashable {
    var type: String
    /// `2023-07-31`.
    var day: String
  }

  /// In order of time.
  var ends: [End]

  init(term: String, held: [SampleSubscription], now: Date) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let months = LinePrices.months(term)
    let last = calendar.date(byAdding: .month, value: months, to: now) ?? now
    let monthEnds = (0...months).compactMap { month -> End? in
      guard let inside = calendar.date(byAdding: .month, value: month, to: now),
        let interval = calendar.dateInterval(of: .month, for: inside)
      else { return nil }
      let end = interval.end.addingTimeInterval(-1)
      return end > now && end < last ? End(type: "calendarMonthAligned", day: ServiceTimestamp.day(end)) : nil
    }
    let aligned = held.compactMap { held -> End? in
      guard let purchase = held.purchase, held.kind == .licence, !purchase.isTrial,
        let duration = purchase.termDuration, (duration == "P1M") == (term == "P1M")
      else { return nil }
      let end = purchase.end
      let day = ServiceTimestamp.day(end)
      let isOddDay = term == "P1M" && ["28", "29", "30"].contains(day.suffix(2))
      return end > now && end < last && !isOddDay ? End(type: "subscriptionAligned", day: day) : nil
    }
    ends = (monthEnds + aligned).sorted { ($0.day, $0.type) < ($1.day, $1.type) }
  }
}

extension Storefront {
  /// Source: "Get custom term end dates".
  func termEndDates(of customer: SampleCustomer, _ context: CommerceContext) throws(APIError) -> RouteResponse {
    let term = context.request.parameter("term_duration") ?? context.request.parameter("TermDuration")
    guard let term, ["P1M", "P1Y", "P3Y"].contains(term) else { throw .invalid("term_duration") }
    let ends = TermEndDates(term: term, held: customer.subscriptions, now: context.now).ends
    var collection = context.router.collection
    (collection.dialect.singleObject, collection.dialect.paging) = (false, nil)
    return RouteResponse(
      body: collection.list(count: ends.count) { index, writer in
        writer.object { writer in
          writer.member("allowedCustomTermEndDateType", ends[index].type)
          writer.member("allowedCustomTermEndDate", ends[index].day + "T00:00:00")
          writer.unknownMembers()
        }
      })
  }
}
