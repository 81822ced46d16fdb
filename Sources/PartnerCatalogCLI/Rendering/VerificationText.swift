import CatalogQuery
import CatalogVerification

/// What a verification came to, for a person.
enum VerificationText {
  /// One line with the counts and the cost, and one for each item that is not the same.
  static func notes(_ report: VerificationReport?) -> [String] {
    guard let report, !report.items.isEmpty else { return [] }
    let counts = Dictionary(grouping: report.items, by: \.state).mapValues(\.count)
    let order: [ItemVerification.State] = [.same, .reissued, .changed, .gone]
    let words = order.compactMap { state in counts[state].map { "\($0) \(state.rawValue)" } }.joined(separator: ", ")
    var cost = Words.count(report.requests, "request")
    if report.rereadProducts > 0 {
      cost += ", and \(report.rereadRequests) to read \(Words.count(report.rereadProducts, "product")) anew"
    }
    return ["Verified: \(words) (\(cost))."]
      + report.items.compactMap { item in
        switch item.state {
        case .same where item.isInCustomerCatalog == false:
          "\(item.catalogItemID): \(item.remark ?? "")"
        case .same: nil
        case .reissued: "\(item.catalogItemID) is now \(item.newCatalogItemID?.rawValue ?? "another id")."
        case .changed: "\(item.catalogItemID) has changed."
        case .gone: "\(item.catalogItemID) is gone."
        }
      }.map(TerminalText.safe)
  }
}
