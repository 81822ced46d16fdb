import CatalogModel
import Foundation
public import PartnerCenter
import Synchronization

/// An emulator of Partner Center: request in, reply out. It serves the documented endpoints from generated data.
///
/// Its replies depend only on its configuration, the order of requests, and the clock. It is not the specification of
/// the service.
public final class Emulator: Sendable {
  /// The capacity of the log; beyond it the oldest requests are dropped.
  static let longestLog = 200_000

  struct State: Sendable {
    var catalog: EmulatorCatalog
    var tokens: TokenIssuer
    var faults: FaultCounter
    var limit: RateLimit?
    /// The status requests of each registration since its start.
    var registrations: [String: Int] = [:]
    var customerChanges = CustomerChanges()
    var storefront = Storefront()
    var exports = StoredExports()
    /// The invoices as they were last asked for.
    var book: InvoiceBook?
    /// Seconds by which the service's clock was moved.
    var clockOffset: TimeInterval = 0
    var count = 0
    var log: [ServedRequest] = []
  }

  let configuration: EmulatorConfiguration
  let clock: EmulatorClock
  let state: Mutex<State>

  /// Creates an emulator. The catalog is generated as requests need it; generation itself costs nothing here.
  public init(_ configuration: EmulatorConfiguration = EmulatorConfiguration(), clock: EmulatorClock = .system) {
    self.configuration = configuration
    self.clock = clock
    let catalog = EmulatorCatalog(configuration.shape)
    var first = State(
      catalog: catalog, tokens: TokenIssuer(configuration),
      faults: FaultCounter(configuration.faults, seed: configuration.shape.seed),
      limit: configuration.requestsPerMinute.map { RateLimit(perMinute: $0) })
    first.storefront.orders =
      SampleOrders(catalog: catalog, shape: configuration.invoices, now: clock.now()).orders
    state = Mutex(first)
  }

  // MARK: - What happened and what is served

  /// The requests below `/v1` that were served so far, the latest 200,000 in order.
  public var served: [ServedRequest] { state.withLock { $0.log } }

  /// The number of requests below `/v1` served so far.
  public var servedCount: Int { state.withLock { $0.count } }

  /// The version of the catalog that is served.
  public var version: Int { state.withLock { $0.catalog.shape.version } }

  /// Switches to another version of the catalog, at least 1.
  public func setVersion(_ version: Int) {
    var shape = state.withLock { $0.catalog.shape }
    shape.version = max(1, version)
    let catalog = EmulatorCatalog(shape)
    state.withLock { $0.catalog = catalog }
  }

  /// Replaces the faults; their counters start at zero.
  public func setFaults(_ script: FaultScript) {
    state.withLock { $0.faults = FaultCounter(script, seed: configuration.shape.seed) }
  }

  // MARK: - Answering

  /// Replies to one request.
  ///
  /// - Throws: the errors of the clock, such as `CancellationError`. A malformed request is not an error: its reply has
  ///   status 4xx.
  public func respond(to request: TransportRequest) async throws -> EmulatorReply {
    var reply = try await undatedReply(to: request)
    reply.date(serviceTime)
    return reply
  }

  /// The time of the service's clock.
  var serviceTime: Date {
    let offset = state.withLock { Double($0.faults.script.skew) + $0.clockOffset }
    return clock.now().addingTimeInterval(offset)
  }

  private func undatedReply(to request: TransportRequest) async throws -> EmulatorReply {
    let parsed = APIRequest(request)
    let takesMethod =
      CommerceRoute(parsed.parts)?.takes(request.method) ?? (request.method == .get || request.method == .post)
    guard takesMethod else { return .response(TransportResponse(status: 405)) }
    switch parsed.parts.first?.lowercased() {
    case "v1": return try await apiReply(parsed)
    case "v1.0" where parsed.parts.dropFirst().first?.lowercased() == "sales": return try await priceReply(parsed)
    case "api" where parsed.parts.dropFirst().first?.lowercased() == "retail": return try await retailReply(parsed)
    case "v1.0", "blobs":
      let reply = EmulatorReply.response(exportReply(parsed))
      note(parsed, reply)
      return reply
    case "_emulator": return .response(control(parsed))
    default:
      if parsed.parts.last?.lowercased() == "token", parsed.method == .post {
        let now = serviceTime
        return .response(
          state.withLock { state in
            state.tokens.response(parsed, faults: state.faults.script, now: now)
          })
      }
      return .response(TransportResponse(status: 404))
    }
  }

  private func apiReply(_ request: APIRequest) async throws -> EmulatorReply {
    if configuration.latency > .zero { try await clock.sleep(configuration.latency) }
    let now = serviceTime
    let (faults, wait) = state.withLock { state in
      state.count += 1
      return (state.faults.next(target: request.target), state.limit?.take(now: now) ?? nil)
    }
    for fault in faults where fault.kind == .slow { try await clock.sleep(fault.delay) }
    let reply = reply(to: request, faults: faults, wait: wait, now: now)
    note(request, reply)
    return reply
  }

  private func reply(to request: APIRequest, faults: [Fault], wait: Int?, now: Date) -> EmulatorReply {
    if let wait { return .response(dressed(Throttling.response(.seconds(wait), now: now), request)) }
    for fault in faults {
      switch fault.kind {
      case .throttle: return .response(dressed(Throttling.response(fault.retryAfter, now: now), request))
      case .error where fault.moment == .before: return .response(failed(fault, request))
      case .drop: return .broken(partial: nil, missing: 0)
      case .expired: state.withLock { $0.tokens.revoke(request.headers["Authorization"]) }
      default: break
      }
    }
    guard var response = response(to: request, faults: faults, now: now) else {
      return .broken(partial: nil, missing: 0)
    }
    let isSuccess = (200..<300).contains(response.status)
    for fault in faults {
      switch fault.kind {
      case .error: return .response(failed(fault, request))
      case .lost: return lost(response, fault.moment)
      case .malformed where isSuccess:
        response.body = Data("{\"totalCount\": 1, \"items\": [{\"id\": ,,".utf8)
      case .truncate where isSuccess && !response.body.isEmpty:
        let kept = response.body.prefix(response.body.count / 2)
        let missing = response.body.count - kept.count
        response.body = Data(kept)
        if !fault.isCutHidden { return .broken(partial: response, missing: missing) }
      default: break
      }
    }
    return .response(response)
  }

  /// Notes a request for a price sheet, whose id has another header.
  func notePrices(_ request: APIRequest, _ reply: EmulatorReply) { note(request, reply, id: "client-request-id") }

  private func note(_ request: APIRequest, _ reply: EmulatorReply, id: String = "MS-RequestId") {
    let status: Int =
      switch reply {
      case .response(let response): response.status
      case .broken(let partial, _): partial?.status ?? 0
      }
    let served = ServedRequest(
      method: request.method.rawValue, path: request.target,
      requestID: request.headers.first(id) ?? "", status: status)
    state.withLock { state in
      if state.log.count >= Self.longestLog { state.log.removeFirst(Self.longestLog / 2) }
      state.log.append(served)
    }
  }
}
