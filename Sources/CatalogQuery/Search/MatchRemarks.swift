/// What makes a match less than an exact one.
struct MatchRemarks: Hashable {
  /// The words that it lacks; empty unless the match is partial.
  var missing: [String] = []
  /// The words that only its description has.
  var describedOnly: [String] = []
  /// The old name that was asked for.
  var oldName: String?
  /// The id at Microsoft Graph that was asked for.
  var licenceID: String?

  /// Nothing to remark.
  init() {}

  /// The remarks on a document of the findings, and the reasons that they come from; `nil` where none was needed.
  init(on document: Int, relevance: Float, _ found: QueryFindings) {
    let reading = found.reading(of: document)
    switch reading.otherName {
    case .oldName(let name): oldName = name
    case .licenceID(let id): licenceID = id
    case nil: break
    }
    let isNamed = Relevance.isNamed(relevance)
    guard found.matches.isPartial || !isNamed else { return }
    let reasons = HitReasons(document: document, reading, isPartial: found.matches.isPartial)
    if !isNamed { describedOnly = reasons.describedOnly }
    if found.matches.isPartial { missing = reasons.missing }
  }
}
