/// The permission of a request, after its token was checked.
public struct ServiceAccess: Sendable, Hashable {
  /// The label of the token, for the log; `nil` without one.
  public var label: String?
  /// What may be read.
  public var scopes: Set<Scope>

  /// One kind of data.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// Products, items, markets, prices, changes.
    case catalog
    /// Customers and what they may buy: personal data.
    case customers
  }

  /// A permission; by default everything.
  public init(label: String? = nil, scopes: Set<Scope> = Set(Scope.allCases)) {
    self.label = label
    self.scopes = scopes
  }
}

/// One family of paths: the API, the pages, the endpoint of models.
public protocol ServiceRoutes: Sendable {
  /// Answers a request that passed the guard.
  ///
  /// - Parameters:
  ///   - request: its host, origin and token are checked; its parameters are not.
  ///   - access: what may be read.
  /// - Returns: the response; `nil` where the path is none of this family.
  func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply?

  /// The name of the route in logs and metrics, such as `/api/v1/items/{id}`: never a part that the client chose; `nil`
  /// where the path is none of this family.
  func route(of request: ServiceRequest) -> String?
}
