import CatalogSchema

/// Rows of this target are checked.
typealias Row = StoredRow
