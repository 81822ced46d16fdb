import CatalogJSON
import CatalogService
import CatalogStore
import Foundation
import Testing

@testable import CatalogQuery
@testable import PartnerCatalogCLI

@Suite("Records of runs")
struct RunRecordsTests {
  private func object(_ line: some StringProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static let start = Date(timeIntervalSince1970: 1_769_850_000)  // 2026-01-31T09:00:00Z

  private static let busy = EndedRun(
    .sync, failed: CommandError(.busy, code: "storeBusy", message: "Another sync holds it."), startedAt: start,
    finishedAt: start.addingTimeInterval(2))

  @Test("A run that could not begin has a line of the same keys")
  func line() throws {
    #expect(
      try JSONText.line(RunLine(run: Self.busy))
        == #"{"command":"sync","version":"0.1.0","exitCode":6,"error":{"code":"storeBusy","message":"Another sync holds it.","requestId":null},"runId":null,"state":"failed","startedAt":"2026-01-31T09:00:00Z","finishedAt":"2026-01-31T09:00:02Z","requests":0,"retries":0,"throttled":0,"partitions":[],"items":{"added":0,"changed":0,"removed":0,"unchanged":0}}"#
        + "\n")
  }

  @Test("Each run appends one line; a file that was rotated away is made anew")
  func rotation() throws {
    try withFolder { folder in
      let log = RunLog(path: folder.appendingPathComponent("runs.jsonl").path)
      try log.append(Self.busy)
      try log.append(Self.busy)
      try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".1")
      try log.append(Self.busy)
      #expect(try String(contentsOfFile: log.path + ".1", encoding: .utf8).split(separator: "\n").count == 2)
      #expect(try String(contentsOfFile: log.path, encoding: .utf8).split(separator: "\n").count == 1)
    }
  }

  @Test("A new log is for its owner alone; one that is there keeps its permissions")
  func permissions() throws {
    try withFolder { folder in
      let log = RunLog(path: folder.appendingPathComponent("runs.jsonl").path)
      func permissions() throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: log.path)[.posixPermissions] as? Int
      }
      try log.append(Self.busy)
      #expect(try permissions() == 0o600)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: log.path)
      try log.append(Self.busy)
      #expect(try permissions() == 0o640)
    }
  }

  @Test("Many at once: every line is whole")
  func concurrency() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("records-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = RunLog(path: folder.appendingPathComponent("runs.jsonl").path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 { group.addTask { try log.append(Self.busy) } }
      try await group.waitForAll()
    }
    let lines = try String(contentsOfFile: log.path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 50)
    #expect(Set(lines).count == 1)
  }

  @Test(
    "Files that cannot be written are told at the start: exit 2, nothing requested, nothing made",
    arguments: ["--log-file", "--metrics-file"], [["sync", "--market", "US"], ["customers", "sync"]])
  func unwritable(option: String, command: [String]) throws {
    let program = try Program()
    let result = try program.run(command + ["--demo", option, "/nowhere/file"])
    #expect(result.status == 2)
    #expect(
      result.errors == """
        error: The \(option == "--log-file" ? "log" : "metrics") file /nowhere/file cannot be written: \
        \(option == "--log-file" ? "No such file or directory" : "there is no folder /nowhere"). Create the folder, fix the permissions, or choose another file with \(option).

        """)
    #expect(!FileManager.default.fileExists(atPath: program.home.appendingPathComponent(".local").path))
  }

  @Test("A folder in the place of the file is told too", arguments: ["--log-file", "--metrics-file"])
  func folder(option: String) throws {
    let program = try Program()
    let result = try program.run("sync", "--demo", "--market", "US", option, program.home.path)
    #expect(result.status == 2)
    #expect(result.errors.contains(" file \(program.home.path) cannot be written: "))
  }

  @Test("--plan leaves no record")
  func plan() throws {
    let program = try Program()
    let log = program.home.appendingPathComponent("runs.jsonl").path
    #expect(try program.run("sync", "--demo", "--plan", "--market", "US", "--log-file", log).status == 0)
    #expect(!FileManager.default.fileExists(atPath: log))
  }

  @Test("Log and metrics tell what the run told, over several runs and both commands")
  func records() throws {
    var program = try Program()
    let log = program.home.appendingPathComponent("runs.jsonl")
    let metrics = program.home.appendingPathComponent("catalog.prom")
    program.environment["PARTNER_CATALOG_LOG_FILE"] = log.path
    // A price sync has a line of its own.
    program.environment["PARTNER_CATALOG_PRICES"] = "false"
    let configuration = program.home.appendingPathComponent(".config/partner-catalog")
    try FileManager.default.createDirectory(at: configuration, withIntermediateDirectories: true)
    try JSONEncoder().encode(["metricsFile": metrics.path])
      .write(to: configuration.appendingPathComponent("config.json"))
    let sync = ["sync", "--demo", "--market", "US", "--view", "Software"]
    #expect(try program.run(sync + ["--max-requests", "20", "--quiet"]).status == 3)
    let second = try program.run(sync + ["--json"])
    #expect(second.status == 0)
    #expect(try program.run("customers", "sync", "--demo", "--quiet").status == 0)

    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map { try object($0) }
    #expect(
      lines.map { $0["command"] as? String } == ["sync", "sync", "customers sync", "customers sync"],
      "a demo reads its customers by itself, once its catalog is complete")
    #expect(lines.map { $0["exitCode"] as? Int } == [3, 0, 0, 0])
    #expect((lines[0]["error"] as? [String: Any])?["code"] as? String == "budget")
    #expect(lines[1]["error"] is NSNull)
    let told = try object(second.output)
    for (key, value) in told {
      #expect(value as? NSObject == lines[1][key] as? NSObject, "\(key)")
    }
    #expect(Set(lines[1].keys).subtracting(told.keys) == ["command", "version", "exitCode", "error"])

    let text = try String(contentsOf: metrics, encoding: .utf8)
    let read = try ExpositionParser(text)
    #expect(read.families.values.flatMap(\.samples.keys).allSatisfy { $0["db"]?.hasSuffix("/catalog.sqlite") == true })
    #expect(read.value("partner_catalog_build_info", ["version": "0.1.0"]) == 1)
    #expect(read.value("partner_catalog_store_readable") == 1)
    for command in ["sync", "customers sync"] {
      let success = read.value("partner_catalog_last_success_timestamp_seconds", ["command": command])
      #expect(success == read.value("partner_catalog_last_run_end_timestamp_seconds", ["command": command]))
      #expect(read.value("partner_catalog_last_run_exit_code", ["command": command]) == 0)
      #expect(read.value("partner_catalog_last_run_state", ["command": command, "state": "complete"]) == 1)
      #expect(read.value("partner_catalog_last_run_state", ["command": command, "state": "failed"]) == 0)
    }
    let requests = lines.prefix(2).compactMap { $0["requests"] as? Int }.reduce(0, +)
    #expect(read.value("partner_catalog_requests_total", ["command": "sync"]) == Double(requests))
    #expect(read.value("partner_catalog_last_run_requests", ["command": "sync"]) == lines[1]["requests"] as? Double)
    #expect(read.value("partner_catalog_runs_total", ["command": "sync", "exit_code": "3"]) == 1)
    #expect(read.value("partner_catalog_runs_total", ["command": "sync", "exit_code": "0"]) == 1)
    #expect(read.value("partner_catalog_partitions", ["market": "US", "state": "complete"]) == 4)
    #expect(read.value("partner_catalog_market_removals_held_back", ["market": "US"]) == 0)
    #expect(read.value("partner_catalog_market_items", ["market": "US"]).map { $0 > 100 } == true)
    #expect(read.value("partner_catalog_market_completed_timestamp_seconds", ["market": "US"]) != nil)
    #expect(read.value("partner_catalog_customers") == lines[2]["customers"] as? Double)
    #expect(try FileManager.default.attributesOfItem(atPath: metrics.path)[.posixPermissions] as? Int == 0o644)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: program.home.path).filter { $0.contains("prom") }
        == ["catalog.prom"])
  }

  @Test("A run that could not reach the store is told beside what the store still tells")
  func overlay() async throws {
    let status = try Catalog(path: try await DemoStore.path()).status()
    let known = JobStatus(
      command: "sync", startedAt: Self.start, finishedAt: Self.start, state: .complete, exitCode: 0, errorCode: nil,
      requests: 7, retries: 0, throttled: 0, succeededAt: Self.start,
      totals: .init(runs: [0: 3], requests: 21, retries: 1, throttled: 0))
    var before = status
    before.jobs = [known]
    let read = try ExpositionParser(
      ExpositionFormat.text(CatalogMetrics(database: "/c", status: before, customers: 1, run: Self.busy).families))
    #expect(read.value("partner_catalog_last_run_exit_code", ["command": "sync"]) == 6)
    #expect(
      read.value("partner_catalog_last_success_timestamp_seconds", ["command": "sync"])
        == Self.start.timeIntervalSince1970)
    #expect(read.value("partner_catalog_requests_total", ["command": "sync"]) == 21)
    let blind = try ExpositionParser(
      ExpositionFormat.text(CatalogMetrics(database: "/c", status: nil, customers: nil, run: Self.busy).families))
    #expect(blind.value("partner_catalog_store_readable") == 0)
    #expect(blind.value("partner_catalog_last_run_exit_code", ["command": "sync"]) == 6)
    #expect(blind.families["partner_catalog_last_success_timestamp_seconds"] == nil)
    #expect(blind.families["partner_catalog_market_items"] == nil)
  }
}
