package import CatalogModel
import Foundation
import PartnerCenter

/// Which sheet to ask for.
package struct PriceSheetRequest: Sendable, Hashable {
  package var view: PriceView
  package var timeline: PriceTimeline
  package var market: Market
  /// The month of the sheet.
  package var month: SheetMonth
  /// Whether the month has passed: the sheet is asked for by its month.
  package var isHistory: Bool

  /// Source: "Get a price sheet". Quotes and `$value` are sent as they are, as all clients do.
  var path: String {
    let time =
      timeline == .future ? "timeline=future" : isHistory ? "timeline=history&month=\(month)" : "timeline=current"
    return "/v1.0/sales/pricesheets(Market='\(market.code)',PricesheetView='\(view.rawValue)')/$value?\(time)"
  }
}

/// Why a sheet could not be read. What is stored stays.
package struct PriceSheetFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// As a clause, such as `the service answered 503`. Never a token or a price.
  package var description: String
  /// Whether the run is pointless from here on: the sign-in or the role is refused.
  package var isNotPermitted = false
  /// Whether the service refused the address itself: another may serve.
  var isOfAddress = false

  /// Why the run ends with it; `nil` where it goes on.
  var stop: SyncStop? {
    isNotPermitted ? .signIn(SignInFailure(code: nil, message: "Prices cannot be read: \(description).")) : nil
  }
}

/// Asks for one file, and repeats as long as that may help.
///
/// `client-request-id` is the same again where no response came, and a new one after any. The token goes to the configured
/// host alone.
struct PriceSheetClient {
  var base: String
  var host: any PriceSheetHost
  /// `nil` for a host that asks for no sign-in.
  var tokens: (any AccessTokenSource)?
  var secrets: KnownSecrets
  var sleep: @Sendable (Duration) async throws -> Void

  /// How often a request is sent in all.
  private static let attempts = 4
  /// The longest wait that the service may ask for; beyond it the run ends.
  private static let longestWait: Duration = .seconds(120)

  /// What a request asks for.
  enum Form {
    /// A file, in an archive where that passes the way.
    case sheet
    /// A sheet of announced prices: where nothing is announced, a 404 without words says so.
    ///
    /// Source: "Get a price sheet", response 404 with `timeline=future`.
    case preview
    /// A page of a list.
    case page
  }

  /// - Returns: whether there is such a file; it is at the path then.
  /// - Throws: ``PriceSheetFailure``, `BudgetExceeded`, `CancellationError`.
  func fetch(
    _ url: String, as form: Form = .sheet, to path: String, most: Int?, _ traffic: inout RequestCounts
  ) async throws -> Bool {
    var refused: AccessToken?
    var id = UUID().uuidString.lowercased()
    var asksForArchive = true
    var failure = PriceSheetFailure(description: "nothing was sent")
    for attempt in 1...Self.attempts {
      if let most, traffic.requests >= most { throw BudgetExceeded(kind: .requests) }
      let token = try await signIn(replacing: refused)
      traffic.requests += 1
      if attempt > 1 { traffic.retries += 1 }
      try? FileManager.default.removeItem(atPath: path)
      var headers: Headers = []
      if let token { headers.add("Authorization", "Bearer \(token.secret)") }
      switch form {
      case .sheet, .preview:
        headers.add("client-request-id", id)
        headers.add("Accept", "application/octet-stream")
        headers.add("Accept-Encoding", asksForArchive ? "deflate" : "identity")
      case .page:
        headers.add("Accept", "application/json")
        headers.add("Accept-Encoding", "gzip")
      }
      let response: TransportResponse
      do {
        response = try await host.download(TransportRequest(url: url, headers: headers), to: path)
      } catch let broken as TransportFailure {
        failure = PriceSheetFailure(description: "\(broken.cleaned(by: secrets))")
        guard broken.isTransient else { throw failure }
        // A proxy that marks the archive as compressed makes it unreadable on the way.
        asksForArchive.toggle()
        try await pause(attempt, nil)
        continue
      }
      id = UUID().uuidString.lowercased()
      switch response.status {
      case 200: return true
      case 404 where isAbsence(response, of: form): return false
      case 404:
        throw PriceSheetFailure(
          description: "a 404 without an error of the service proves no absence", isOfAddress: form == .page)
      case 401 where token != nil && refused == nil:
        refused = token
        continue
      case 300..<400:
        throw PriceSheetFailure(
          description:
            "the service redirects to another address, which is not followed"
            + (tokens == nil ? "" : ": the token goes to one host alone"))
      case 400, 401, 403: throw refusal(response)
      case 429, 500...599:
        if response.status == 429 { traffic.throttled += 1 }
        let error = ServiceError(response, secrets: secrets)
        failure = PriceSheetFailure(description: "\(error)")
        if let asked = error.retryAfter, asked > Self.longestWait { throw failure }
        try await pause(attempt, error.retryAfter)
      default:
        throw PriceSheetFailure(
          description: "\(ServiceError(response, secrets: secrets))", isOfAddress: true)
      }
    }
    throw failure
  }

  /// Whether a 404 is the service's own word: gateways answer so for routes that are down.
  private func isAbsence(_ response: TransportResponse, of form: Form) -> Bool {
    if form == .preview, response.body.isEmpty { return true }
    return ServiceError(response, secrets: secrets).statesReason
  }

  private func signIn(replacing refused: AccessToken?) async throws -> AccessToken? {
    guard let tokens else { return nil }
    do {
      return try await tokens.token(replacing: refused)
    } catch let failure as SignInFailure {
      throw PriceSheetFailure(description: failure.message, isNotPermitted: true)
    } catch let failure as TransportFailure {
      throw PriceSheetFailure(description: "signing in failed: \(failure.cleaned(by: secrets))")
    }
  }

  private func refusal(_ response: TransportResponse) -> PriceSheetFailure {
    let error = ServiceError(response, secrets: secrets)
    guard tokens != nil else {
      return PriceSheetFailure(description: "\(error)", isOfAddress: response.status == 400)
    }
    let advice =
      switch response.status {
      case 400 where "\(error)".contains("user information"):
        "an application alone may not read prices: sign in as application and user"
      case 401: "the token is not accepted: the application needs the permission of the API \"Microsoft Partner\""
      case 403: "the user who consented needs the role Admin Agent or Sales Agent"
      default: ""
      }
    return PriceSheetFailure(
      description: "\(error)" + (advice.isEmpty ? "" : " (\(advice))"),
      isNotPermitted: response.status != 400 || !advice.isEmpty)
  }

  private func pause(_ attempt: Int, _ asked: Duration?) async throws {
    guard attempt < Self.attempts else { return }
    try await sleep(asked ?? .milliseconds(500 << attempt))
  }
}
