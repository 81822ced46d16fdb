import Foundation
public import PartnerCenter

extension Emulator {
  /// Carries requests straight into the emulator, whatever host they name.
  ///
  /// `record` is called with each request that changes something, before it is carried out; a request for which it throws
  /// is refused.
  public func transport(
    recording record: (@Sendable (RecordedChange) throws -> Void)? = nil
  ) -> any Transport { InProcessTransport(emulator: self, record: record) }

  /// Signs in to the emulator in process, as an application, or as an application and user.
  ///
  /// - Parameters:
  ///   - asUser: whether an application and user signs in.
  ///   - audience: of the tokens; `nil` for that of the API.
  /// - Returns: a source of tokens.
  public func accessTokens(asUser: Bool = false, for audience: String? = nil) -> any AccessTokenSource {
    EmulatorTokens(emulator: self, isUser: asUser, audience: audience ?? configuration.audience)
  }

  /// Signs in for the price sheets, as an application and user.
  public func priceTokens(asUser: Bool = true) -> any AccessTokenSource {
    EmulatorTokens(emulator: self, isUser: asUser, audience: configuration.priceAudience)
  }
}

private struct InProcessTransport: Transport {
  let emulator: Emulator
  let record: (@Sendable (RecordedChange) throws -> Void)?

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try Task.checkCancellation()
    if let record, let change = RecordedChange(request, at: emulator.serviceTime) {
      do {
        try record(change)
      } catch {
        throw TransportFailure.refused(reason: "\(error)")
      }
    }
    let reply = try await emulator.respond(to: request)
    try Task.checkCancellation()
    switch reply {
    case .response(let response): return response
    case .broken(nil, _): throw TransportFailure.connectionBroken(reason: "closed before the response")
    case .broken(_?, _): throw TransportFailure.connectionBroken(reason: "closed within the response")
    }
  }
}

/// One token for all until the service refuses it.
private actor EmulatorTokens: AccessTokenSource {
  private let emulator: Emulator
  private let isUser: Bool
  private let audience: String
  private var current: AccessToken?

  init(emulator: Emulator, isUser: Bool, audience: String) {
    self.emulator = emulator
    self.audience = audience
    self.isUser = isUser
  }

  func token(replacing refused: AccessToken?) async throws -> AccessToken {
    if let current, current != refused { return current }
    let grant =
      isUser
      ? "refresh_token&refresh_token=\(emulator.configuration.refreshToken ?? "refresh-in-process-\(UUID().uuidString)")"
      : "client_credentials"
    let form =
      "grant_type=\(grant)&client_id=emulator"
      + "&client_secret=\(emulator.configuration.clientSecret ?? "secret")&resource=\(audience)"
    let response = try await emulator.transport().send(
      TransportRequest(
        method: .post, url: "https://login.microsoftonline.com/emulator/oauth2/token", body: Data(form.utf8)))
    let token = try TokenResponse(body: response.body).accessToken
    current = token
    return token
  }
}
