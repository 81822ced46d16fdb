import CatalogTestSupport
import Foundation
import Synchronization
import Testing

@testable import PartnerCenter

@Suite("The refresh token is kept")
struct RefreshTokenTests {
  private func mode(of file: URL) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber)?.intValue
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("A new token takes the place of the old one in a file for its owner alone, and nothing else is left")
  func replace() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("token")
      try Data(" old\r\n".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      let store = RefreshTokenFile(file)
      #expect(try store.read() == Secret("old"))
      // A second name of the old file shows that a new one was put in its place, not written over it.
      let witness = folder.appendingPathComponent("witness")
      try FileManager.default.linkItem(at: file, to: witness)
      try store.replace(with: Secret("new"))
      #expect(try String(contentsOf: file, encoding: .utf8) == "new\n")
      #expect(try mode(of: file) == 0o600)
      #expect(try String(contentsOf: witness, encoding: .utf8) == " old\r\n")
      #expect(try names(in: folder) == ["token", "witness"])
      #expect(try store.read() == Secret("new"))
    }
  }

  @Test("A symbolic link stays one, and its target is replaced")
  func link() async throws {
    try await withTemporaryFolder { folder in
      let real = folder.appendingPathComponent("vault")
      try FileManager.default.createDirectory(at: real, withIntermediateDirectories: true)
      let file = real.appendingPathComponent("token")
      try Data("old".utf8).write(to: file)
      let link = folder.appendingPathComponent("link")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
      try RefreshTokenFile(link).replace(with: Secret("new"))
      #expect(try String(contentsOf: file, encoding: .utf8) == "new\n")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == file.path)
      #expect(try names(in: real) == ["token"])
    }
  }

  @Test("Where the new token cannot be put in place, the old one stays and the message says so")
  func failure() async throws {
    try await withTemporaryFolder { folder in
      // A folder of that name cannot be replaced by a file.
      let file = folder.appendingPathComponent("token")
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
      #expect {
        try RefreshTokenFile(file).replace(with: Secret("hush"))
      } throws: { error in
        "\(error)".hasPrefix("The new refresh token could not be written to \(file.path) (")
          && !"\(error)".contains("hush")
      }
      #expect(try names(in: folder) == ["token"], "the draft is gone")
    }
  }

  @Test("A missing or empty file is named")
  func unreadable() async throws {
    try await withTemporaryFolder { folder in
      let missing = folder.appendingPathComponent("missing")
      #expect(throws: RefreshTokenFailure(message: "The refresh token file \(missing.path) cannot be read.")) {
        try RefreshTokenFile(missing).read()
      }
      let empty = folder.appendingPathComponent("empty")
      try Data(" \n".utf8).write(to: empty)
      #expect(
        throws: RefreshTokenFailure(
          message: "The refresh token file \(empty.path) is empty. Consent again and put the new refresh token there.")
      ) { try RefreshTokenFile(empty).read() }
    }
  }

  private func signIn(
    _ store: any RefreshTokenStore, at service: any Transport,
    report: @escaping @Sendable (RefreshTokenFailure) -> Void = { _ in }
  ) -> SignIn {
    SignIn(
      Credentials(tenant: "t", clientID: "c", kind: .appAndUser(secret: nil, refreshToken: store)),
      endpoint: ServiceEndpoint(cloud: .global), transport: service, clock: VirtualClock().requestClock, jitter: { 0 },
      reportUnstored: report)
  }

  /// Every answer brings the next refresh token.
  private func rotating() -> ScriptedService {
    ScriptedService { _, index in
      .json(200, #"{"access_token":"a-\#(index + 1)","expires_in":"3600","refresh_token":"r-\#(index + 1)"}"#)
    }
  }

  private func sentTokens(_ service: ScriptedService) -> [String] {
    service.requests.map { request in
      let body = String(decoding: request.body ?? Data(), as: UTF8.self)
      return body.split(separator: "&").first { $0.hasPrefix("refresh_token=") }.map { String($0.dropFirst(14)) } ?? "-"
    }
  }

  @Test("A rotated token is written to the file and sent the next time")
  func rotation() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("token")
      try Data("r-0\n".utf8).write(to: file)
      let service = rotating()
      let signIn = signIn(RefreshTokenFile(file), at: service)
      var token = try await signIn.token(replacing: nil)
      #expect(try String(contentsOf: file, encoding: .utf8) == "r-1\n")
      token = try await signIn.token(replacing: token)
      #expect(try String(contentsOf: file, encoding: .utf8) == "r-2\n")
      // Somebody consented anew meanwhile: that token is the one to use.
      try Data("by-hand".utf8).write(to: file)
      _ = try await signIn.token(replacing: token)
      #expect(sentTokens(service) == ["r-0", "r-1", "by-hand"])
    }
  }

  @Test("A token that cannot be stored is reported, and used all the same")
  func unstored() async throws {
    let reports = Mutex<[String]>([])
    let service = rotating()
    let signIn = signIn(ReadOnlyStore(), at: service) { failure in reports.withLock { $0.append(failure.message) } }
    let first = try await signIn.token(replacing: nil)
    #expect(first.secret == "a-1")
    _ = try await signIn.token(replacing: first)
    #expect(sentTokens(service) == ["r-0", "r-1"])
    #expect(reports.withLock { $0 } == ["read only", "read only"])
  }

  @Test("A file that cannot be read is a failed sign-in, and nothing is sent")
  func noFile() async throws {
    let service = rotating()
    let missing = URL(fileURLWithPath: "/nonexistent/token")
    await #expect(
      throws: SignInFailure(code: nil, message: "The refresh token file /nonexistent/token cannot be read.")
    ) { try await signIn(RefreshTokenFile(missing), at: service).token(replacing: nil) }
    #expect(service.requests.isEmpty)
  }
}

private struct ReadOnlyStore: RefreshTokenStore {
  func read() -> Secret { Secret("r-0") }
  func replace(with token: Secret) throws { throw RefreshTokenFailure(message: "read only") }
}
