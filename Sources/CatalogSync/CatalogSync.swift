// CatalogSync
