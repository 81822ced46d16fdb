/// One request as the emulator saw it.
public struct ServedRequest: Sendable, Hashable, Codable {
  /// `GET`, `POST` or `PUT`.
  public var method: String
  /// Path and query, `/v1/products?country=US&targetView=Azure`.
  public var path: String
  /// The client's `MS-RequestId`; empty where it sent none.
  public var requestID: String
  /// The response's status; 0 where the connection broke before one.
  public var status: Int
}
