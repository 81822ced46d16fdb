public import CatalogService

/// The Model Context Protocol over a catalog: one message in, at most one message out.
public struct ModelContextServer: Sendable {
  private let reads: CatalogReads

  /// Answers over a catalog.
  public init(_ reads: CatalogReads) { self.reads = reads }
}
