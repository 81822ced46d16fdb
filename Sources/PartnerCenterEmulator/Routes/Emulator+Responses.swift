import Foundation
import PartnerCenter
import Synchronization

/// The response to one request, with the faults that change it.
extension Emulator {
  func failed(_ fault: Fault, _ request: APIRequest) -> TransportResponse {
    dressed(fault.shape.response(status: fault.status, message: "The service is unavailable."), request)
  }

  /// A response that breaks off before, within or after its body; after it, the length promises another byte.
  func lost(_ response: TransportResponse, _ moment: Fault.Moment) -> EmulatorReply {
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
  func response(to request: APIRequest, faults: [Fault], now: Date) -> TransportResponse? {
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

  /// Carries out a request of an application and user, without faults. A refused one changes what it changed at first.
  func carryOut(_ request: APIRequest, at now: Date) {
    var router = state.withLock { state in
      Router(
        catalog: state.catalog, configuration: configuration, dialect: configuration.dialect, request: request,
        customerChanges: state.customerChanges, isUser: true, registrations: state.registrations)
    }
    router.registrationPolls = noteRegistration(request)
    _ = try? routed(router, now: now)
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
    if let route = InvoiceRoute(router.request) {
      let book = state.withLock { $0.invoiceBook(at: now) }
      return try InvoiceDesk(router: router, book: book).response(to: route)
    }
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
  func dressed(_ response: TransportResponse, _ request: APIRequest) -> TransportResponse {
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
}
