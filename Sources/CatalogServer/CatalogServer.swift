public import CatalogService

/// Serves families of paths over HTTP, with limits.
public struct CatalogServer: Sendable {
  private let routes: [any ServiceRoutes]

  /// A server of these families; the first that knows a path answers.
  public init(_ routes: [any ServiceRoutes]) { self.routes = routes }
}
