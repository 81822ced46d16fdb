import CatalogQuery
import CatalogVerification

/// The result of a verification, for a person.
enum VerificationText {
  /// One line with the counts and the cost, and one for each changed item.
  static func notes(_ report: VerificationReport?) -> [String] {
    // A verification without requests has a warning already.
    guard let report, report.items.contains(where: { $0.state != .notAsked }) else { return [] }
    let counts = Dictionary(grouping: report.items, by: \.state).mapValues(\.count)
    func words(_ states: [ItemVerification.State]) -> String? {
      let told = states.compactMap { state in counts[state].map { "\($0) \(name(state))" } }
      return told.isEmpty ? nil : told.joined(separator: ", ")
    }
    let result = [
      words([.same, .reissued, .changed, .gone]).map { "Verified: \($0)" },
      words([.refused, .notAsked]).map { "Not verified: \($0)" },
    ].compactMap(\.self).joined(separator: ". ")
    var cost = Formatting.count(report.requests, "request")
    if report.rereadProducts > 0 {
      cost += ", and \(report.rereadRequests) to read \(Formatting.count(report.rereadProducts, "product")) again"
    }
    return ["\(result) (\(cost))."]
      + report.items.compactMap { item in
        switch item.state {
        case .same where item.isInCustomerCatalog == false: "\(item.catalogItemID): \(item.remark ?? "")"
        case .same, .refused, .notAsked: nil
        case .reissued: "\(item.catalogItemID) is now \(item.newCatalogItemID?.rawValue ?? "another id")."
        case .changed: "\(item.catalogItemID) has changed."
        case .gone: "\(item.catalogItemID) is gone." + (item.remark.map { " \($0)" } ?? "")
        }
      }.map(TerminalText.safe)
  }

  /// The number of ids in a warning; --json has all.
  private static let mostIDs = 8

  /// One line for each reason why items were not verified.
  static func warnings(_ report: VerificationReport, of customer: CustomerRecord) -> [String] {
    var groups: [(why: String, items: [ItemVerification])] = []
    for item in report.items where !item.isVerified {
      let why = why(item, customer)
      if let index = groups.firstIndex(where: { $0.why == why }) {
        groups[index].items.append(item)
      } else {
        groups.append((why, [item]))
      }
    }
    return groups.map { why, items in
      let ids = items.prefix(mostIDs).map(\.catalogItemID.rawValue).joined(separator: ", ")
      let more = items.count > mostIDs ? " and \(items.count - mostIDs) more" : ""
      let request = items.lazy.compactMap { $0.refusal?.requestID }.first.map { " MS-RequestId \($0)." } ?? ""
      return TerminalText.safe("Not verified: \(ids)\(more). \(why)\(request)")
    }
  }

  private static func why(_ item: ItemVerification, _ customer: CustomerRecord) -> String {
    guard item.state == .refused, let refusal = item.refusal else {
      return "No request was sent" + (item.remark.map { ": \(sentence($0))" } ?? ".")
    }
    let whose =
      switch refusal.catalog {
      case .customer: "The service refused the customer's catalog (\(customer.name))"
      case .market: "The service refused the market's catalog"
      }
    let compared =
      switch item.marketState {
      case .same?: "Compared with the market's catalog instead: unchanged there."
      case .reissued?:
        "Compared with the market's catalog instead: there it is now \(item.newCatalogItemID?.rawValue ?? "another id")."
      case .changed?: "Compared with the market's catalog instead: it has changed there."
      case .gone?: "Compared with the market's catalog instead: it was removed there."
      case .refused?, .notAsked?, nil: "It could not be compared." + (item.remark.map { " \($0)" } ?? "")
      }
    return "\(whose): \(sentence("\(refusal)")) \(compared)"
  }

  static func name(_ state: ItemVerification.State) -> String { state == .notAsked ? "not asked" : state.rawValue }

  /// The text with one full stop at its end.
  private static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}
