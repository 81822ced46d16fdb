// Signatures of this library use identifiers, markets and segments, so importing CatalogQuery imports them as well.
@_exported public import CatalogModel
