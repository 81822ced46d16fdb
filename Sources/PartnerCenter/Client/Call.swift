public import Foundation

/// One thing asked of the service, before host, token and tracing headers are added.
public struct Call: Sendable, Hashable {
  public var method: TransportRequest.Method
  /// Below `/v1`, percent-encoded, query included: `/products?country=US&targetView=Azure`.
  public var path: String
  /// Sent as JSON.
  public var body: Data?

  init(_ segments: [String], query: [(String, String?)] = [], method: TransportRequest.Method = .get, body: Data? = nil)
  {
    let pairs = query.compactMap { name, value in value.map { "\(name)=\(Self.encoded($0))" } }
    let question = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    path = segments.map { "/" + Self.encoded($0) }.joined() + question
    self.method = method
    self.body = body
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
