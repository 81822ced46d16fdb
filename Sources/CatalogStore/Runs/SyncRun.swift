/// The request of a run; only a run with the same request resumes it.
public struct RunRequest: Codable, Sendable, Hashable {
  /// The view of runs that read single products.
  public static let single = "verify"

  /// Market codes, sorted.
  public var markets: [String]
  /// View names, sorted.
  public var views: [String]

  /// A request; both lists are sorted.
  public init(markets: [String], views: [String]) {
    self.markets = markets.sorted()
    self.views = views.sorted()
  }
}

/// The products that a run reads.
public enum RunExtent: Sendable, Hashable {
  /// Due products. Resumes an unfinished run, and then reads all products of that run.
  case due
  /// Everything. Resumes an unfinished run only if that reads everything as well.
  case full
  /// Single products, independent of other runs: neither resumes a run nor ends one.
  case single
}

/// The due products of a run, and the requests it saved.
public struct RunReading: Sendable, Hashable {
  /// The additional requests that reading everything would have taken.
  public var requestsSaved: Int
  /// The due products, by reason.
  public var due: DueCount
  /// The sample of products that were not due.
  public var audit: AuditCount
  /// Changed products that the sample of the last months held, and those of them that a price sheet had shown before
  /// (`sampled` and `changed`); `nil` where no sheets are compared.
  public var visible: AuditCount?

  /// A reading; by default that of a run that reads everything.
  public init(requestsSaved: Int = 0, due: DueCount = DueCount(), audit: AuditCount = AuditCount()) {
    self.requestsSaved = requestsSaved
    self.due = due
    self.audit = audit
  }
}

/// The number of due products, by reason.
public struct DueCount: Sendable, Hashable, Codable {
  /// Never read completely, or contradicted by a list since.
  public var neverRead: Int
  /// Likely to have changed: the same product changed elsewhere, or the market's catalog moved.
  public var evidence: Int
  /// Not read for so long that a change is likely.
  public var age: Int
  /// A random sample of products that were not due.
  public var audit: Int

  /// Counts, each 0 or more.
  public init(neverRead: Int = 0, evidence: Int = 0, age: Int = 0, audit: Int = 0) {
    self.neverRead = neverRead
    self.evidence = evidence
    self.age = age
    self.audit = audit
  }
}

/// The result of a random sample of products that were not due.
public struct AuditCount: Sendable, Hashable {
  /// Products in the sample.
  public var sampled: Int
  /// Products of the sample that had changed: the schedule missed them.
  public var changed: Int

  /// Counts, each 0 or more.
  public init(sampled: Int = 0, changed: Int = 0) {
    self.sampled = sampled
    self.changed = changed
  }
}
