import CatalogServer
import CatalogTestSupport
import Foundation
import ServerTestSupport
import Testing

@testable import PartnerCatalogCLI

#if canImport(Glibc)
  import Glibc
#endif

@Suite("serve")
struct ServeCommandTests {
  /// A program with a catalog, and the socket on which it tells how it is.
  private func service() throws -> (Program, NotifySocket) {
    var program = try Program()
    let notify = try NotifySocket("@pc-\(UUID().uuidString.prefix(13))")
    program.environment["NOTIFY_SOCKET"] = notify.name
    program.environment["PARTNER_CATALOG_DB"] = program.home.appendingPathComponent("c.sqlite").path
    let sync = try program.run("sync", "--demo", "--market", "US", "--view", "Software", "--quiet")
    #expect(sync.status == 0)
    return (program, notify)
  }

  private func get(_ path: String, host: String = "localhost", _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\(fields)\r\n"
  }

  /// The version of the data that the metrics name.
  private func dataVersion(_ metrics: RawResponse?) throws -> Double {
    try #require(
      try ExpositionParser(metrics?.body ?? "").families["partner_catalog_data_version"]?.samples.values.first)
  }

  @Test("Without a catalog, with an unusable token file or an address of other machines it does not begin")
  func refused() throws {
    let program = try Program()
    let missing = try program.run("serve", "--listen", "127.0.0.1:0")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("Run `partner-catalog sync` to read one"))
    let open = try program.run("serve", "--listen", "0.0.0.0:0")
    #expect(open.status == 64 && open.output.isEmpty)
    #expect(open.errors.hasPrefix("error: Other machines reach 0.0.0.0:0: without tokens"))
    #expect(try program.run("serve", "--scope", "catalog").status == 64)
    #expect(try program.run("serve", "--socket", "").status == 64)
  }

  @Test("It says where it listens, serves what tokens permit, reads them again on SIGHUP, and ends with 0 on SIGTERM")
  func served() async throws {
    let (program, notify) = try service()
    let path = program.home.appendingPathComponent("s").path
    let tokens = program.home.appendingPathComponent("tokens").path
    let desk = try NewToken(label: "desk", scopes: ["catalog"])
    let other = try NewToken(label: "other", scopes: ["customers"])
    func write(_ text: String) {
      #expect(
        FileManager.default.createFile(
          atPath: tokens, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
    }
    write("\(desk.line)\n\(other.line)\n")
    let running = try program.start([
      "serve", "--socket", path, "--token-file", tokens, "--host", "catalog.example.com", "--verbose",
    ])
    #expect(await notify.message(with: "READY=1") != nil)
    try await RawClient.connected(to: .unixSocket(path: path)) { client in
      await client.send(get("/metrics", "Authorization: Bearer \(desk.token)\r\n"))
      let metrics = try #require(await client.response())
      #expect(metrics.status == 200)
      #expect(metrics.body.contains("partner_catalog_store_readable 1\n"))
      #expect(metrics.body.contains("partner_catalog_market_completed_timestamp_seconds{market=\"US\"} 1"))
      let families = try ExpositionParser(metrics.body).families
      #expect((families["partner_catalog_data_version"]?.samples.values.first ?? 0) > 0)
      await client.send(get("/metrics", host: "catalog.example.com", "Authorization: Bearer \(other.token)\r\n"))
      #expect(await client.response()?.status == 403)
      await client.send(get("/metrics"))
      #expect(await client.response()?.status == 401)
      await client.send(get("/metrics", host: "evil.example"))
      #expect(
        await client.response()?.body.contains("Allow the name with `partner-catalog serve --host NAME`.") == true)
      // The line is gone, and with it the permission.
      write("\(other.line)\n")
      running.signal(SIGHUP)
      var status = 200
      while status == 200 {
        await client.send(get("/metrics", "Authorization: Bearer \(desk.token)\r\n"))
        status = try #require(await client.response()).status
      }
      #expect(status == 401)
    }
    running.signal(SIGTERM)
    #expect(await notify.message(with: "STOPPING=1") != nil)
    let end = try await running.ended()
    #expect(end.status == 0 && end.output == "unix:\(path)\n")
    #expect(end.errors.contains("info: request bytes="))
    #expect(end.errors.hasSuffix("Stopped.\n"))
    for secret in [desk.token, other.token, "evil.example"] { #expect(!end.errors.contains(secret)) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("A catalog put in the place of the file is followed; a second server finds the address in use")
  func replaced() async throws {
    let (program, notify) = try service()
    let running = try program.start(["serve", "--listen", "127.0.0.1:0", "--json"])
    #expect(await notify.message(with: "READY=1") != nil)
    let line = try String(contentsOf: running.output, encoding: .utf8)
    let port = try #require(line.firstMatch(of: /^\{"addresses":\["http:\/\/127\.0\.0\.1:([0-9]+)\/"\]\}\n$/)?.1)
    let second = try program.run("serve", "--listen", "127.0.0.1:\(port)")
    #expect(second.status == 2)
    #expect(
      second.errors.hasSuffix(
        "error: Cannot listen on 127.0.0.1:\(port): Address already in use. Choose another with --listen or --socket.\n"
      ))
    let store = try #require(program.environment["PARTNER_CATALOG_DB"])
    try await RawClient.connected(to: .network(host: "127.0.0.1", port: try #require(Int(port)))) { client in
      let before = try dataVersion(await client.answer(to: get("/metrics")))
      try FileManager.default.copyItem(atPath: store, toPath: store + "-new")
      let sync = try await program.start([
        "sync", "--demo", "--market", "US", "--view", "Software", "--quiet", "--db", store + "-new",
      ]).ended()
      #expect(sync.status == 0)
      #expect(try dataVersion(await client.answer(to: get("/metrics"))) == before)
      #expect(rename(store + "-new", store) == 0)
      #expect(try dataVersion(await client.answer(to: get("/metrics"))) > before)
    }
    running.signal(SIGINT)
    #expect(try await running.ended().status == 0)
  }
}
