/// A publication was refused. What the database holds is as it was.
package enum PublicationError: Error, Sendable, Hashable {
  /// The database cannot hold every text.
  case encoding(database: String, encoding: String)
  /// The schema in the database is of a newer version of the program.
  case newer(database: String, version: String)
  /// The schema of this name belongs to somebody else.
  case foreign(database: String)
  /// A table or a column of the schema is missing. The text is the server's.
  case damaged(database: String, reason: String)
  /// The user may not make or write the schema. The text is the server's.
  case notPermitted(database: String, reason: String)
  /// Another publisher of the same catalog is at work there.
  case busy(database: String, holder: String)
  /// The catalog has no tenant yet: no sync has written it.
  case noSource(path: String)
}

extension PublicationError: CustomStringConvertible {
  /// The error in plain English, with the state of the copy.
  package var description: String {
    switch self {
    case .encoding(let database, let encoding):
      "\(database) has the encoding \(encoding) and cannot hold every title. Nothing was published. It needs UTF8."
    case .newer(let database, let version):
      "The schema partner_catalog in \(database) was made by a newer version (\(version)). It was left as it is."
    case .foreign(let database):
      "\(database) has a schema partner_catalog that is not of this program. It was left as it is."
    case .damaged(let database, let reason):
      "The schema partner_catalog in \(database) is not whole (\(reason)). It was left as it is."
    case .notPermitted(let database, let reason):
      "This user may not write the schema partner_catalog in \(database) (\(reason)). What it holds is unchanged."
    case .busy(let database, let holder):
      "\(holder) publishes the same catalog into \(database). Nothing was changed."
    case .noSource(let path):
      "\(path) holds no catalog of a tenant yet. Nothing was published."
    }
  }
}
