/// The base addresses of the service and its sign-in, and the audience of tokens.
///
/// Source: "Partner Center REST URLs", "Partner Center authentication"; audiences as of 2025, when
/// `graph.windows.net` was retired.
public struct ServiceEndpoint: Sendable, Hashable {
  /// The national clouds.
  public enum Cloud: String, Sendable, CaseIterable {
    /// The worldwide cloud.
    case global
    /// Azure US Government: its own sign-in, the worldwide API.
    case usGovernment = "us-gov"
    /// The cloud of China, operated by 21Vianet.
    case china
  }

  /// The cloud whose ``audience`` tokens are requested for.
  public var cloud: Cloud
  /// Base of the API, without `/v1` and without a slash at the end.
  public var api: String
  /// Base of the sign-in authority, without a slash at the end.
  public var login: String
  /// The version in each path.
  var version = "v1"
  /// `nil` for the cloud's own.
  private var ownAudience: String?

  /// Creates an endpoint. Addresses are not checked.
  ///
  /// - Parameters:
  ///   - cloud: the default of both bases, and always of the ``audience``.
  ///   - api: the base of requests, for tests and proxies; the audience stays. `nil` for the cloud's.
  ///   - login: the base of sign-in; `nil` for the cloud's.
  public init(cloud: Cloud, api: String? = nil, login: String? = nil) {
    self.cloud = cloud
    self.api = Self.withoutSlash(api ?? Self.api(of: cloud))
    self.login = Self.withoutSlash(login ?? Self.login(of: cloud))
  }

  /// Microsoft Graph, which has the billing export; its tokens are of an audience of their own.
  ///
  /// Source: Microsoft Graph, "Use the Microsoft Graph API": the global cloud.
  ///
  /// - Parameters:
  ///   - api: the base of requests; `nil` for Microsoft Graph itself.
  ///   - login: the base of sign-in; `nil` for the cloud's.
  /// - Returns: the endpoint.
  public static func graph(api: String? = nil, login: String? = nil) -> ServiceEndpoint {
    var endpoint = ServiceEndpoint(cloud: .global, api: api ?? graphBase, login: login)
    endpoint.version = "v1.0"
    endpoint.ownAudience = graphBase
    return endpoint
  }

  private static let graphBase = "https://graph.microsoft.com"

  /// The audience of tokens: always the service's own, wherever the requests are sent.
  public var audience: String { ownAudience ?? Self.api(of: cloud) }

  private static func api(of cloud: Cloud) -> String {
    switch cloud {
    case .global, .usGovernment: "https://api.partnercenter.microsoft.com"
    case .china: "https://partner.partnercenterapi.microsoftonline.cn"
    }
  }

  private static func login(of cloud: Cloud) -> String {
    switch cloud {
    case .global: "https://login.microsoftonline.com"
    case .usGovernment: "https://login.microsoftonline.us"
    case .china: "https://login.partner.microsoftonline.cn"
    }
  }

  private static func withoutSlash(_ url: String) -> String {
    var url = url
    while url.hasSuffix("/") { url.removeLast() }
    return url
  }
}
