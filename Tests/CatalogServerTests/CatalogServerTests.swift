import CatalogService
import Foundation
import ServerTestSupport
import Testing

@testable import CatalogServer

@Suite("The server on a socket")
struct CatalogServerTests {
  private func dispatcher(_ routes: ScriptedRoutes = ScriptedRoutes()) throws -> RequestDispatcher {
    RequestDispatcher([.init(routes)], guard: ServiceGuard(hosts: try AllowedHosts()))
  }

  private func get(_ path: String, _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n"
  }

  @Test("A connection carries one request after the other; the answers come in the order of the requests")
  func pipelining() async throws {
    try await RunningServer.running(try dispatcher()) { server in
      try await RawClient.connected(to: server.address) { client in
        await client.send(
          get("/echo?1") + get("/items/a?2") + "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody"
            + get("/echo?3"))
        for expected in [
          "GET /echo 1  ", "GET /items/a 2  ", "POST /echo  body ", "GET /echo 3  ",
        ] {
          let response = try #require(await client.response())
          #expect(response.status == 200)
          #expect(response.body == expected + "address(\"127.0.0.1\")")
        }
        await client.send(get("/echo?4", "Connection: close\r\n"))
        #expect(await client.response()?["connection"] == "close")
        #expect(await client.rest() == "")
      }
    }
  }

