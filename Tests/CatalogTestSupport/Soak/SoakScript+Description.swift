import PartnerCenterEmulator

extension SoakScript: CustomStringConvertible {
  var description: String {
    let shape = configuration.shape
    return "markets \(shape.markets), \(shape.products) products, version \(shape.version), width \(width), "
      + "nonprofit \(configuration.nonprofitListing), forbidden \(configuration.forbiddenSegments) "
      + "\(configuration.forbiddenViews), paging \(String(describing: configuration.dialect.paging))"
  }
}

extension SoakScript.Step: CustomStringConvertible {
  var description: String {
    let parts: [String?] = [
      "\(hoursLater) h later", isFull ? "full" : nil, version.map { "moves to version \($0)" },
      move.map { "moves at request \($0.request) to version \($0.version)" },
      cancelledAt.map { "cancelled at request \($0)" }, budget.map { "budget \($0)" },
    ]
    return (parts.compactMap { $0 } + faults.faults.map(\.words)).joined(separator: ", ")
  }
}

extension Fault {
  fileprivate var words: String {
    let parts: [String?] = [
      at.map { "at=\($0)" }, every.map { "every=\($0)" }, first.map { "first=\($0)" }, rate.map { "rate=\($0)" },
      count.map { "count=\($0)" }, path.map { "path=\($0)" }, kind == .short ? "share=\(share)" : nil,
      kind == .error ? "status=\(status) shape=\(shape)" : nil,
      kind == .throttle ? "retryAfter=\(retryAfter)" : nil,
    ]
    return "\(kind):" + parts.compactMap { $0 }.joined(separator: ",")
  }
}
