import Foundation
import PartnerCenter

/// Checks of the trusted certificates and the proxy.
enum TrustFindings {
  static func all(environment: [String: String]) -> [Finding] {
    [certificates(environment["SSL_CERT_FILE"] ?? ""), systemCertificates(among: systemPlaces), proxy(environment)]
      .compactMap(\.self)
  }

  private static func certificates(_ path: String) -> Finding? {
    guard !path.isEmpty else { return nil }
    do {
      let count = try LiveConnection.certificateCount(in: path)
      return .ok("certificates", "\(Formatting.count(count, "certificate")) in \(path) (SSL_CERT_FILE)")
    } catch {
      return .problem(
        "certificates", "\(error)", meaning: "No request can be sent.",
        remedy: "Fix the file, or unset SSL_CERT_FILE: the system's own certificates are trusted anyway.")
    }
  }

  /// The certificate bundles of Linux systems.
  static let systemPlaces = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
  ]

  static func systemCertificates(among places: [String]) -> Finding? {
    #if os(Linux)
      if let place = places.first(where: { FileManager.default.fileExists(atPath: $0) }) {
        return .ok("system certificates", place)
      }
      return .warning(
        "system certificates", "none of \(places.joined(separator: ", ")) is there",
        meaning: "The service's certificate cannot be checked, so that no request succeeds.",
        remedy: "Install the package ca-certificates.")
    #else
      return nil
    #endif
  }

  private static func proxy(_ environment: [String: String]) -> Finding {
    do {
      let settings = try ProxySettings(environment: environment)
      let host = "api.partnercenter.microsoft.com"
      return .ok("proxy", settings.address(forHost: host, port: 443).map { "requests go through \($0)" } ?? "none")
    } catch {
      return .problem(
        "proxy", "\(error)", meaning: "No request can be sent.", remedy: "Correct HTTPS_PROXY, or unset it.")
    }
  }
}
