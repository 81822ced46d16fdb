import CatalogTestSupport
import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterHTTP

@Suite("TLS, own certificates and proxies", .timeLimit(.minutes(10)))
struct SecureTransportTests {
  private func get(_ url: String, environment: [String: String]) async throws -> TransportResponse {
    // Patient: where all tests run at once, a handshake may wait long for a processor.
    let configuration = try HTTPTransportConfiguration(
      environment: environment, connectTimeout: .seconds(300), timeout: .seconds(600))
    return try await withHTTPTransport(configuration: configuration) {
      try await $0.send(TransportRequest(url: url, headers: [.init("Authorization", "Bearer hush")]))
    }
  }

  private func withCertificateFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("ca.pem")
      try Data(TestCertificate.certificate.utf8).write(to: file)
      return try await body(file.path)
    }
  }

  @Test("A certificate nobody vouches for is final, with its reason; SSL_CERT_FILE makes it good")
  func certificates() async throws {
    try await withRawServer(isSecure: true) { _ in
      .http(body: Data("safe".utf8))
    } _: { server in
      await #expect(
        throws: TransportFailure.refused(
          reason:
            "the certificate of localhost is not trusted; if it is right, set SSL_CERT_FILE to the file of its authority"
        )
      ) { try await get("https://localhost:\(server.port)/", environment: [:]) }
      #expect(server.requests.isEmpty)
      let response = try await withCertificateFile {
        try await get("https://localhost:\(server.port)/", environment: ["SSL_CERT_FILE": $0])
      }
      #expect(response.body == Data("safe".utf8))
    }
  }

  @Test("The certificate of another host is final")
  func otherHost() async throws {
    try await withRawServer(isSecure: true) { _ in
      .http()
    } _: { server in
      try await withCertificateFile { file in
        await #expect(throws: TransportFailure.refused(reason: "the certificate presented is not that of 127.0.0.1")) {
          try await get("https://127.0.0.1:\(server.port)/", environment: ["SSL_CERT_FILE": file])
        }
      }
    }
  }

  @Test("A server without TLS is no connection: nothing of the request was sent")
  func noTLS() async throws {
    try await withRawServer(greeting: "220 mail.example.com ESMTP\r\n") { _ in
      .http()
    } _: { server in
      await #expect {
        try await get("https://localhost:\(server.port)/", environment: [:])
      } throws: { error in
        if case .notConnected = error as? TransportFailure { true } else { false }
      }
    }
  }

  @Test("A certificate file that is missing or holds none is named")
  func badFiles() async throws {
    try await withTemporaryFolder { folder in
      let empty = folder.appendingPathComponent("empty.pem")
      try Data("nothing\n".utf8).write(to: empty)
      for path in [empty.path, folder.appendingPathComponent("missing.pem").path] {
        await #expect {
          try await get("https://localhost:1/", environment: ["SSL_CERT_FILE": path])
        } throws: { error in
          guard case .refused(let reason) = error as? TransportFailure else { return false }
          return reason.hasPrefix("the certificate file \(path) (SSL_CERT_FILE)")
        }
      }
    }
  }

  @Test("https goes through the proxy's tunnel; the proxy sees no token, and NO_PROXY goes around it")
  func proxy() async throws {
    try await withRawServer(isSecure: true) { _ in
      .http(body: Data("safe".utf8))
    } _: { server in
      try await withConnectProxy(to: server.port) { proxy in
        try await withCertificateFile { file in
          var environment = ["SSL_CERT_FILE": file, "HTTPS_PROXY": "http://me:pass@127.0.0.1:\(proxy.port)"]
          // The name is the proxy's to resolve: port 443 of this machine has nobody listening.
          let response = try await get("https://localhost/v1", environment: environment)
          #expect(response.body == Data("safe".utf8))
          #expect(proxy.tunnels.count == 1)
          let head = try #require(proxy.tunnels.first)
          #expect(head.hasPrefix("CONNECT localhost:443 HTTP/1.1\r\n"))
          #expect(head.lowercased().contains("proxy-authorization: basic bwu6cgfzcw=="))
          #expect(!head.contains("hush"))

          environment["NO_PROXY"] = "localhost"
          _ = try await get("https://localhost:\(server.port)/v1", environment: environment)
          #expect(proxy.tunnels.count == 1)
        }
      }
    }
  }

  @Test("Plain http to loopback does not go through the proxy")
  func loopback() async throws {
    try await withRawServer { _ in
      .http(body: Data("near".utf8))
    } _: { server in
      let response = try await get(server.url, environment: ["HTTPS_PROXY": "http://127.0.0.1:1"])
      #expect(response.body == Data("near".utf8))
    }
  }

  @Test("A proxy that refuses, or wants a password, says so")
  func refusingProxy() async throws {
    try await withRawServer { _ in
      .http("407 Proxy Authentication Required", then: .close)
    } _: { proxy in
      await #expect(
        throws: TransportFailure.refused(
          reason: "the proxy asks for a user name and password; HTTPS_PROXY can hold them")
      ) { try await get("https://localhost/", environment: ["HTTPS_PROXY": proxy.url]) }
    }
    try await withRawServer { _ in
      .http("403 Forbidden", then: .close)
    } _: { proxy in
      await #expect(
        throws: TransportFailure.notConnected(reason: "the proxy did not open a tunnel to the service")
      ) { try await get("https://localhost/", environment: ["HTTPS_PROXY": proxy.url]) }
    }
  }
}
