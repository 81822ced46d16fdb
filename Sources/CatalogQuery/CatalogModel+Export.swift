// The identifiers, markets and segments are words of this library's own signatures: whoever imports CatalogQuery
// has them without a second import.
@_exported public import CatalogModel
