import CatalogQuery
import Foundation

/// Short words for tables.
enum Formatting {
  /// `45s`, `12m`, `5h`, `3d`: the largest unit with a count of at least two, rounded down.
  static func age(_ seconds: Int?) -> String {
    guard let seconds else { return "" }
    switch seconds {
    case ..<120: return "\(seconds)s"
    case ..<7200: return "\(seconds / 60)m"
    case ..<172_800: return "\(seconds / 3600)h"
    default: return "\(seconds / 86_400)d"
    }
  }

  /// `P1Y annual, P1M monthly`.
  static func terms(_ terms: [Term]) -> String {
    terms.map { [$0.duration, $0.billingCycle ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }
      .joined(separator: ", ")
  }

  /// The SKU's title, preceded by the product's unless it contains it.
  static func title(_ item: CatalogItem) -> String {
    if item.skuTitle.isEmpty { return item.productTitle }
    let isPart = item.productTitle.isEmpty || item.skuTitle.lowercased().contains(item.productTitle.lowercased())
    return isPart ? item.skuTitle : "\(item.productTitle) · \(item.skuTitle)"
  }

  /// What makes a match less than an exact one, each in brackets, with a blank behind it: `[formerly Flow Plan 1] `.
  static func remarks(oldName: String?, licenceID: String?, missing: [String], describedOnly: [String]) -> String {
    [
      oldName.map { "formerly \($0)" }, licenceID,
      missing.isEmpty ? nil : "without \(missing.joined(separator: ", "))",
      describedOnly.isEmpty ? nil : "only described: \(describedOnly.joined(separator: ", "))",
    ].compactMap { $0.map { "[\($0)] " } }.joined()
  }

  /// `commercial`, and for a reservation under an Azure plan `commercial, AzurePlan`.
  static func segment(_ item: CatalogItem) -> String {
    [item.segment.rawValue, item.reservationScope?.rawValue].compactMap(\.self).joined(separator: ", ")
  }

  /// `1 item`, `2 items`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// The missing part of a market and the remedy; `nil` for a complete market. A `nil` state is a market that was never
  /// read.
  static func gap(in market: Market, _ state: ReadState?) -> String? {
    switch state {
    case nil: "\(market) was never synced: run `partner-catalog sync --market \(market)`."
    case .partial?, .unread?:
      "\(market) is only partly synced: run `partner-catalog sync --market \(market)`."
    case .forbidden?: "Partner Center does not show the catalog of \(market) to this partner."
    case .complete?: nil
    }
  }

  static func style(_ state: ReadState) -> Style {
    switch state {
    case .complete: .good
    case .partial: .caution
    case .unread: .caution
    case .forbidden: .faint
    }
  }

  static func style(_ verdict: Verdict) -> Style {
    switch verdict {
    case .purchasable: .good
    case .stepsRequired: .caution
    case .blocked: .bad
    }
  }

  /// `yes`, `steps` (after them), `no`.
  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .purchasable: "yes"
    case .stepsRequired: "steps"
    case .blocked: "no"
    }
  }

  /// ISO 8601 UTC with seconds.
  static func time(_ date: Date?) -> String { date.map { $0.formatted(.iso8601) } ?? "" }
}
