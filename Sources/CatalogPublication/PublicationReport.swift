package import Foundation

/// The result of a publication.
package struct PublicationReport: Sendable, Hashable, Encodable {
  /// The database, without credentials.
  package var database: String
  package var startedAt: Date
  package var finishedAt: Date
  /// Whether everything was loaded, beside what was there; otherwise changed units were.
  package var isLoad = false
  /// Transactions that were committed.
  package var steps = 0
  /// Units that were copied.
  package var units = 0
  /// Rows that were sent.
  package var rows = 0
  /// The version of the data that the database holds now as a whole.
  package var version = 0
  /// The tables and places that a verification found to differ; `nil` where none was asked for. They were copied again.
  package var differences: [String]?
}

/// What a publication would do.
package struct PublicationPlan: Sendable, Hashable, Encodable {
  /// The reasons for a first load.
  package enum Reason: String, Sendable, Encodable { case absent, asked, rebuilt, otherHistory }

  package var database: String
  /// Why everything would be loaded; `nil` where changed units are.
  package var load: Reason?
  /// Units that were written since the last step.
  package var units: Int
  /// The version that the database holds; `nil` for none.
  package var published: Int?
  /// The version of the catalog.
  package var version: Int
}
