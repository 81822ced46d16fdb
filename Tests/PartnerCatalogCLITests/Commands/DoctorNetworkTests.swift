import CatalogJSON
import CatalogModel
import Foundation
import PartnerCenter
import PartnerCenterEmulator
import PartnerCenterEmulatorServer
import Testing

@testable import PartnerCatalogCLI

@Suite("doctor, of the way to the service")
struct DoctorNetworkTests {
  private static func account(_ base: String, secret: String = "s3cret") -> [String: String] {
    [
      "PARTNER_CATALOG_API_URL": base, "PARTNER_CATALOG_LOGIN_URL": base, "PARTNER_CATALOG_TENANT": "emulator",
      "PARTNER_CATALOG_CLIENT_ID": "emulator-app", "PARTNER_CATALOG_CLIENT_SECRET": secret,
    ]
  }

  private func examine(
    faults: String? = nil, secret: String = "s3cret", markets: [Market] = ["US"]
  ) async throws -> Diagnosis {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: markets, products: 10))
    configuration.clientSecret = "s3cret"
    if let faults { configuration.faults = try FaultScript(parsing: faults) }
    return try await EmulatorServer.serving(Emulator(configuration)) { base in
      try await DoctorTests.withHome { home in
        await DoctorTests.examine(home, Self.account(base, secret: secret), isOffline: false)
      }
    }
  }

  @Test("All is well: reach, clock, sign-in, token, one request")
  func well() async throws {
    let diagnosis = try await examine()
    #expect(diagnosis.problems == 0)
    for name in ["sign-in host", "API host", "clock", "sign-in", "token", "catalog"] {
      #expect(diagnosis[name]?.verdict == .ok, "\(name)")
    }
    let token = try #require(diagnosis["token"]?.found)
    #expect(token.hasPrefix("it is for https://api.partnercenter.microsoft.com, tenant emulator, "))
    #expect(token.contains(", valid until "))
    #expect(try !JSONText.line(diagnosis).contains("emulated-"))
  }

  @Test(
    "A skewed clock",
    arguments: [("skew:by=120", .warning), ("skew:by=-4000", .problem)] as [(String, Finding.Verdict)])
  func clock(faults: String, verdict: Finding.Verdict) async throws {
    #expect(try await examine(faults: faults)["clock"]?.verdict == verdict)
  }

  @Test(
    "A refused sign-in is explained in the service's words and ours, exit 4",
    arguments: [
      (7_000_215, "The client secret is wrong"), (7_000_222, "The client secret has expired"),
      (90_002, "Check the tenant ID and the cloud."), (700_016, "Check the client ID"), (65_001, "Consent is missing"),
      (700_082, "The refresh token is no longer valid"), (500_011, "Give the application the permission"),
    ])
  func refused(code: Int, advice: String) async throws {
    let diagnosis = try await examine(faults: "signin:code=\(code)")
    let finding = try #require(diagnosis["sign-in"])
    #expect(finding.verdict == .problem)
    #expect(finding.found.contains("was refused: AADSTS\(code): "))
    #expect(finding.found.contains(advice))
    #expect(diagnosis.status == .notPermitted)
    #expect(diagnosis["catalog"] == nil)
  }

  @Test("A wrong secret is told without the secret")
  func secret() async throws {
    let diagnosis = try await examine(secret: "wr0ng-secret")
    #expect(diagnosis.status == .notPermitted)
    #expect(try !JSONText.line(diagnosis).contains("wr0ng-secret"))
  }

  @Test(
    "A token for somebody else is explained, exit 4",
    arguments: [
      ("https://graph.microsoft.com", "Microsoft Graph"),
      ("00000003-0000-0000-c000-000000000000", "Microsoft Graph"),
      ("https://graph.windows.net/", "Azure AD Graph, which was retired in 2025"),
      ("https://api.partner.microsoft.com", "the price sheets' host"), ("api://other", "another service"),
    ])
  func audience(audience: String, whose: String) async throws {
    let diagnosis = try await examine(faults: "audience:to=\(audience)")
    #expect(
      diagnosis["token"]?.found == "it is for \(audience), not https://api.partnercenter.microsoft.com")
    #expect(diagnosis["token"]?.meaning == "A token for \(whose) is refused by Partner Center with 401.")
    #expect(diagnosis["catalog"]?.found.contains("401, code 900420") == true)
    #expect(diagnosis.status == .notPermitted)
  }

  @Test(
    "What the catalog answers is explained",
    arguments: [
      ("error:status=403", .problem, .notPermitted), ("error:status=401", .problem, .notPermitted),
      ("error:status=503", .warning, .success), ("throttle", .warning, .success), ("malformed", .warning, .success),
      ("error:status=400", .problem, .failure),
    ] as [(String, Finding.Verdict, PartnerCatalogCLI.ExitStatus)])
  func catalog(faults: String, verdict: Finding.Verdict, status: PartnerCatalogCLI.ExitStatus) async throws {
    let diagnosis = try await examine(faults: faults)
    #expect(diagnosis["catalog"]?.verdict == verdict)
    #expect(diagnosis.status == status)
  }

  @Test("A market that is closed to the partner is a warning")
  func closed() async throws {
    let diagnosis = try await examine(markets: ["DE"])
    #expect(diagnosis["catalog"]?.verdict == .warning)
    #expect(diagnosis["catalog"]?.meaning == "This partner does not sell in US.")
  }

  @Test("Nobody at the address: a problem for each host, and the rest is told")
  func unreachable() async throws {
    let diagnosis = try await DoctorTests.withHome { home in
      // Port 1 of loopback: nothing listens there.
      await DoctorTests.examine(home, Self.account("http://127.0.0.1:1"), isOffline: false)
    }
    #expect(
      diagnosis["API host"]?.found
        == "127.0.0.1 cannot be reached: the connection failed (127.0.0.1:1: connection refused)")
    #expect(diagnosis["sign-in host"]?.verdict == .problem)
    #expect(diagnosis["sign-in"] == nil)
    #expect(diagnosis.status == .failure)
  }

  @Test("Without an account, and with --offline, nothing is asked")
  func silent() async throws {
    try await DoctorTests.withHome { home in
      #expect(
        await DoctorTests.examine(home, isOffline: false)["network"]?.found == "not checked: no account is configured")
      #expect(
        await DoctorTests.examine(home, Self.account("http://127.0.0.1:1"))["network"]?.found
          == "not checked: --offline")
    }
  }

  @Test("A new refresh token is stored, as a sync would")
  func rotation() async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10))
    configuration.refreshToken = "first"
    let (diagnosis, token) = try await EmulatorServer.serving(Emulator(configuration)) { base in
      try await DoctorTests.withHome { home in
        let file = home.appendingPathComponent("token")
        try Data("first".utf8).write(to: file)
        let diagnosis = await DoctorTests.examine(
          home, Self.account(base).merging(["PARTNER_CATALOG_REFRESH_TOKEN_FILE": file.path]) { $1 }, isOffline: false)
        return (diagnosis, try String(contentsOf: file, encoding: .utf8))
      }
    }
    #expect(diagnosis["sign-in"]?.verdict == .ok)
    #expect(diagnosis["token"]?.found.contains("with user_impersonation") == true)
    #expect(token.hasPrefix("refresh-"))
  }

  @Test("The command: table, JSON and exit codes")
  func command() async throws {
    var configuration = EmulatorConfiguration(shape: CatalogShape(markets: ["US"], products: 10))
    configuration.clientSecret = "s3cret"
    try await EmulatorServer.serving(Emulator(configuration)) { base in
      var program = try Program().signedIn(at: base)
      program.environment["COLUMNS"] = "80"
      let well = try await program.start(["doctor"]).ended()
      #expect((well.status, well.errors) == (0, ""))
      #expect(well.output.hasPrefix("warning  store "))
      #expect(well.output.contains("\nok       version "))
      #expect(well.output.hasSuffix("\n\n0 problems, 1 warning.\n"))
      program.environment["PARTNER_CATALOG_CLIENT_SECRET"] = "wr0ng-secret"
      let refused = try await program.start(["doctor", "--json"]).ended()
      #expect(refused.status == 4)
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(refused.output.utf8)) as? [String: Any])
      #expect(answer["problems"] as? Int == 1)
      let checks = try #require(answer["checks"] as? [[String: Any]])
      #expect(checks.allSatisfy { Set($0.keys) == ["name", "finding", "found", "meaning", "remedy"] })
      program.environment["PARTNER_CATALOG_RATE"] = "0"
      #expect(try await program.start(["doctor", "--offline"]).ended().status == 2)
    }
  }
}
