public import CatalogService

/// The pages for people, as one family of paths.
public struct CatalogSite: ServiceRoutes {
  private let reads: CatalogReads

  /// Pages over a catalog.
  public init(_ reads: CatalogReads) { self.reads = reads }

  /// No page yet answers.
  public func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply? { nil }

  /// No page yet has a route.
  public func route(of request: ServiceRequest) -> String? { nil }
}
