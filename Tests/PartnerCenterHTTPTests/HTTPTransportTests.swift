import Foundation
import PartnerCenter
import Testing

@testable import PartnerCenterHTTP

@Suite("Requests go over a real socket", .timeLimit(.minutes(10)))
struct HTTPTransportTests {
  private func send(
    _ request: TransportRequest, _ configure: (inout HTTPTransportConfiguration) -> Void = { _ in }
  ) async throws -> TransportResponse {
    var configuration = try HTTPTransportConfiguration(connectTimeout: .seconds(300), timeout: .seconds(600))
    configure(&configuration)
    return try await withHTTPTransport(configuration: configuration) { try await $0.send(request) }
  }

  @Test("Method, path, headers and body arrive as given; the answer comes back whole, whatever its status")
  func exchange() async throws {
    try await withRawServer { _ in
      .http("418 Teapot", ["ms-RequestID: r,r", "X-Twice: a", "X-Twice: b"], body: Data("körper".utf8))
    } _: { server in
      let response = try await send(
        TransportRequest(
          method: .post, url: server.url + "/v1/a%2Fb?x=1?y=%20", headers: [.init("Authorization", "Bearer t")],
          body: Data("{}".utf8)))
      #expect(response.status == 418)
      #expect(response.headers["MS-RequestId"] == "r,r")
      #expect(response.headers.filter { $0.name == "X-Twice" }.map(\.value) == ["a", "b"])
      #expect(String(decoding: response.body, as: UTF8.self) == "körper")
      let head = try #require(server.requests.first?.head).lowercased()
      #expect(head.hasPrefix("post /v1/a%2fb?x=1?y=%20 http/1.1\r\n"))
      #expect(head.contains("\r\nauthorization: bearer t"))
      #expect(head.contains("\r\naccept-encoding: gzip"))
      #expect(server.requests.first?.body == "{}")
    }
  }

  @Test("A compressed answer is undone")
  func gzip() async throws {
    try await withRawServer { _ in
      .http("200 OK", ["Content-Encoding: gzip"], body: Gzip.small)
    } _: { server in
      let response = try await send(TransportRequest(url: server.url))
      #expect(String(decoding: response.body, as: UTF8.self) == #"{"items":[{"id":"gezähmt"}]}"#)
    }
  }

