import CatalogTestSupport
import Foundation
import Testing

@testable import PartnerCenter

@Suite("Signing in", .timeLimit(.minutes(10)))
struct SignInTests {
  private let appOnly = Credentials(
    tenant: "contoso.example", clientID: "app-1", kind: .appOnly(secret: Secret("s&=+ü~\n")))

  private func signIn(
    _ credentials: Credentials? = nil, at service: any Transport, clock: VirtualClock = VirtualClock(),
    cloud: ServiceEndpoint.Cloud = .global
  ) -> SignIn {
    SignIn(
      credentials ?? appOnly,
      endpoint: ServiceEndpoint(cloud: cloud, api: "http://localhost:1", login: "https://login.example.com/"),
      transport: service, clock: clock.requestClock, jitter: { 1 }, reportUnstored: { _ in })
  }

  private func token(_ number: Int, lifetime: Int? = 3599) -> TransportResponse {
    let seconds = lifetime.map { #","expires_in":"\#($0)""# } ?? ""
    return .json(200, #"{"token_type":"Bearer","access_token":"token-\#(number)"\#(seconds)}"#)
  }

  private func counting(lifetime: Int? = 3599) -> ScriptedService {
    ScriptedService { [self] _, index in token(index + 1, lifetime: lifetime) }
  }

  @Test("The application alone asks with its secret, for the cloud's own audience, wherever the requests go")
  func appOnlyRequest() async throws {
    let service = counting()
    #expect(try await signIn(at: service).token(replacing: nil) == AccessToken(secret: "token-1"))
    let request = try #require(service.requests.first)
    #expect(request.method == .post)
    #expect(request.url == "https://login.example.com/contoso.example/oauth2/token")
    #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded")
    #expect(request.headers["Accept"] == "application/json")
    #expect(
      String(decoding: request.body ?? Data(), as: UTF8.self)
        == "resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&client_id=app-1"
        + "&client_secret=s%26%3D%2B%C3%BC~&grant_type=client_credentials")
  }

  @Test("The user's sign-in sends the refresh token, with and without a secret")
  func userRequest() async throws {
    for (secret, field) in [(Secret("s"), "&client_secret=s"), (nil, "")] {
      let service = counting()
      let credentials = Credentials(
        tenant: "t/../x", clientID: "app-1",
        kind: .appAndUser(secret: secret, refreshToken: FixedRefreshToken(Secret("r+1"))))
      _ = try await signIn(credentials, at: service, cloud: .china).token(replacing: nil)
      #expect(service.requests.first?.url == "https://login.example.com/t%2F..%2Fx/oauth2/token")
      #expect(
        String(decoding: service.requests.first?.body ?? Data(), as: UTF8.self)
          == "resource=https%3A%2F%2Fpartner.partnercenterapi.microsoftonline.cn&client_id=app-1\(field)"
          + "&grant_type=refresh_token&refresh_token=r%2B1&scope=openid")
    }
  }

  /// Lifetime, seconds that have passed, whether the token is still handed out.
  @Test(
    "A token is good until 30 s, or half of a life shorter than a minute, remain",
    arguments: [
      (3600, 0, true), (3600, 3569, true), (3600, 3570, true), (3600, 3571, false), (60, 30, true), (60, 31, false),
      (20, 9, true), (20, 10, true), (20, 11, false), (nil, 270, true), (nil, 271, false),
      // Lives that cannot be: the token is good for five minutes, or until it is refused.
      (0, 270, true), (0, 271, false), (-5, 270, true), (1, 270, true), (19, 270, true),
      (86_400 * 365, 86_369, true), (86_400 * 365, 86_371, false), (.max, 86_369, true), (.min, 270, true),
    ] as [(Int?, Int, Bool)])
  func lifetimes(lifetime: Int?, passed: Int, isGood: Bool) async throws {
    let clock = VirtualClock()
    clock.advance(by: .seconds(1000))
    let service = counting(lifetime: lifetime)
    let signIn = signIn(at: service, clock: clock)
    _ = try await signIn.token(replacing: nil)
    clock.advance(by: .seconds(passed))
    #expect(try await signIn.token(replacing: nil).secret == (isGood ? "token-1" : "token-2"))
  }

  @Test("A refused token is replaced once; who comes late with the same one gets the new one")
  func replacing() async throws {
    let service = counting()
    let signIn = signIn(at: service)
    let first = try await signIn.token(replacing: nil)
    let second = try await signIn.token(replacing: first)
    #expect(second.secret == "token-2")
    #expect(try await signIn.token(replacing: first) == second)
    #expect(try await signIn.token(replacing: nil) == second)
    #expect(service.requests.count == 2)
  }

