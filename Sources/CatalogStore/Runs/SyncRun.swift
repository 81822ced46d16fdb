/// How a run stands, or how it ended.
public enum RunState: String, Sendable, Codable {
  case running, complete, partial, failed
  /// The process ended without a word; the next run says so in its place.
  case interrupted
}

/// What a run was asked to read, as far as going on with it depends on it.
public struct RunRequest: Codable, Sendable, Hashable {
  /// Stands in the place of the views where single products are read.
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

/// What a run is to read.
public enum RunExtent: Sendable, Hashable {
  /// What is due. Goes on with an unfinished run, and then reads all that one was to read.
  case due
  /// Everything. Goes on with an unfinished run only where that was to read everything too.
  case full
  /// Single products, beside other runs: neither goes on with another run nor ends one.
  case single
}

/// What a run wants to have read, and what it left alone.
public struct RunReading: Sendable, Hashable {
  /// Requests that reading everything would have taken more.
  public var requestsSaved: Int
  /// The due products, by reason.
  public var due: DueCount
  /// The sample of products that were not due.
  public var audit: AuditCount

  /// A reading; by default that of a run that reads everything.
  public init(requestsSaved: Int = 0, due: DueCount = DueCount(), audit: AuditCount = AuditCount()) {
    self.requestsSaved = requestsSaved
    self.due = due
    self.audit = audit
  }
}

/// How many units were due, by reason.
public struct DueCount: Sendable, Hashable, Codable {
  /// Never read whole, or a list said otherwise since.
  public var neverRead: Int
  /// Something speaks for a change: the same product changed elsewhere, or the catalog of the market moved.
  public var evidence: Int
  /// Not looked at for so long that it may well have changed.
  public var age: Int
  /// Drawn by lot among those that were not due.
  public var audit: Int

  /// Counts, each 0 or more.
  public init(neverRead: Int = 0, evidence: Int = 0, age: Int = 0, audit: Int = 0) {
    self.neverRead = neverRead
    self.evidence = evidence
    self.age = age
    self.audit = audit
  }
}

/// What a sample of units that were not due came to.
public struct AuditCount: Sendable, Hashable {
  /// Units drawn by lot and read.
  public var sampled: Int
  /// Those of them that had changed: the schedule missed them.
  public var changed: Int

  /// Counts, each 0 or more.
  public init(sampled: Int = 0, changed: Int = 0) {
    self.sampled = sampled
    self.changed = changed
  }
}
