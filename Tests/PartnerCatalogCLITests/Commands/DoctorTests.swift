import ArgumentParser
import CatalogJSON
import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import Testing

@testable import PartnerCatalogCLI

#if canImport(Glibc)
  import Glibc
#endif

@Suite("doctor, without the service")
struct DoctorTests {
  /// A folder of its own as home, gone afterwards.
  static func withHome<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("doctor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    return try await body(home)
  }

  static func examine(
    _ home: URL, _ environment: [String: String] = [:], db: String? = nil, maxAge: Int = 172_800, isOffline: Bool = true
  ) async -> Diagnosis {
    await Doctor(
      environment: environment.merging(["HOME": home.path]) { $1 }, flags: Settings.Flags(db: db), isOffline: isOffline,
      maxAge: maxAge
    ).examine()
  }

  private func configuration(_ text: String, in home: URL) throws {
    let folder = home.appendingPathComponent(".config/partner-catalog")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appendingPathComponent("config.json"))
  }

  @Test("A fresh installation has no problem, and nothing is made")
  func fresh() async throws {
    try await Self.withHome { home in
      let diagnosis = await Self.examine(home)
      #expect(diagnosis.problems == 0)
      #expect(diagnosis.status == .success)
      #expect(diagnosis["store"]?.verdict == .warning)
      #expect(diagnosis["setting db"]?.found == "\(home.path)/.local/share/partner-catalog/catalog.sqlite (default)")
      #expect(diagnosis["folder"]?.found.hasSuffix("/.local/share/partner-catalog will be created by a sync") == true)
      let made = try FileManager.default.contentsOfDirectory(atPath: home.path)
      #expect(made == [])
    }
  }

  @Test("Every setting is told with its origin, of secrets only that they are set")
  func settings() async throws {
    try await Self.withHome { home in
      try configuration(#"{"tenant": "contoso", "rate": 300, "markets": ["US", "DE"], "tennant": "x"}"#, in: home)
      let diagnosis = await Self.examine(
        home, ["PARTNER_CATALOG_CLIENT_SECRET": "hunter2", "PARTNER_CATALOG_CLIENT_ID": "app"], db: "/x/y.sqlite")
      let path = home.appendingPathComponent(".config/partner-catalog/config.json").path
      #expect(diagnosis["setting tenant"]?.found == "contoso (\(path))")
      #expect(diagnosis["setting rate"]?.found == "300 (\(path))")
      #expect(diagnosis["setting markets"]?.found == "US,DE (\(path))")
      #expect(diagnosis["setting clientId"]?.found == "app ($PARTNER_CATALOG_CLIENT_ID)")
      #expect(diagnosis["setting clientSecret"]?.found == "set ($PARTNER_CATALOG_CLIENT_SECRET)")
      #expect(diagnosis["setting db"]?.found == "/x/y.sqlite (--db)")
      #expect(diagnosis["setting concurrency"]?.found == "8 (default)")
      let unknown = try #require(diagnosis.findings.first { $0.found == "unknown key tennant" })
      #expect(unknown.verdict == .warning)
      #expect(unknown.remedy?.hasPrefix("Did you mean tenant? ") == true)
      #expect(try !JSONText.line(diagnosis).contains("hunter2"))
    }
  }

  @Test("Problems are listed first, then warnings, each in the order of the checks")
  func order() {
    let findings: [Finding] = [
      .ok("a", ""), .warning("b", "", meaning: "", remedy: ""), .problem("c", "", meaning: "", remedy: ""),
      .ok("d", ""), .problem("e", "", meaning: "", remedy: ""),
    ]
    let options = GlobalOptions.parseOrExit([])
    let text = DoctorText.text(Diagnosis(findings: findings), console: Console(options, environment: [:]))
    let names = text.split(separator: "\n").filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: " ").last }
    #expect(names.prefix(5) == ["c", "e", "b", "a", "d"])
  }

  @Test(
    "A configuration that makes no sense is a problem each, and everything else is looked at all the same",
    arguments: [
      ("{", [:], "configuration"), (#"{"clientSecret": "hunter2"}"#, [:], "configuration"),
      (#"{"rate": {}}"#, [:], "configuration"), (#"{"rate": "fast"}"#, [:], "setting rate"),
      ("{}", ["PARTNER_CATALOG_MARKETS": "QQ"], "setting markets"),
      ("{}", ["PARTNER_CATALOG_VIEWS": "Nothing"], "setting views"),
      ("{}", ["PARTNER_CATALOG_CLOUD": "moon"], "setting cloud"),
      ("{}", ["PARTNER_CATALOG_API_URL": "http://example.com"], "setting apiUrl"),
      ("{}", ["PARTNER_CATALOG_LOCALE": "../x"], "setting locale"),
      ("{}", ["PARTNER_CATALOG_CONCURRENCY": "0"], "setting concurrency"),
      (
        "{}",
        [
          "PARTNER_CATALOG_CLIENT_SECRET": "a", "PARTNER_CATALOG_CLIENT_SECRET_FILE": "b",
          "PARTNER_CATALOG_TENANT": "t", "PARTNER_CATALOG_CLIENT_ID": "c",
        ], "setting clientSecretFile"
      ),
      ("{}", ["PARTNER_CATALOG_TENANT": "t"], "account"), ("{}", ["HTTPS_PROXY": "ftp://x"], "proxy"),
      ("{}", ["SSL_CERT_FILE": "/nowhere.pem"], "certificates"),
      ("{}", ["PARTNER_CATALOG_LOG_FILE": "/nowhere/x"], "logFile"),
      ("{}", ["PARTNER_CATALOG_METRICS_FILE": "/nowhere/x.prom"], "metricsFile"),
      ("{}", ["PARTNER_CATALOG_DB": "/etc/passwd/x/c.sqlite"], "folder"),
    ] as [(String, [String: String], String)])
  func broken(file: String, environment: [String: String], name: String) async throws {
    try await Self.withHome { home in
      try configuration(file, in: home)
      let diagnosis = await Self.examine(home, environment)
      #expect(diagnosis.findings.filter { $0.verdict == .problem }.map(\.name) == [name])
      #expect(diagnosis.status == .failure)
      #expect(diagnosis["store"] != nil && diagnosis["network"] != nil, "it went on")
      let finding = try #require(diagnosis.findings.first { $0.verdict == .problem })
      #expect(finding.meaning?.isEmpty == false && finding.remedy?.isEmpty == false)
      #expect(try !JSONText.line(diagnosis).contains("hunter2"))
    }
  }

  @Test("Several broken settings at once are told each")
  func several() async throws {
    try await Self.withHome { home in
      let diagnosis = await Self.examine(
        home, ["PARTNER_CATALOG_RATE": "0", "PARTNER_CATALOG_MARKETS": "QQ", "PARTNER_CATALOG_LOCALE": "x"])
      #expect(diagnosis.problems == 3)
    }
  }

  @Test(
    "A secret file that everyone may read is a warning, a missing one a problem",
    arguments: [(0o600, nil), (0o640, nil), (0o644, .warning), (0o604, .warning)] as [(Int, Finding.Verdict?)])
  func secretFiles(mode: Int, verdict: Finding.Verdict?) async throws {
    try await Self.withHome { home in
      let file = home.appendingPathComponent("secret").path
      try Data("hunter2".utf8).write(to: URL(fileURLWithPath: file))
      chmod(file, mode_t(mode))
      let account = ["PARTNER_CATALOG_TENANT": "t", "PARTNER_CATALOG_CLIENT_ID": "c"]
      var diagnosis = await Self.examine(home, account.merging(["PARTNER_CATALOG_CLIENT_SECRET_FILE": file]) { $1 })
      #expect(diagnosis["clientSecretFile"]?.verdict == verdict ?? .ok)
      #expect(diagnosis.problems == 0)
      diagnosis = await Self.examine(
        home, account.merging(["PARTNER_CATALOG_REFRESH_TOKEN_FILE": file + ".none"]) { $1 })
      #expect(diagnosis["refreshTokenFile"]?.verdict == .problem)
      #expect(diagnosis["refreshTokenFile"]?.found == "\(file).none: No such file or directory")
    }
  }

  @Test("An old SQLite, and one without FTS5 or JSON, are problems")
  func sqlite() {
    func problems(_ version: String, fts5: Bool, json: Bool) -> [String] {
      ProgramFindings.sqlite(.init(version: version, library: "/lib/x", hasFTS5: fts5, hasJSON: json))
        .filter { $0.verdict == .problem }.map(\.name)
    }
    #expect(problems("3.40.0", fts5: true, json: true) == [])
    #expect(problems("3.34.1", fts5: true, json: true) == ["sqlite"])
    #expect(problems("3.45.0", fts5: false, json: false) == ["fts5", "json"])
  }

  @Test(
    "Little room is a warning, none a problem",
    arguments: [(10_000_000, .problem), (400_000_000, .warning), (900_000_000, .ok)] as [(UInt64, Finding.Verdict)])
  func freeSpace(bytes: UInt64, verdict: Finding.Verdict) {
    #expect(FolderFindings.freeSpace(bytes: bytes, on: "/data").verdict == verdict)
  }

  @Test(
    "A network file system is found by its mount, the deepest that holds the folder",
    arguments: [
      ("/", "ext4", .ok), ("/srv/share/catalog", "nfs4", .problem), ("/srv/shared", "ext4", .ok),
      ("/mnt/my disk/x", "fuse.sshfs", .problem), ("/host", "9p", .warning), ("/srv/share/local/x", "xfs", .ok),
      ("/over", "tmpfs", .ok),
    ] as [(String, String, Finding.Verdict)])
  func mounts(path: String, kind: String, verdict: Finding.Verdict) {
    let table = MountTable(
      """
      /dev/sda1 / ext4 rw 0 0
      server:/x /srv/share nfs4 rw 0 0
      /dev/sdb1 /srv/share/local xfs rw 0 0
      me@there: /mnt/my\\040disk fuse.sshfs rw 0 0
      host /host 9p rw 0 0
      server:/y /over nfs rw 0 0
      none /over tmpfs rw 0 0
      """)
    #expect(table.kind(of: path) == kind)
    #expect(FolderFindings.fileSystem(kind: kind, of: path).verdict == verdict)
  }

  @Test("Without any certificate authorities of the system: a warning that names the package")
  func authorities() {
    let finding = TrustFindings.systemCertificates(among: ["/nowhere/ca.crt"])
    #expect(finding?.verdict == .warning)
    #expect(finding?.remedy == "Install the package ca-certificates.")
  }

  @Test("Clocks apart: a minute is nothing, five minutes a warning, more a problem, either way")
  func clock() {
    #expect([0, 60, -60].map { ClockFinding.finding($0).verdict } == [.ok, .ok, .ok])
    #expect([61, -300].map { ClockFinding.finding($0).verdict } == [.warning, .warning])
    #expect([301, -86_400].map { ClockFinding.finding($0).verdict } == [.problem, .problem])
    #expect(ClockFinding.finding(600).found == "this clock is 10m behind the service's")
    #expect(ClockFinding.finding(-600).found == "this clock is 10m ahead of the service's")
  }
}

@Suite("doctor, of a store")
struct DoctorStoreTests {
  private func withCopy(_ change: (inout Data) -> Void = { _ in }, _ body: (URL, String) async throws -> Void)
    async throws
  {
    try await DoctorTests.withHome { home in
      let path = home.appendingPathComponent("catalog.sqlite").path
      var content = try Data(contentsOf: URL(fileURLWithPath: try await DemoStore.path()))
      change(&content)
      try content.write(to: URL(fileURLWithPath: path))
      try await body(home, path)
    }
  }

  @Test("A sound one: what it holds, how old it is")
  func sound() async throws {
    try await withCopy { home, path in
      let diagnosis = await DoctorTests.examine(home, db: path)
      #expect(diagnosis["store"]?.found == "\(path) is sound")
      #expect(diagnosis["source"]?.found == "sample, global, en-US")
      #expect(diagnosis["lock"]?.found == "no sync is running")
      #expect(diagnosis["lists"]?.verdict == .ok)
      #expect(diagnosis["age"]?.found == "older than 2d, or never fully synced: DE, US")
      #expect(diagnosis.status == .success)
      #expect(await DoctorTests.examine(home, db: path, maxAge: 1 << 40)["age"]?.verdict == .ok)
    }
  }

  @Test("One that may only be read: a warning", .enabled(if: geteuid() != 0, "root may write everything"))
  func readOnly() async throws {
    try await withCopy { home, path in
      chmod(path, 0o400)
      let diagnosis = await DoctorTests.examine(home, db: path)
      #expect(diagnosis.findings.contains { $0.name == "store" && $0.found == "\(path) cannot be written" })
      #expect(diagnosis.status == .success)
    }
  }

  @Test("Of another tenant than the configured one: a problem")
  func tenant() async throws {
    try await withCopy { home, path in
      let diagnosis = await DoctorTests.examine(home, ["PARTNER_CATALOG_LOCALE": "de-DE"], db: path)
      #expect(diagnosis["source"]?.found == "the file holds the catalog of locale en-US, but de-DE is configured")
      #expect(diagnosis.status == .failure)
    }
  }

  /// The header's big-endian number at an offset. Source: "Database File Format", section 1.3.
  private static func put(_ number: UInt32, at offset: Int, in data: inout Data) {
    data.replaceSubrange(offset..<offset + 4, with: withUnsafeBytes(of: number.bigEndian) { Data($0) })
  }

  @Test(
    "Newer, older, foreign, no database, a folder, damaged",
    arguments: ["newer", "older", "foreign", "text", "folder", "pages", "cut"])
  func unusable(kind: String) async throws {
    try await withCopy({ data in
      switch kind {
      case "newer": Self.put(99, at: 60, in: &data)
      case "older": Self.put(1, at: 60, in: &data)
      case "foreign": Self.put(7, at: 68, in: &data)
      case "text": data = Data("Dear Sir or Madam, this is no database at all.".utf8)
      case "pages":
        let page = 4096
        for number in 10..<(data.count / page) {
          data.replaceSubrange(number * page..<number * page + 64, with: Data(repeating: 0xFF, count: 64))
        }
      case "cut": data = data.prefix(data.count / 2)
      default: break
      }
    }) { home, path in
      let before = FileManager.default.contents(atPath: path)
      let diagnosis = await DoctorTests.examine(home, db: kind == "folder" ? home.path : path)
      let finding = try #require(diagnosis["store"])
      #expect(finding.verdict == (kind == "older" ? .warning : .problem))
      #expect(diagnosis.status == (kind == "older" ? .success : .failure))
      if ["pages", "cut"].contains(kind) {
        #expect(finding.found.hasPrefix("\(path) is damaged: "))
        #expect(finding.meaning?.contains("the change log, the dates of first sight and removal") == true)
        #expect(finding.remedy?.contains("mv '\(path)'* damaged/") == true)
      }
      #expect(FileManager.default.contents(atPath: path) == before)
    }
  }

  @Test("A sync that runs is named; one that was killed is told as unfinished")
  func running() async throws {
    try await DoctorTests.withHome { home in
      let path = home.appendingPathComponent("catalog.sqlite").path
      var store: CatalogStore? = try CatalogStore(
        path: path, source: .init(locale: "en-US", tenant: "t", cloud: "global"))
      _ = try await store?.beginRun(RunRequest(markets: ["US"], views: ["Azure"]), .full, at: Date())
      try await store?.prepare([ProductListKey(market: "US", view: .azure)])
      var diagnosis = await DoctorTests.examine(home, db: path)
      #expect(
        diagnosis["lock"]?.found.contains("(process \(ProcessInfo.processInfo.processIdentifier), since ") == true)
      #expect(diagnosis["unfinished run"] == nil)
      store = nil
      diagnosis = await DoctorTests.examine(home, db: path)
      #expect(diagnosis["lock"]?.found == "no sync is running")
      #expect(diagnosis["unfinished run"]?.verdict == .warning)
      #expect(diagnosis["lists"]?.found == "not complete: US")
    }
  }

  @Test("Removals held back, and how the last runs ended")
  func warnings() async throws {
    try await DoctorTests.withHome { home in
      let path = home.appendingPathComponent("catalog.sqlite").path
      let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "t", cloud: "global"))
      let run = try await store.beginRun(RunRequest(markets: ["US"], views: ["Azure"]), .full, at: Date())
      let key = ProductListKey(market: "US", view: .azure)
      try await store.prepare([key])
      try await store.hold(
        [ProductPart(sku: "0001"): Date(), ProductPart(sku: "0002"): Date()],
        of: ProductKey(marketScope: MarketScope(market: "US"), product: "P"),
        run: run.id)
      _ = try await store.finish(key, state: .partial, reason: "removalsHeldBack", at: Date())
      try await store.record(
        RunEnding(
          command: "sync", runID: run.id, startedAt: Date(), finishedAt: Date(), state: .failed, exitCode: 4,
          errorCode: "signIn", requests: 0, retries: 0, throttled: 0))
      let diagnosis = await DoctorTests.examine(home, db: path)
      #expect(diagnosis["removals"]?.found == "2 removals held back: US")
      #expect(diagnosis["lists"]?.found == "not complete: US (removalsHeldBack)")
      #expect(diagnosis["last sync"]?.found.hasSuffix(" with exit code 4 (signIn)") == true)
      #expect(diagnosis["last sync"]?.meaning == "It never succeeded.")
      #expect(diagnosis.status == .success, "warnings only")
    }
  }
}

extension Diagnosis {
  /// The first finding of a name.
  subscript(name: String) -> Finding? { findings.first { $0.name == name } }
}
