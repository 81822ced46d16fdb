import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

/// Short words for tables.
enum Formatting {
  /// `45s`, `12m`, `5h`, `3d`: the largest unit with a count of at least two, rounded down.
  static func age(_ seconds: Int?) -> String { seconds.map(AgeText.short) ?? "" }

  /// `45s`, `2m10s`, `1h05m`.
  static func duration(_ duration: Duration) -> String {
    let seconds = max(0, Int(duration.components.seconds))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    switch seconds {
    case ..<60: return "\(seconds)s"
    case ..<3600: return "\(seconds / 60)m\(two(seconds % 60))s"
    default: return "\(seconds / 3600)h\(two(seconds % 3600 / 60))m"
    }
  }

  /// `1M 1Y/m 1Y/a`: a month, and a year billed monthly or annually; `once` for a purchase without a term.
  static func terms(_ terms: [Term]) -> String {
    var seen: Set<String> = []
    return terms.map(term).filter { seen.insert($0).inserted }.joined(separator: " ")
  }

  private static func term(_ term: Term) -> String {
    let isOnce = ["onetime", "one_time"].contains(term.duration.lowercased())
    let duration =
      isOnce ? "" : term.duration.uppercased().hasPrefix("P") ? String(term.duration.dropFirst()) : term.duration
    let cycle = term.billingCycle?.lowercased() ?? ""
    switch cycle {
    case "", "none": return duration.isEmpty ? "once" : duration
    case "onetime", "one_time": return duration.isEmpty ? "once" : "\(duration)/once"
    case "monthly" where duration.uppercased() == "1M": return duration
    default:
      // Words that begin alike and may meet in one term are none: monthly, annual, triennial, quarterly, daily, weekly.
      guard ["monthly", "annual", "triennial", "quarterly", "daily", "weekly"].contains(cycle), let first = cycle.first
      else { return [duration, cycle].filter { !$0.isEmpty }.joined(separator: "/") }
      return duration.isEmpty ? cycle : "\(duration)/\(first)"
    }
  }

  /// What makes a match less than an exact one, each in brackets, with a blank behind it: `[formerly Flow Plan 1] `.
  static func remarks(oldName: String?, licenceID: String?, missing: [String], describedOnly: [String]) -> String {
    [
      oldName.map { "formerly \($0)" }, licenceID,
      missing.isEmpty ? nil : "without \(missing.joined(separator: ", "))",
      describedOnly.isEmpty ? nil : "only described: \(describedOnly.joined(separator: ", "))",
    ].compactMap { $0.map { "[\($0)] " } }.joined()
  }

  /// `holds 25` for all that the customer holds of a SKU; nothing where it holds none.
  static func held(_ items: [HeldItem]) -> [String] {
    items.heldQuantity.map { ["holds \($0)"] } ?? []
  }

  /// `1 item`, `2 items`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

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

  /// `yes`, `after steps`, `no`.
  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .purchasable: "yes"
    case .stepsRequired: "after steps"
    case .blocked: "no"
    }
  }

  /// ISO 8601 UTC with seconds.
  static func time(_ date: Date?) -> String { date.map { $0.iso8601Text } ?? "" }
}
