import CatalogJSON
public import CatalogService

/// Families of paths behind the guard, with their metrics: requests in, responses out; no sockets.
public struct RequestDispatcher: Sendable {
  private let families: [Family]
  private let serviceGuard: ServiceGuard
  let metrics: ServerMetrics
  private let log: AccessLog?

  /// One family of paths.
  public struct Family: Sendable {
    var routes: any ServiceRoutes
    /// Whether a link from elsewhere may lead to its paths.
    var isPages: Bool

    /// A family.
    public init(_ routes: any ServiceRoutes, isPages: Bool = false) {
      self.routes = routes
      self.isPages = isPages
    }
  }

  /// The paths that show the state of the service alone, and need no token.
  private static let probes: Set<String> = ["/healthz", "/readyz"]

  /// - Parameters:
  ///   - families: the first that knows a path answers.
  ///   - serviceGuard: decides before.
  ///   - metrics: counts the requests.
  ///   - log: receives a line for each request.
  public init(
    _ families: [Family], guard serviceGuard: ServiceGuard, metrics: ServerMetrics = ServerMetrics(),
    log: AccessLog? = nil
  ) {
    self.families = families
    self.serviceGuard = serviceGuard
    self.metrics = metrics
    self.log = log
  }

  /// What may be read by a request, decided by its head.
  ///
  /// - Throws: ``GuardRefusal``.
  func access(of request: ServiceRequest) throws(GuardRefusal) -> ServiceAccess {
    try serviceGuard.access(
      of: request, isPage: { self.isPage(request) }, isProbe: { Self.probes.contains(request.path) })
  }

  /// The answer of the first family that knows the path.
  func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply {
    for family in families {
      if let reply = await family.routes.reply(to: request, access: access) { return reply }
    }
    return ServiceReply(ServiceError(.pathNotFound, "There is nothing at this path."))
  }

  /// Counts a request that ended, and logs it; its status is 499 where the client left before the end of the response.
  func finished(
    route: String, method: String, status: Int, bytes: Int, duration: Duration, label: String?,
    refusal: GuardRefusal.Reason?
  ) {
    metrics.count(route: route, status: status, duration: duration, refusal: refusal)
    log?.write(
      AccessLog.Entry(
        method: method, route: route, status: status, bytes: bytes, duration: duration, label: label, refusal: refusal))
  }

  /// The name of the route, for metrics and logs: `other` for paths of no family.
  func route(of request: ServiceRequest) -> String {
    families.lazy.compactMap { $0.routes.route(of: request) }.first ?? "other"
  }

  private func isPage(_ request: ServiceRequest) -> Bool {
    families.first { $0.routes.route(of: request) != nil }?.isPages ?? false
  }
}
