import CatalogJSON
import CatalogQuery
import CatalogStore
import PartnerCenter
import PartnerCenterCommerce
import PartnerCenterEmulator

/// The service of a command: the real one, or the emulator inside the process.
enum Service: Sendable {
  case partnerCenter(Credentials)
  case demo(markets: [Market])

  /// The default markets of a demo.
  static let demoMarkets: [Market] = ["US", "DE", "JP"]
  /// The tenant of catalogs filled by a demo.
  static let demoTenant = "demo"
  /// Requests a minute of a demo: there is no service to spare.
  static let demoRate = 1_000_000.0

  /// The source of catalogs filled from this service.
  func source(_ settings: Settings, locale: String) -> CatalogStore.Source {
    switch self {
    case .partnerCenter(let credentials):
      .init(locale: locale, tenant: credentials.tenant, cloud: settings.cloud.value.rawValue)
    case .demo: .init(locale: locale, tenant: Self.demoTenant, cloud: settings.cloud.value.rawValue)
    }
  }

  /// Opens a client while the body runs.
  func withClient<Result: Sendable>(
    in session: CommandContext, locale: String, budget: Budget, _ body: (PartnerCenterClient) async throws -> Result
  ) async throws -> Result {
    let settings = session.settings
    func limiter(_ rate: Double) -> RequestLimiter {
      RequestLimiter(requestsPerMinute: rate, concurrency: settings.concurrency.value, budget: budget)
    }
    switch self {
    case .demo(let markets):
      let orders = DemoOrders(beside: session.database, markets: markets)
      // The customers' markets depend on the order of the markets.
      let emulator = Emulator(EmulatorConfiguration(shape: .demo(markets: markets.sorted())))
      emulator.replay(try orders.changes())
      return try await body(
        PartnerCenterClient(
          endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport { try orders.append($0) },
          tokens: emulator.accessTokens(asUser: true),
          limiter: limiter(settings.rate.origin == .standard ? Self.demoRate : settings.rate.value), locale: locale,
          logger: session.logger))
    case .partnerCenter(let credentials):
      return try await LiveConnection.withClient(
        credentials, endpoint: settings.endpoint,
        configuration: try HTTPTransportConfiguration(
          environment: session.environment, concurrency: settings.concurrency.value),
        limiter: limiter(settings.rate.value), locale: locale, logger: session.logger,
        reportUnstored: { session.console.warn($0.message) }
      ) { client, _ in try await body(client) }
    }
  }
}

extension Service {
  /// Opens a client of the billing export while the body runs: its own audience and base.
  ///
  /// - Throws: ``CommandError`` outside the global cloud, and for the demo.
  func withBillingExport<Result: Sendable>(
    in session: CommandContext, _ body: (BillingExport, any FileTransport) async throws -> Result
  ) async throws -> Result {
    let settings = session.settings
    guard case .partnerCenter(let credentials) = self, settings.cloud.value == .global else {
      throw CommandError(
        .failure, code: .reconciliation, message: "The billing export is in the global cloud alone.")
    }
    let limiter = RequestLimiter(
      requestsPerMinute: settings.rate.value, concurrency: settings.concurrency.value, budget: Budget())
    return try await LiveConnection.withClient(
      credentials,
      endpoint: .graph(api: (settings.graphURL ?? settings.apiURL)?.value, login: settings.endpoint.login),
      configuration: try HTTPTransportConfiguration(
        environment: session.environment, concurrency: settings.concurrency.value),
      limiter: limiter, locale: LocaleChoice.english, logger: session.logger,
      reportUnstored: { session.console.warn($0.message) }
    ) { client, files in try await body(BillingExport(client), files) }
  }
}