  @Test("HEAD has the fields of GET and no body; 204 has no length; an unknown path is an error with a body")
  func heads() async throws {
    try await RunningServer.running(try dispatcher()) { server in
      try await RawClient.connected(to: server.address) { client in
        await client.send("HEAD /large?10 HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/empty") + get("/none"))
        let head = try #require(await client.response(isHead: true))
        #expect(head["content-length"] == "10" && head["content-type"] == "text/plain")
        let empty = try #require(await client.response())
        #expect(empty.status == 204 && empty["content-length"] == nil)
        let missing = try #require(await client.response())
        #expect(missing.status == 404 && missing.body.contains(#""code":"pathNotFound""#))
        for response in [head, empty, missing] {
          #expect(response["content-security-policy"]?.hasPrefix("default-src 'none'; ") == true)
          #expect(response["x-content-type-options"] == "nosniff")
          #expect(response["date"]?.hasSuffix(" GMT") == true)
        }
      }
    }
  }

  @Test("HTTP/1.0 ends with its answer unless it asks otherwise; another protocol ends with it as well")
  func versions() async throws {
    try await RunningServer.running(try dispatcher()) { server in
      for (request, keeps) in [
        ("GET /echo HTTP/1.0\r\nHost: localhost\r\n\r\n", false),
        ("GET /echo HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n", true),
        (get("/echo", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"), false),
      ] {
        try await RawClient.connected(to: server.address) { client in
          await client.send(request)
          #expect(await client.response()?.status == 200)
          if keeps {
            await client.send(get("/echo"))
            #expect(await client.response()?.status == 200)
          } else {
            #expect(await client.rest() == "")
          }
        }
      }
    }
  }

  @Test(
    "A request that is malformed or too large gets an error as every other, and the connection ends",
    arguments: [
      ("garbage\r\n\r\n", 400), ("GET /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400),
      ("GET /echo HTTP/2.0\r\nHost: localhost\r\n\r\n", 400),
      ("GET /echo HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 17_000))\r\n\r\n", 431),
      ("GET /echo HTTP/1.1\r\nHost: localhost\r\n\(String(repeating: "X: y\r\n", count: 100))\r\n", 431),
      ("GET /\(String(repeating: "a", count: 17_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
      ("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n", 413),
      (
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n"
          + String(repeating: "a", count: 65_537), 413
      ),
      ("POST /echo HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\n", 421),
      ("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ])
  func malformed(request: String, status: Int) async throws {
    try await RunningServer.running(try dispatcher()) { server in
      try await RawClient.connected(to: server.address) { client in
        await client.send(request)
        let response = try #require(await client.response())
        #expect(response.status == status)
        #expect(response["connection"] == "close")
        #expect(response["content-security-policy"] != nil)
        #expect(response.body.hasPrefix(#"{"error":{"code":""#))
        #expect(await client.rest() == "")
      }
    }
  }

  @Test("A body of the largest size is taken, in chunks or as a whole; a client that waits is asked for it")
  func bodies() async throws {
    try await RunningServer.running(try dispatcher()) { server in
      try await RawClient.connected(to: server.address) { client in
        let body = String(repeating: "b", count: 65_536)
        await client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65536\r\n\r\n\(body)")
        #expect(await client.response()?.body.contains(body) == true)
        await client.send(
          "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n8000\r\n\(body.prefix(32_768))\r\n8000\r\n\(body.prefix(32_768))\r\n0\r\n\r\n"
        )
        #expect(await client.response()?.body.contains(body) == true)
        await client.send(
          "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        #expect(await client.response()?.status == 100)
        await client.send("ok")
        #expect(await client.response()?.body.hasPrefix("POST /echo  ok") == true)
      }
    }
  }

  @Test("A response that HTTP does not permit is an error of the server, and the connection goes on")
  func badFields() async throws {
    try await RunningServer.running(try dispatcher()) { server in
      try await RawClient.connected(to: server.address) { client in
        await client.send(get("/bad-field") + get("/echo"))
        let response = try #require(await client.response())
        #expect(response.status == 500 && response["set-cookie"] == nil)
        #expect(response.body.contains(#""code":"unexpected""#))
        #expect(await client.response()?.status == 200)
      }
    }
  }

  @Test("A client that leaves ends its request; the others are answered")
  func gone() async throws {
    let routes = ScriptedRoutes()
    try await RunningServer.running(try dispatcher(routes)) { server in
      var events = routes.slow.makeAsyncIterator()
      try await RawClient.connected(to: server.address) { client in
        // More bytes than the server reads meanwhile.
        await client.send(get("/slow") + String(repeating: get("/echo"), count: 3000))
        #expect(await events.next() == false)
      }
      #expect(await events.next() == true)
      try await RawClient.connected(to: server.address) { client in
        await client.send(get("/echo"))
        #expect(await client.response()?.status == 200)
      }
    }
  }

  @Test("A Unix socket is for its owner alone, is removed at the end, and replaces one that nobody listens at")
  func unixSocket() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("s-\(UUID().uuidString.prefix(8))").path
    for _ in 0..<2 {
      try await RunningServer.running(try dispatcher(), at: [.unixSocket(path: path)]) { server in
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try await RawClient.connected(to: server.address) { client in
          await client.send(get("/echo"))
          #expect(await client.response()?.body == "GET /echo   unixSocket")
        }
        // A second server does not take it away.
        await #expect(throws: ListenError(address: path, reason: "another program listens there")) {
          try await RunningServer.running(try dispatcher(), at: [.unixSocket(path: path)]) { _ in }
        }
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("A socket that listened before the process began is served, and its file stays")
  func inherited() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("i-\(UUID().uuidString.prefix(8))").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let descriptor = try UnixSocketPath(path: path).listen(backlog: 8)
    try await RunningServer.running(try dispatcher(), at: [.inherited(descriptor: descriptor)]) { _ in
      try await RawClient.connected(to: .unixSocket(path: path)) { client in
        #expect(await client.answer(to: get("/echo"))?.body == "GET /echo   unixSocket")
      }
    }
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("A path that is too long, another file and an address in use are refused, each with its reason")
  func unusable() async throws {
    let long = "/tmp/" + String(repeating: "x", count: 120)
    await #expect(throws: ListenError(address: long, reason: "the path is longer than 107 bytes")) {
      try await RunningServer.running(try dispatcher(), at: [.unixSocket(path: long)]) { _ in }
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("f-\(UUID().uuidString.prefix(8))").path
    #expect(FileManager.default.createFile(atPath: file, contents: Data("kept".utf8)))
    defer { try? FileManager.default.removeItem(atPath: file) }
    await #expect(throws: ListenError(address: file, reason: "a file that is no socket lies there")) {
      try await RunningServer.running(try dispatcher(), at: [.unixSocket(path: file)]) { _ in }
    }
    #expect(FileManager.default.contents(atPath: file) == Data("kept".utf8))
    try await RunningServer.running(try dispatcher()) { server in
      let error = await #expect(throws: ListenError.self) {
        try await RunningServer.running(try dispatcher(), at: [server.address]) { _ in }
      }
      #expect(error?.description == "Cannot listen on \(server.address): Address already in use.")
    }
  }
}
