import CatalogModel
import CatalogQuery
import CatalogService
import CatalogStore
import CatalogTestSupport
import Foundation
import Synchronization
import Testing

@Suite("Versions of answers")
struct VersionTests {
  /// Passes a second at each look.
  private final class Clock: Sendable {
    let seconds = Atomic(0)
  }

  @Test("A client that has the answer gets 304, compared weakly, in any list, and no body")
  func notModified() async throws {
    let api = try await APIHarness.demo()
    let first = try await api.reply("/api/v1/search?q=sql")
    let tag = try #require(first.headers["ETag"])
    #expect(tag.hasPrefix("W/\"\(try #require(first.headers["Catalog-Version"]))-"))
    #expect(first.headers["Cache-Control"] == "private, no-cache")
    for known in [tag, String(tag.dropFirst(2)), "\"other\", \(tag)", "*", "\"x\" ,\(tag) , \"y\""] {
      let again = try await api.reply("/api/v1/search?q=sql", headers: ["If-None-Match": known])
      #expect(again.status == 304 && again.body.isEmpty && again.headers["Content-Type"] == nil, "\(known)")
      #expect(again.headers["ETag"] == tag)
      #expect(again.headers["Catalog-Version"] == first.headers["Catalog-Version"])
    }
    for unknown in ["", "\"\"", "W/\"x\"", tag.replacing("-", with: "_"), "W/"] {
      #expect(try await api.reply("/api/v1/search?q=sql", headers: ["If-None-Match": unknown]).status == 200)
    }
    #expect(try await api.reply("/api/v1/search?q=sq", headers: ["If-None-Match": tag]).status == 200)
    let head = try await api.reply("/api/v1/search?q=sql", method: "HEAD", headers: ["If-None-Match": tag])
    #expect(head.status == 304)
  }

  @Test("Another scope, another release and another hour are other answers; a time before now has no tag")
  func tags() async throws {
    let path = try await DemoCatalog.path()
    let api = try APIHarness(path: path)
    func tag(_ api: APIHarness, _ target: String = "/api/v1/status", _ access: ServiceAccess = ServiceAccess())
      async throws -> String?
    { try await api.reply(target, access: access).headers["ETag"] }
    let usual = try await tag(api)
    #expect(usual != nil)
    #expect(try await tag(api, "/api/v1/status", ServiceAccess(scopes: [.catalog])) != usual)
    #expect(try await tag(APIHarness(path: path, settings: .init(release: "next"))) != usual)
    #expect(try await tag(APIHarness(path: path, now: { APIHarness.now.addingTimeInterval(3_600) })) != usual)
    #expect(try await tag(APIHarness(path: path, now: { APIHarness.now.addingTimeInterval(60) })) == usual)
    let relative = try await api.reply("/api/v1/changes?since=24h")
    #expect(relative.headers["ETag"] == nil && relative.headers["Cache-Control"] == "no-store")
    #expect(try await tag(api, "/api/v1/changes?since=2026-01-31") != nil)
  }

  @Test("Every answer is of one version, while a writer commits in a loop")
  func oneVersion() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("catalog.sqlite").path
      let store = try await DemoCatalog.make(at: path)
      let api = try APIHarness(path: path)
      let isDone = Flag()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          // Each commit adds a run: the number of runs grows with the version.
          for _ in 0..<60 {
            _ = try await store.beginRun(RunRequest(markets: ["US"], views: ["Azure"]), .full, at: DemoCatalog.readAt)
            await Task.yield()
          }
          isDone.isSet.store(true, ordering: .releasing)
        }
        var runs: [String: String] = [:]
        var versions: Set<String> = []
        repeat {
          let reply = try await api.reply("/api/v1/status")
          let (version, latest) = (
            try #require(reply.headers["Catalog-Version"]),
            try #require(try reply.json["runs"]?.elements.first?["runId"]).number
          )
          versions.insert(version)
          #expect(runs.updateValue("\(latest)", forKey: version).map { $0 == "\(latest)" } ?? true)
          let told = try await api.reply("/api/v1/version")
          let body = try told.json
          #expect(
            told.headers["Catalog-Version"]
              == "\(body["incarnation"]?.text ?? "")-\(try #require(body["version"]).number)")
        } while !isDone.isSet.load(ordering: .acquiring) || versions.count < 2
        try await group.waitForAll()
        #expect(Set(runs.values).count == versions.count)
      }
    }
  }

  @Test("Several answers at one moment have one transaction and one time")
  func oneMoment() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("catalog.sqlite").path
      let store = try await DemoCatalog.make(at: path)
      let clock = Clock()
      let catalog = try Catalog(
        path: path,
        now: { DemoCatalog.readAt.addingTimeInterval(Double(clock.seconds.add(1, ordering: .relaxed).newValue)) })
      let before = try catalog.dataVersion()
      let (first, second) = try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<([Int?], [DataVersion]), any Error>) in
        Thread.detachNewThread {
          continuation.resume(
            with: Result {
              try catalog.atOneMoment { catalog in
                let age = try catalog.markets().first?.ageSeconds
                let version = try catalog.dataVersion()
                let written = DispatchSemaphore(value: 0)
                Task.detached {
                  _ = try await store.beginRun(
                    RunRequest(markets: ["US"], views: ["Azure"]), .full, at: DemoCatalog.readAt)
                  written.signal()
                }
                written.wait()
                return ([age, try catalog.markets().first?.ageSeconds], [version, try catalog.dataVersion()])
              }
            })
        }
      }
      #expect(first[0] == first[1] && second == [before, before])
      #expect(try catalog.dataVersion().version > before.version)
    }
  }
}
