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
    state = Mutex(
      State(
        catalog: EmulatorCatalog(configuration.shape), tokens: TokenIssuer(configuration),
        faults: FaultCounter(configuration.faults, seed: configuration.shape.seed),
        limit: configuration.requestsPerMinute.map { RateLimit(perMinute: $0) }))
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

  private func failed(_ fault: Fault, _ request: APIRequest) -> TransportResponse {
    dressed(fault.shape.response(status: fault.status, message: "The service is unavailable."), request)
  }

  /// A response that breaks off before, within or after its body; after it, the length promises another byte.
  private func lost(_ response: TransportResponse, _ moment: Fault.Moment) -> EmulatorReply {
    switch moment {
    case .before: return .broken(partial: nil, missing: 0)
    case .after: return .broken(partial: response, missing: 1)
    case .within:
      var partial = response
      partial.body = Data(response.body.prefix(response.body.count / 2))
      return .broken(partial: partial, missing: max(1, response.body.count - partial.body.count))
    }
  }

  /// - Returns: `nil` where the connection breaks instead.
  private func response(to request: APIRequest, faults: [Fault], now: Date) -> TransportResponse? {
    let header = request.headers["Authorization"]
    var (verdict, router) = state.withLock { state in
      (
        state.tokens.verdict(on: header, audience: configuration.audience, now: now),
        Router(
          catalog: state.catalog, configuration: configuration, dialect: configuration.dialect, request: request,
          customerChanges: state.customerChanges, isUser: state.tokens.isUser(header),
          registrations: state.registrations)
      )
    }
    do throws(APIError) {
      switch verdict {
      case .good: break
      case .unknown: throw APIError.noToken
      case .wrongAudience: throw APIError.wrongAudience
      }
      for fault in faults {
        switch fault.kind {
        case .duplicates: router.repeatsAnItem = true
        case .secondFactor: throw APIError.secondFactorMissing
        case .unknown: router.dialect.unknownFields = true
        case .bom: router.dialect.byteOrderMark = true
        case .short: router.shortage = fault.share
        case .forbidden:
          throw request.parts.last?.lowercased() == "products"
            ? APIError.viewForbidden : APIError.segmentForbidden
        default: break
        }
      }
      router.registrationPolls = noteRegistration(request)
      guard let response = try routed(router, now: now) else { return nil }
      return dressed(
        TransportResponse(status: response.status, headers: response.headers, body: response.body), request)
    } catch {
      return dressed(TransportResponse(status: error.status, body: error.body), request)
    }
  }

  /// The response of a route; those of purchases change the storefront in one step.
  ///
  /// - Returns: `nil` where the connection breaks instead.
  private func routed(_ router: Router, now: Date) throws(APIError) -> RouteResponse? {
    var router = router
    let route = CommerceRoute(router.request.parts)
    let storefront = state.withLock { state in
      state.storefront.settle(until: now, &state.faults)
      state.storefront.reissueAtRead(router, &state.faults)
      return state.storefront
    }
    router.reissues = storefront.reissues
    router.bought = { storefront.subscriptions(of: $0, at: now) }
    guard let route else { return try router.response() }
    let customer = route == .auditRecords ? nil : try router.customer(router.request.parts[2])
    let context = CommerceContext(router: router, now: now)
    let reply = try state.withLock { state throws(APIError) in
      try state.storefront.respond(to: route, customer: customer, context, &state.faults)
    }
    return if case .response(let response) = reply { response } else { nil }
  }

  /// Notes the start of a registration, and counts its status requests.
  private func noteRegistration(_ request: APIRequest) -> Int? {
    guard request.parts.count == 6, request.parts[3].lowercased() == "subscriptions" else { return nil }
    let subscription = request.parts[4].lowercased()
    return state.withLock { state in
      switch request.parts[5].lowercased() {
      case "registrations" where request.method == .post:
        state.registrations[subscription] = 0
        return 0
      case "registrationstatus":
        guard let polls = state.registrations[subscription] else { return nil }
        state.registrations[subscription] = polls + 1
        return polls + 1
      default: return nil
      }
    }
  }

  /// Adds the headers of every response. Some echoes are doubled, as by the service.
  private func dressed(_ response: TransportResponse, _ request: APIRequest) -> TransportResponse {
    var response = response
    if response.headers["Content-Type"] == nil, !response.body.isEmpty {
      response.headers.add("Content-Type", "application/json; charset=utf-8")
    }
    let requestID = request.headers.first("MS-RequestId") ?? CatalogIdentifier.guid(SeededRandom(seed: 1))
    let isDoubled = requestID.utf8.last.map { $0 % 4 == 0 } ?? false
    func echo(_ value: String) -> String { isDoubled ? "\(value),\(value)" : value }
    response.headers.add("MS-RequestId", echo(requestID))
    if let correlation = request.headers.first("MS-CorrelationId") {
      response.headers.add("MS-CorrelationId", echo(correlation))
    }
    response.headers.add("X-Locale", echo(request.headers.first("X-Locale") ?? "en-US"))
    return response
  }

  private func note(_ request: APIRequest, _ reply: EmulatorReply) {
    let status: Int =
      switch reply {
      case .response(let response): response.status
      case .broken(let partial, _): partial?.status ?? 0
      }
    let served = ServedRequest(
      method: request.method.rawValue, path: request.target,
      requestID: request.headers.first("MS-RequestId") ?? "", status: status)
    state.withLock { state in
      if state.log.count >= Self.longestLog { state.log.removeFirst(Self.longestLog / 2) }
      state.log.append(served)
    }
  }
}
