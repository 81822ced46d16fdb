import CatalogModel
import CatalogStore
import Foundation

/// One line of the run log: the keys of the report, and those that only the command knows.
///
/// A run that could not begin has `runId` null, state `failed`, and nothing read.
struct RunLine: Encodable {
  var run: EndedRun

  private enum Keys: String, CodingKey {
    case command, version, exitCode, error, code, message, requestId, correlationId
    case runId, state, startedAt, finishedAt, requests, retries, throttled, partitions, items
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Keys.self)
    try object.encode(run.command.rawValue, forKey: .command)
    try object.encode(PartnerCatalog.version, forKey: .version)
    try object.encode(run.status.rawValue, forKey: .exitCode)
    if let problem = run.problem {
      var error = object.nestedContainer(keyedBy: Keys.self, forKey: .error)
      try error.encode(problem.code, forKey: .code)
      try error.encode(problem.message, forKey: .message)
      try error.encode(problem.requestID, forKey: .requestId)
      try error.encodeIfPresent(problem.correlationID, forKey: .correlationId)
    } else {
      try object.encodeNil(forKey: .error)
    }
    if let report = run.report { return try report.encode(to: encoder) }
    try object.encodeNil(forKey: .runId)
    try object.encode(RunState.failed, forKey: .state)
    try object.encode(run.startedAt, forKey: .startedAt)
    try object.encode(run.finishedAt, forKey: .finishedAt)
    for key in [Keys.requests, .retries, .throttled] { try object.encode(0, forKey: key) }
    try object.encode([String](), forKey: .partitions)
    try object.encode(ItemCounts(), forKey: .items)
  }
}
