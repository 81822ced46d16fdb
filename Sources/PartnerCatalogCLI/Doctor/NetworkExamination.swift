import CatalogModel
import CatalogQuery
import Foundation
import PartnerCenter

/// Checks of the connection to the service, each depending on the one before: hosts, clock, sign-in, token, one
/// request.
struct NetworkExamination: Sendable {
  var settings: Settings
  var environment: [String: String]
  var isOffline: Bool

  func findings() async -> [Finding] {
    if isOffline { return [.ok("network", "not checked: --offline")] }
    guard settings.namesAnAccount, let credentials = try? settings.credentials() else {
      return [.ok("network", "not checked: no account is configured")]
    }
    let secrets = KnownSecrets()
    do {
      let configuration = try HTTPTransportConfiguration(
        environment: environment, concurrency: 2, connectTimeout: .seconds(10), timeout: .seconds(30))
      configuration.addSecrets(to: secrets)
      return try await LiveConnection.withTransport(configuration) {
        await ask(credentials, over: $0, secrets: secrets)
      }
    } catch {
      // The obstacle is already a finding of the certificates or the proxy.
      return [.ok("network", "not checked: \(error)")]
    }
  }

  private func ask(
    _ credentials: Credentials, over transport: any Transport, secrets: KnownSecrets
  ) async -> [Finding] {
    let endpoint = settings.endpoint
    let login = await reach(
      "sign-in host", "\(endpoint.login)/common/.well-known/openid-configuration", over: transport)
    let api = await reach("API host", "\(endpoint.api)/v1", over: transport)
    var findings = [login.finding, api.finding] + [api.skew ?? login.skew].compactMap { $0.map(ClockFinding.finding) }
    guard login.finding.verdict == .ok else { return findings }
    let signIn = SignIn(
      credentials, endpoint: endpoint, transport: transport, retry: RetryPolicy(attempts: 1), secrets: secrets,
      reportUnstored: { _ in })
    do {
      let token = try await signIn.token(replacing: nil)
      findings.append(.ok("sign-in", "accepted as application \(credentials.clientID) in tenant \(credentials.tenant)"))
      findings += TokenFindings.all(
        TokenClaims(token)?.cleaned(by: secrets), audience: endpoint.audience, tenant: credentials.tenant,
        clientID: credentials.clientID)
    } catch let failure as SignInFailure {
      return findings + [
        .refusal(
          "sign-in", failure.message + (failure.correlationID.map { " (correlation id \($0))" } ?? ""),
          meaning: "The service cannot be read; look-ups in the catalog still work.",
          remedy: "Follow the message, then run `partner-catalog doctor` again.")
      ]
    } catch {
      return findings + [
        .problem(
          "sign-in", "\(error)", meaning: "The service cannot be read now.",
          remedy: "Try again later; if the problem persists, see the findings above.")
      ]
    }
    if api.finding.verdict == .ok { findings.append(await request(signIn, over: transport, secrets: secrets)) }
    return findings
  }

  /// Sends a request without a token: any response proves that name, route and certificate are good.
  private func reach(
    _ name: String, _ url: String, over transport: any Transport
  ) async -> (finding: Finding, skew: Double?) {
    let host = URLComponents(string: url)?.host ?? url
    let (before, start) = (Date(), ContinuousClock.now)
    do {
      let answer = try await transport.send(TransportRequest(url: url, headers: [.init("Accept", "application/json")]))
      let time = ContinuousClock.now - start
      let middle = before.addingTimeInterval(time / .seconds(1) / 2)
      let date = answer.headers["Date"].flatMap(HTTPDate.parse)
      return (
        .ok(name, "\(host) responds (\(answer.status), \(Int(time / .milliseconds(1))) ms)"),
        date.map { $0.timeIntervalSince(middle) }
      )
    } catch {
      return (
        .problem(
          name, "\(host) cannot be reached: \(error)", meaning: "The service cannot be read.",
          remedy:
            "Check network, firewall, proxy (HTTPS_PROXY), the address in the settings, and SSL_CERT_FILE for certificates."
        ), nil
      )
    }
  }

  /// Reads one product by id: found or not, the response proves that the catalog may be read.
  private func request(
    _ signIn: SignIn, over transport: any Transport, secrets: KnownSecrets
  ) async -> Finding {
    let market =
      settings.markets?.value.first ?? (try? Catalog(path: settings.database.value).markets().first?.market) ?? "US"
    let client = PartnerCenterClient(
      endpoint: settings.endpoint, transport: transport, tokens: signIn,
      limiter: RequestLimiter(requestsPerMinute: settings.rate.value, concurrency: 1), retry: RetryPolicy(attempts: 1),
      secrets: secrets)
    do {
      switch try await client.get(.product("DZH318Z0BPS6", for: .country(market)), as: Product.self) {
      case .found, .notFound: return .ok("catalog", "a request for a product of \(market.code) succeeded")
      case .forbidden(let refusal):
        return .warning(
          "catalog", "\(refusal)", meaning: "This partner does not sell in \(market.code).",
          remedy: "Choose markets that your Partner Center account may sell in.")
      }
    } catch let refused as PermissionDenied {
      return RequestFindings.notPermitted(refused.serviceError)
    } catch let failure as RequestError {
      if case .refused(let refusal) = failure.cause, failure.isNotPermitted {
        return RequestFindings.notPermitted(refusal)
      }
      guard failure.isTransient else { return Self.unreadable(failure) }
      return .warning(
        "catalog", "\(failure)", meaning: "The service is busy or down; a sync waits and repeats.",
        remedy: "Try again later.")
    } catch {
      return Self.unreadable(error)
    }
  }

  private static func unreadable(_ error: any Error) -> Finding {
    .problem(
      "catalog", "\(CommandError(error).message)", meaning: "The catalog cannot be read.",
      remedy: "Quote the MS-RequestId, if there is one, to Microsoft's support.")
  }
}