  @Test("A compressed answer that is cut or damaged is a broken connection, not a short answer")
  func damagedGzip() async throws {
    for bytes in [Gzip.small.dropLast(12), Data([0x1F, 0x8B, 0xFF, 0xFF, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])] {
      try await withRawServer { _ in
        .http("200 OK", ["Content-Encoding: gzip"], body: Data(bytes))
      } _: { server in
        await #expect(throws: TransportFailure.connectionBroken(reason: "the compressed response is damaged")) {
          try await send(TransportRequest(url: server.url))
        }
      }
    }
  }

  @Test("An answer larger than the bound is refused: announced, streamed, or inflated")
  func tooLarge() async throws {
    let body = Data(repeating: 0x30, count: 2000)
    let chunked = RawAnswer(
      bytes: Data("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n".utf8) + body
        + Data("\r\n0\r\n\r\n".utf8),
      end: .close)
    for response in [
      .http(body: body), chunked, .http("200 OK", ["Content-Encoding: gzip"], body: Gzip.large),
    ] {
      try await withRawServer { _ in
        response
      } _: { server in
        await #expect(throws: TransportFailure.responseTooLarge(limit: 1999)) {
          try await send(TransportRequest(url: server.url)) { $0.largestAnswer = 1999 }
        }
      }
    }
    try await withRawServer { _ in
      .http(body: body)
    } _: { server in
      let whole = try await send(TransportRequest(url: server.url)) { $0.largestAnswer = 2000 }
      #expect(whole.body == body)
    }
  }

  @Test(
    "An answer that ends too early is a broken connection",
    arguments: [
      "", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"items\":[",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
    ])
  func cut(bytes: String) async throws {
    try await withRawServer { _ in
      .text(bytes)
    } _: { server in
      await #expect(throws: TransportFailure.connectionBroken(reason: "it was closed before the response was complete"))
      {
        try await send(TransportRequest(url: server.url))
      }
    }
  }

  @Test("What is not HTTP is a broken connection")
  func noHTTP() async throws {
    try await withRawServer { _ in
      .text("220 smtp.example.com ESMTP\r\n")
    } _: { server in
      await #expect(throws: TransportFailure.connectionBroken(reason: "the response is not HTTP")) {
        try await send(TransportRequest(url: server.url))
      }
    }
  }

  @Test(
    "A status that is none is a broken connection, and ends no process",
    arguments: ["000", "001", "050", "099"],
    [
      "Content-Length: 2\r\n\r\n{}", "Content-Length: 0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      "Connection: close\r\n\r\n{}", "\r\n",
    ])
  func noStatus(status: String, rest: String) async throws {
    try await withRawServer { _ in
      .text("HTTP/1.1 \(status) X\r\n\(rest)")
    } _: { server in
      await #expect(
        throws: TransportFailure.connectionBroken(reason: "the response has the invalid status \(Int(status) ?? 0)")
      ) { try await send(TransportRequest(url: server.url)) }
    }
  }

  @Test("Interim answers before the one that counts are passed over")
  func interim() async throws {
    try await withRawServer { _ in
      .text("HTTP/1.1 103 Early\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", then: .keepOpen)
    } _: { server in
      let response = try await send(TransportRequest(url: server.url))
      #expect(response.status == 200)
      #expect(String(decoding: response.body, as: UTF8.self) == "{}")
    }
  }

  @Test(
    "An answer that does not come, or comes half, is given up after the time allowed",
    arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"])
  func slow(bytes: String) async throws {
    try await withRawServer { _ in
      .text(bytes, then: .hang)
    } _: { server in
      var timeout = Duration.milliseconds(150)
      var failure: TransportFailure?
      // On a busy machine no connection may be made in so short a time.
      repeat {
        do {
          _ = try await send(TransportRequest(url: server.url)) { [timeout] in $0.timeout = timeout }
          failure = nil
        } catch { failure = error as? TransportFailure }
        timeout *= 2
      } while failure?.mayHaveBeenSent == false
      #expect(failure == .timedOut)
    }
  }

  @Test("Cancellation passes through as such")
  func cancelled() async throws {
    let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
    try await withRawServer { _ in
      arrival.yield()
      return .text("", then: .hang)
    } _: { server in
      let url = server.url
      await withTaskGroup(of: Bool.self) { group in
        group.addTask {
          do {
            _ = try await send(TransportRequest(url: url))
            return false
          } catch { return error is CancellationError }
        }
        for await _ in arrived { break }
        group.cancelAll()
        #expect(await group.next() == true)
      }
    }
  }

  @Test("A redirect is an answer and is not followed")
  func redirect() async throws {
    try await withRawServer { _ in
      .http("302 Found", ["Location: /elsewhere"])
    } _: { server in
      let response = try await send(TransportRequest(url: server.url + "/a"))
      #expect(response.status == 302)
      #expect(response.headers["location"] == "/elsewhere")
      #expect(server.requests.count == 1)
    }
  }

  @Test("Nobody listening is no connection, said at once")
  func refusedConnection() async throws {
    await #expect(throws: TransportFailure.notConnected(reason: "127.0.0.1:1: connection refused")) {
      try await send(TransportRequest(url: "http://127.0.0.1:1/"))
    }
  }

  @Test("Many requests share as many connections as allowed")
  func many() async throws {
    try await withRawServer { request in
      .http(body: Data(request.head.prefix { $0 != "\r\n" }.utf8))
    } _: { server in
      let url = server.url
      let configuration = try HTTPTransportConfiguration(
        concurrency: 4, connectTimeout: .seconds(600), timeout: .seconds(600))
      let bodies = try await withHTTPTransport(configuration: configuration) { transport in
        try await withThrowingTaskGroup(of: String.self) { group in
          for number in 0..<200 {
            group.addTask {
              String(decoding: try await transport.send(TransportRequest(url: "\(url)/\(number)")).body, as: UTF8.self)
            }
          }
          return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
      }
      #expect(bodies == Set((0..<200).map { "GET /\($0) HTTP/1.1" }))
      #expect(server.mostConnections <= 4)
    }
  }

  @Test("A header that cannot be sent is refused without being quoted")
  func badHeader() async throws {
    try await withRawServer { _ in
      .http()
    } _: { server in
      await #expect {
        try await send(TransportRequest(url: server.url, headers: [.init("X-Test", "hush\r\nX-Injected: 1")]))
      } throws: {
        $0 as? TransportFailure
          == .refused(reason: "a header of the request holds characters that cannot be sent")
      }
      #expect(server.requests.isEmpty)
    }
  }
}
