import CatalogJSON
import CatalogModel
import CatalogStore
import CatalogSync
import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// Opens catalog and host, runs one price sync, and records its end.
struct PriceSyncRunner: Sendable {
  var session: CommandContext
  /// `nil` without an account, for public prices alone.
  var service: Service?
  var locale: String
  var records: RunRecords?

  func sync(_ options: PriceSyncOptions) async throws -> (report: PriceSyncReport, run: EndedRun) {
    let startedAt = Date()
    do {
      let base = service == nil ? "" : try PriceHost.base(session.settings)
      try checkSignIn()
      // Public prices belong to no account: they leave the source of the catalog as it is.
      let store =
        try service.map {
          try CatalogStore(path: session.database, source: $0.source(session.settings, locale: locale))
        } ?? CatalogStore(keepingSourceOf: session.database)
      let retailBase = PriceHost.retailBase(session.settings)
      let report = try await withPromotions(options) { promotions in
        try await withHost { host, tokens in
          await PriceSynchronizer(
            store: store, base: base, retailBase: retailBase, host: host, tokens: tokens, promotions: promotions
          ).sync(options)
        }
      }
      let run = EndedRun(.pricesSync, report)
      await session.console.record(run, in: store)
      records?.record(run)
      return (report, run)
    } catch {
      records?.record(
        EndedRun(.pricesSync, failed: CommandError(error), startedAt: startedAt, finishedAt: Date()))
      throw error
    }
  }

  /// - Throws: ``CommandError`` where the account is an application alone.
  private func checkSignIn() throws {
    guard case .partnerCenter(let credentials)? = service, case .appOnly = credentials.kind else { return }
    throw CommandError(
      .notPermitted, code: .signIn,
      message: "Prices need the sign-in as application and user; the catalog does not. Set "
        + "\(SettingKey.refreshToken.variable)_FILE to a refresh token of the secure application model, of a user with the "
        + "role Admin Agent or Sales Agent. Stored prices stay as they are.")
  }

  /// Opens a client of the main API while the body runs, where promotions are read.
  ///
  /// An application alone may read them: a refresh token that serves once is left to the price sheets.
  private func withPromotions<Result: Sendable>(
    _ options: PriceSyncOptions, _ body: (PartnerCenterClient?) async throws -> Result
  ) async throws -> Result {
    guard options.readsPromotions, var service else { return try await body(nil) }
    if case .partnerCenter(var credentials) = service, case .appAndUser(let secret?, _) = credentials.kind {
      credentials.kind = .appOnly(secret: secret)
      service = .partnerCenter(credentials)
    }
    return try await service.withClient(
      in: session, locale: locale, budget: Budget(requests: options.mostRequests)
    ) { try await body($0) }
  }

  private func withHost<Result: Sendable>(
    _ body: (any PriceSheetHost, (any AccessTokenSource)?) async throws -> Result
  ) async throws -> Result {
    if case .demo(let markets)? = service {
      let emulator = Emulator(EmulatorConfiguration(shape: .demo(markets: markets)))
      return try await body(EmulatedPriceSheetHost(transport: emulator.transport()), emulator.priceTokens())
    }
    let configuration = try HTTPTransportConfiguration(
      environment: session.environment, concurrency: session.settings.concurrency.value)
    return try await LiveConnection.withTransport(configuration) { transport in
      let host = HTTPPriceSheetHost(transport: transport)
      guard case .partnerCenter(let credentials)? = service else { return try await body(host, nil) }
      let tokens = SignIn(
        credentials, endpoint: session.settings.endpoint, audience: PriceHost.audience, transport: transport,
        reportUnstored: { session.console.warn($0.message) })
      return try await body(host, tokens)
    }
  }
}

extension PriceSyncReport: RunReport {
  var catalogRun: Int64? { nil }
  var firstFailure: FailedPart? { nil }
  var reachedNothing: Bool { false }
}
