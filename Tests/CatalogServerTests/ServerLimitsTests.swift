import CatalogServer
import CatalogService
import Foundation
import Logging
import ServerTestSupport
import Synchronization
import Testing

@Suite("Limits of connections and requests", .timeLimit(.minutes(15)))
struct ServerLimitsTests {
  private func dispatcher(_ routes: ScriptedRoutes = ScriptedRoutes(), log: AccessLog? = nil) throws
    -> RequestDispatcher
  {
    RequestDispatcher([.init(routes)], guard: ServiceGuard(hosts: try AllowedHosts()), log: log)
  }

  private func limits(_ time: WritableKeyPath<ServerLimits, Duration>, _ value: Duration) -> ServerLimits {
    var limits = ServerLimits.patient
    limits[keyPath: time] = value
    return limits
  }

  private let get = "GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"

  @Test("A head that arrives byte by byte ends with the time for heads, as a connection without any does")
  func slowHeads() async throws {
    try await RunningServer.running(try dispatcher(), limits: limits(\.head, .seconds(1))) { server in
      try await RawClient.connected(to: server.address) { client in
        await client.send("GET /echo HTTP/1.1\r\nHost: localhost\r\nX: ")
        client.drip(0x61, every: .milliseconds(5))
        #expect(await client.rest() == "")
      }
      try await RawClient.connected(to: server.address) { client in
        #expect(await client.rest() == "")
      }
      // A client on a machine under load may be too late for its first request.
      while try await RawClient.connected(
        to: server.address,
        { client in
          guard let response = await client.answer(to: get) else { return true }
          #expect(response.status == 200)
          #expect(await client.rest() == "")
          return false
        })
      {}
    }
  }

  @Test("A body that arrives byte by byte is answered 408 with the time for bodies")
  func drippedBodies() async throws {
    try await RunningServer.running(try dispatcher(), limits: limits(\.body, .milliseconds(80))) { server in
      try await RawClient.connected(to: server.address) { client in
        await client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n")
        client.drip(0x61, every: .milliseconds(5))
        let response = try #require(await client.response())
        #expect(response.status == 408 && response["connection"] == "close")
        #expect(await client.rest() == "")
      }
    }
  }

  @Test("A response that nobody takes ends with the time for writing; pipelined requests behind it are not begun")
  func unreadAnswers() async throws {
    let lines = CollectedLines()
    try await RunningServer.running(
      try dispatcher(log: AccessLog(Logger(label: "test") { _ in lines })), limits: limits(\.write, .milliseconds(80))
    ) { server in
      try await RawClient.connected(to: server.address, reads: false) { client in
        await client.send(
          String(repeating: "GET /large?30000000 HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 20))
        let line = try #require(await lines.next())
        #expect(line["status"] == "499" && line["route"] == "/large")
      }
      try await RawClient.connected(to: server.address) { client in
        await client.send(get)
        #expect(await client.response()?.status == 200)
      }
      let line = try #require(await lines.next())
      #expect(line["status"] == "200" && line["route"] == "/echo", "nothing was begun behind the large answer")
    }
  }

  @Test("Connections beyond the limit of an address end at once; a Unix socket has the limit of all alone")
  func connections() async throws {
    var limits = ServerLimits.patient
    limits.connectionsOfPeer = 2
    limits.connections = 3
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("c-\(UUID().uuidString.prefix(8))").path
    try await RunningServer.running(
      try dispatcher(), at: [.network(host: "127.0.0.1", port: 0), .unixSocket(path: path)], limits: limits
    ) { [get] server in
      try await RawClient.connected(to: server.addresses[0]) { first in
        await first.send(get)
        #expect(await first.response()?.status == 200)
        try await RawClient.connected(to: server.addresses[0]) { second in
          await second.send(get)
          #expect(await second.response()?.status == 200)
          try await RawClient.connected(to: server.addresses[0]) { third in
            #expect(await third.rest() == "")
          }
          try await RawClient.connected(to: server.addresses[1]) { local in
            await local.send(get)
            #expect(await local.response()?.status == 200)
            try await RawClient.connected(to: server.addresses[1]) { fourth in
              #expect(await fourth.rest() == "")
            }
          }
        }
      }
    }
  }

  @Test("At the end idle connections close, a request in progress is answered, and no connection is accepted")
  func drain() async throws {
    let routes = ScriptedRoutes()
    try await RunningServer.running(try dispatcher(routes)) { [get] server in
      var events = routes.slow.makeAsyncIterator()
      try await RawClient.connected(to: server.address) { idle in
        await idle.send(get)
        #expect(await idle.response()?.status == 200)
        try await RawClient.connected(to: server.address) { busy in
          await busy.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
          #expect(await events.next() == false)
          await server.end()
          #expect(await idle.rest() == "")
          routes.release()
          let response = try #require(await busy.response())
          #expect(response.body == "slow" && response["connection"] == "close")
          #expect(await busy.rest() == "")
        }
      }
      await #expect(throws: (any Error).self) {
        try await RawClient.connected(to: server.address) { _ in }
      }
    }
  }

  @Test("A request that outlasts the drain is cancelled")
  func drainLimit() async throws {
    let routes = ScriptedRoutes()
    var limits = ServerLimits.patient
    limits.drain = .milliseconds(50)
    try await RunningServer.running(try dispatcher(routes), limits: limits) { server in
      var events = routes.slow.makeAsyncIterator()
      try await RawClient.connected(to: server.address) { client in
        await client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(await events.next() == false)
        await server.end()
        #expect(await events.next() == true)
        #expect(await client.rest() == "")
      }
    }
  }

  @Test(
    "Fuzzed requests end in answers or closed connections; the server answers afterwards, and no token is in any answer"
  )
  func fuzz() async throws {
    try await RunningServer.running(try FuzzRun.dispatcher(), limits: FuzzRun.limits) { server in
      let result = try await FuzzRun.run(count: 4000, seed: 20, clients: 16, at: server.address)
      #expect(result.faults.isEmpty, "\(result.faults.prefix(3))")
      #expect(result.requests >= 4000)
      // Every kind of refusal was reached, and answers as well.
      #expect(Set(result.statuses.keys).isSuperset(of: [200, 400, 401, 403, 404, 413, 421, 431]), "\(result.statuses)")
      try await RawClient.connected(to: server.address) { client in
        await client.send(
          "GET /label HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(RequestFuzz.secret)\r\n\r\n")
        #expect(await client.response()?.body == "fuzz [\"catalog\"]")
      }
    }
  }
}

/// Collects the data of log lines.
final class CollectedLines: LogHandler, Sendable {
  private let lines: AsyncStream<[String: String]>
  private let add: AsyncStream<[String: String]>.Continuation

  init() { (lines, add) = AsyncStream.makeStream() }

  func next() async -> [String: String]? {
    var iterator = lines.makeAsyncIterator()
    return await iterator.next()
  }

  func log(event: LogEvent) {
    add.yield((event.metadata ?? [:]).mapValues { "\($0)" }.merging(["message": "\(event.message)"]) { $1 })
  }

  subscript(metadataKey _: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .info }
    set {}
  }
}
