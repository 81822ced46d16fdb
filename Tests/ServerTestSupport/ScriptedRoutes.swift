package import CatalogService
import Synchronization

/// A small family of paths for tests of the server.
package final class ScriptedRoutes: ServiceRoutes {
  /// Told when `/slow` begins, and with `true` when it was cancelled.
  package let slow: AsyncStream<Bool>
  private let tellSlow: AsyncStream<Bool>.Continuation
  private let gate: AsyncStream<Void>
  private let openGate: AsyncStream<Void>.Continuation

  private let echoesBody: Bool

  /// - Parameter echoesBody: whether `/echo` has the body of the request, else its size.
  package init(echoesBody: Bool = true) {
    self.echoesBody = echoesBody
    (slow, tellSlow) = AsyncStream.makeStream()
    (gate, openGate) = AsyncStream.makeStream()
  }

  /// Lets `/slow` answer.
  package func release() { openGate.finish() }

  package func route(of request: ServiceRequest) -> String? {
    switch request.path {
    case "/echo", "/slow", "/large", "/bad-field", "/empty", "/label", "/healthz": request.path
    case let path where path.hasPrefix("/items/"): "/items/{id}"
    default: nil
    }
  }

  package func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply? {
    guard route(of: request) != nil else { return nil }
    func text(_ text: String) -> ServiceReply { ServiceReply("text/plain", Array(text.utf8)) }
    switch request.path {
    case "/slow":
      tellSlow.yield(false)
      await withTaskCancellationHandler {
        for await _ in gate {}
      } onCancel: {
        tellSlow.yield(true)
      }
      return text("slow")
    case "/large": return ServiceReply("text/plain", [UInt8](repeating: 0x61, count: Int(request.query) ?? 0))
    case "/bad-field": return ServiceReply(headers: ["X-Field": "a\r\nSet-Cookie: b"])
    case "/empty": return ServiceReply(status: 204)
    case "/label": return text("\(access.label ?? "-") \(access.scopes.map(\.rawValue).sorted())")
    default:
      let body = echoesBody ? String(decoding: request.body, as: UTF8.self) : "\(request.body.count)"
      return text(
        "\(request.method) \(request.path) \(request.query) \(body) \(request.peer)"
      )
    }
  }
}
