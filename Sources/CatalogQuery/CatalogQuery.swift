// CatalogQuery
