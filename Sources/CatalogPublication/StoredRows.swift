import CatalogSchema

/// Rows whose values are checked as they are taken, in the place of GRDB's, which end the process at a value of another
/// type.
typealias Row = StoredRow