  @Test("One request for a token serves all who wait")
  func singleFlight() async throws {
    let service = HeldService(response: token(1))
    let signIn = signIn(at: service)
    try await withThrowingTaskGroup(of: AccessToken.self) { group in
      for _ in 0..<50 { group.addTask { try await signIn.token(replacing: nil) } }
      await service.firstRequest()
      while await signIn.waiters < 49 { await Task.yield() }
      service.release()
      for try await token in group { #expect(token.secret == "token-1") }
    }
    #expect(service.count == 1)
  }

  @Test("Where the one who asks is cancelled, the others still get theirs")
  func cancelledLeader() async throws {
    let service = HeldService(response: token(1))
    let signIn = signIn(at: service)
    try await withThrowingTaskGroup(of: AccessToken.self) { others in
      let isCancelled = await withTaskGroup(of: Bool.self) { leader in
        leader.addTask {
          do {
            _ = try await signIn.token(replacing: nil)
            return false
          } catch { return error is CancellationError }
        }
        await service.firstRequest()
        for _ in 0..<5 { others.addTask { try await signIn.token(replacing: nil) } }
        while await signIn.waiters < 5 { await Task.yield() }
        leader.cancelAll()
        return await leader.next() ?? false
      }
      #expect(isCancelled)
      service.release()
      for try await token in others { #expect(token.secret == "token-1") }
    }
    #expect(service.count == 2, "the cancelled request, and one for all the others")
  }

  @Test("A waiter that is cancelled leaves at once and disturbs nobody")
  func cancelledWaiter() async throws {
    let service = HeldService(response: token(1))
    let signIn = signIn(at: service)
    try await withThrowingTaskGroup(of: AccessToken.self) { group in
      group.addTask { try await signIn.token(replacing: nil) }
      await service.firstRequest()
      let isCancelled = await withTaskGroup(of: Bool.self) { waiter in
        waiter.addTask {
          do {
            _ = try await signIn.token(replacing: nil)
            return false
          } catch { return error is CancellationError }
        }
        while await signIn.waiters < 1 { await Task.yield() }
        waiter.cancelAll()
        return await waiter.next() ?? false
      }
      #expect(isCancelled)
      service.release()
      for try await token in group { #expect(token.secret == "token-1") }
    }
    #expect(service.count == 1)
  }

  @Test("A refusal reaches all who wait")
  func sharedRefusal() async throws {
    let service = HeldService(response: .json(401, #"{"error":"invalid_client"}"#))
    let signIn = signIn(at: service)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<5 {
        group.addTask {
          do {
            _ = try await signIn.token(replacing: nil)
            return false
          } catch { return error is SignInFailure }
        }
      }
      await service.firstRequest()
      while await signIn.waiters < 4 { await Task.yield() }
      service.release()
      for await isRefused in group { #expect(isRefused) }
    }
    #expect(service.count == 1)
  }

  @Test("An identity service out of order is asked four times, with growing pauses")
  func transient() async throws {
    let clock = VirtualClock()
    let service = ScriptedService { [self] _, index in
      switch index {
      case 0: throw TransportFailure.timedOut
      case 1: .json(503, "")
      case 2: .json(200, "{ cut")
      default: token(1)
      }
    }
    _ = try await signIn(at: service, clock: clock).token(replacing: nil)
    #expect(service.requests.count == 4)
    #expect(clock.now == .seconds(1 + 2 + 4))
    let down = ScriptedService([.json(503, "")])
    await #expect(
      throws: TransportFailure.connectionBroken(reason: "the sign-in service answered 503")
    ) { try await signIn(at: down).token(replacing: nil) }
    #expect(down.requests.count == 4)
  }

  @Test("Its Retry-After is obeyed, up to a minute")
  func retryAfter() async throws {
    let clock = VirtualClock()
    let service = ScriptedService([.json(429, "", headers: [.init("Retry-After", "45")]), token(1)])
    _ = try await signIn(at: service, clock: clock).token(replacing: nil)
    #expect(clock.now == .seconds(45))
    let patient = ScriptedService([.json(429, "", headers: [.init("Retry-After", "600")])])
    await #expect {
      try await signIn(at: patient).token(replacing: nil)
    } throws: { ($0 as? ServicePause)?.asked == .seconds(600) }
    #expect(patient.requests.count == 1)
  }

  @Test("An identity service that never answers is given up, also without any budget")
  func silence() async {
    let service = HeldService(response: token(1))
    let signIn = SignIn(
      appOnly, endpoint: ServiceEndpoint(cloud: .global), transport: service, retry: RetryPolicy(attempts: 2),
      clock: VirtualClock().requestClock, timeLimit: .zero, reportUnstored: { _ in })
    await #expect(throws: TransportFailure.timedOut) { try await signIn.token(replacing: nil) }
    #expect(service.count <= 2)
  }

  @Test("A life of nothing costs no sign-in for each request, and a refused token is replaced all the same")
  func noLife() async throws {
    let clock = VirtualClock()
    let service = counting(lifetime: 0)
    let signIn = signIn(at: service, clock: clock)
    var last: AccessToken?
    for _ in 0..<200 {
      clock.advance(by: .seconds(1))
      last = try await signIn.token(replacing: nil)
    }
    #expect(service.requests.count == 1)
    #expect(try await signIn.token(replacing: last).secret == "token-2")
  }

  @Test("A refused transport is final")
  func refused() async {
    let service = ScriptedService { _, _ in throw TransportFailure.refused(reason: "no") }
    await #expect(throws: TransportFailure.refused(reason: "no")) {
      try await signIn(at: service).token(replacing: nil)
    }
    #expect(service.requests.count == 1)
  }

  @Test("Secrets print nowhere")
  func printing() {
    let user = Credentials(
      tenant: "t", clientID: "c",
      kind: .appAndUser(secret: Secret("hush-1"), refreshToken: FixedRefreshToken(Secret("hush-2"))))
    let grant = TokenGrant(user, audience: "a", refreshToken: Secret("hush-2"))
    var dumped = "\(user) \(String(reflecting: user)) \(Secret("hush-3"))"
    dump(user, to: &dumped)
    dump(grant.request(to: ServiceEndpoint(cloud: .global), tenant: "t"), to: &dumped)
    #expect(!dumped.contains("hush"))
  }
}
