import Foundation
import PartnerCenter

/// The target of a request, checked before anything is sent.
struct RequestTarget: Hashable {
  var host: String
  var port: Int
  var isSecure: Bool

  /// - Throws: `TransportFailure.refused` for an invalid address, and for plain http to another machine.
  init(_ address: String) throws {
    guard let url = URL(string: address), let host = url.host, !host.isEmpty else {
      throw TransportFailure.refused(reason: "the address of the request cannot be read")
    }
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    switch url.scheme?.lowercased() {
    case "https": isSecure = true
    case "http": isSecure = false
    default:
      throw TransportFailure.refused(reason: "requests go over https; \(url.scheme ?? "nothing") is not supported")
    }
    guard url.user == nil, url.password == nil else {
      throw TransportFailure.refused(reason: "the address must not hold a user name")
    }
    port = url.port ?? (isSecure ? 443 : 80)
    guard isSecure || Loopback.isHost(self.host) else {
      throw TransportFailure.refused(
        reason: "plain http is only for this machine; \(self.host) needs https, or the token would be readable")
    }
  }
}
