import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

/// The answers of the commands over HTTP, as JSON: `/api/v1/…`, `/openapi.json`, `/healthz`, `/readyz`.
///
/// Each answer has the bytes of the command's `--json`, on one line, and is of one version of the data, which its
/// `Catalog-Version` and `ETag` name.
public struct CatalogAPI: ServiceRoutes {
  let reads: CatalogReads
  let settings: Settings

  /// What the answers depend on beside the catalog.
  public struct Settings: Sendable {
    /// The version of the program: another one may answer with other bytes.
    public var release: String
    /// The language of the names of markets, such as `ja-JP`; `nil` for the catalog's own, else that of the environment.
    public var locale: String?
    /// The variables of the process, for its language.
    public var environment: [String: String]
    /// The age of a market, in seconds, beyond which `/readyz` fails; `nil` for none.
    public var maximumAge: Int?
    /// Whether prices are shown that no sheet was read for.
    public var showsPrices: Bool
    /// The partner's billing currency, ISO 4217.
    public var billingCurrency: String?

    /// Settings; nothing is checked.
    public init(
      release: String, locale: String? = nil, environment: [String: String] = [:], maximumAge: Int? = nil,
      showsPrices: Bool = false, billingCurrency: String? = nil
    ) {
      self.release = release
      self.locale = locale
      self.environment = environment
      self.maximumAge = maximumAge
      self.showsPrices = showsPrices
      self.billingCurrency = billingCurrency
    }
  }

  /// An API over the readers of a file.
  public init(_ reads: CatalogReads, settings: Settings) {
    self.reads = reads
    self.settings = settings
  }

  /// Answers a request.
  ///
  /// `HEAD` is answered as `GET` with an empty body.
  ///
  /// - Parameters:
  ///   - request: its host, origin and token are checked; its parameters are not.
  ///   - access: without the scope of a route the reply is 403.
  /// - Returns: the reply, also for paths below `/api` that there are not; `nil` where the path is none of this family.
  public func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply? {
    guard Self.isOwn(request.path) else { return nil }
    var reply: ServiceReply
    do {
      reply = try await answer(request, access)
    } catch {
      reply = ServiceReply(ServiceError(error))
    }
    if request.method == "HEAD" { reply.body = [] }
    return reply
  }

  /// The path of the route in the table, such as `/api/v1/items/{id}`; `/api` for paths below it that there are not.
  public func route(of request: ServiceRequest) -> String? {
    guard Self.isOwn(request.path) else { return nil }
    let parts = Self.parts(request.path)
    return Self.routes.first { $0.variables(in: parts) != nil }?.path ?? "/api"
  }

  /// Every path of the API with its variables, such as `/api/v1/items/{id}`, in the order of its description.
  public static var paths: [String] { routes.map(\.path) }

  private static func isOwn(_ path: String) -> Bool {
    path == "/api" || path.hasPrefix("/api/") || path == "/openapi.json" || path == "/healthz" || path == "/readyz"
  }

  private static func parts(_ path: String) -> [Substring] {
    Array(path.split(separator: "/", omittingEmptySubsequences: false).dropFirst())
  }

  // MARK: - Dispatch

  private func answer(_ request: ServiceRequest, _ access: ServiceAccess) async throws -> ServiceReply {
    let parts = Self.parts(request.path)
    let found = Self.routes.compactMap { route in route.variables(in: parts).map { (route: route, variables: $0) } }
    guard !found.isEmpty else {
      throw ServiceError(.pathNotFound, "There is nothing at this path. /openapi.json describes all paths.")
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    guard let (route, variables) = found.first(where: { $0.route.method == method }) else {
      let allowed = found.map { $0.route.method == "GET" ? "GET, HEAD" : $0.route.method }.joined(separator: ", ")
      throw ServiceError(
        .methodNotAllowed, "This path accepts \(allowed). Nothing was read.", headers: ["Allow": allowed])
    }
    if let scope = route.scope, !access.scopes.contains(scope) {
      throw ServiceError(.forbidden, "The \(scope.rawValue) are not served to this client. Nothing was read.")
    }
    let arguments = try APIArguments(request.query, for: route.parameters)
    if route.hasBody { try Self.checkBody(request) }
    switch route.answer {
    case .direct(let reply): return try await reply(self)
    case .read(let limit, let answer):
      let variables = try variables.map(Self.variable)
      let isSteady = route.method == "GET" && !arguments.areRelative
      return try await read(request, access, within: limit(arguments), isSteady: isSteady) { [settings] catalog in
        try answer(
          APIQuestion(
            catalog: catalog, arguments: arguments, variables: variables, body: request.body, access: access,
            settings: settings))
      }
    }
  }

  /// A variable of the path without its escapes.
  private static func variable(_ text: Substring) throws -> String {
    guard let decoded = PercentText.decoded(text) else {
      throw ServiceError.usage("The path has a bad percent escape, or bytes that are not UTF-8.")
    }
    guard decoded.unicodeScalars.count <= longestVariable else {
      throw ServiceError.usage("A part of the path is longer than \(longestVariable) characters.")
    }
    return decoded
  }

  static let longestVariable = 300
  package static let largestBody = 65_536

  private static func checkBody(_ request: ServiceRequest) throws {
    guard request.body.count <= largestBody else {
      throw ServiceError(.requestTooLarge, "The body is larger than \(largestBody / 1024) kB. Nothing was read.")
    }
    let type = request.headers["Content-Type"].map { $0.prefix { $0 != ";" }.lowercased().filter { $0 != " " } }
    guard type.map({ $0.hasPrefix("text/") || plainTypes.contains($0) }) ?? true else {
      throw ServiceError(.requestUnsupported, "The body must be text/plain: one id a line.")
    }
  }

  /// The types that clients give to lines of their own accord, such as `curl --data-binary`.
  private static let plainTypes: Set = ["application/x-www-form-urlencoded", "application/octet-stream"]

  // MARK: - Answers of one version

  /// Replies with an answer and the version that it is of; 304 where the client has it. An answer that depends on the
  /// second, or on a body, is not steady and has no tag.
  private func read(
    _ request: ServiceRequest, _ access: ServiceAccess, within limit: Duration, isSteady: Bool,
    _ answer: @escaping @Sendable (Catalog) throws -> any Encodable & Sendable
  ) async throws -> ServiceReply {
    let known = request.headers[all: "If-None-Match"]
    let url = request.query.isEmpty ? request.path : "\(request.path)?\(request.query)"
    return try await reads.read(within: limit) { [settings] catalog in
      let version = try catalog.dataVersion()
      var headers: ServiceHeaders = ["Catalog-Version": version.description]
      headers["Cache-Control"] = isSteady ? "private, no-cache" : "no-store"
      if isSteady {
        let tag = EntityTag(version, url: url, scopes: access.scopes, release: settings.release, at: catalog.now)
        headers["ETag"] = tag.text
        if tag.isAmong(known) { return ServiceReply(status: 304, headers: headers) }
      }
      headers["Content-Type"] = ServiceReply.json
      return ServiceReply(headers: headers, body: try OrderedJSONEncoder().encode(answer(catalog)) + [0x0A])
    }
  }
}
