import Foundation
public import PartnerCenter

/// The billing export of Microsoft Graph: asked for, waited for, and described by a manifest of files.
///
/// The client must be one of Microsoft Graph's own endpoint and audience. Addresses in responses are not followed: of a
/// `Location` and of a link only the id counts, so that the token goes to the known host alone.
///
/// Source: Microsoft Graph, "partners billing API overview"; permission `PartnerBilling.Read.All`, global cloud only.
public struct BillingExport: Sendable {
  private let client: PartnerCenterClient
  private let sleep: @Sendable (Duration) async throws -> Void
  /// How long an export is waited for. Source: the page names 1 to 15 minutes.
  private let patience: Duration

  /// What is exported.
  public enum Question: Sendable, Hashable {
    /// The lines of an invoice.
    case billed(InvoiceID)
    /// What is not billed yet in a currency.
    case unbilled(currency: String, Call.BillingPeriod)
  }

  /// The end of an export.
  public enum Outcome: Sendable, Hashable {
    /// It is ready.
    case ready(ExportManifest)
    /// The service has no data, or failed. The text is its own; untrusted.
    case failed(String)
    /// It was not ready in time.
    case late
    /// Its description has expired: it must be asked for again.
    case expired
  }

  /// Creates an export. Nothing is sent before the first call.
  ///
  /// - Parameters:
  ///   - client: of Microsoft Graph.
  ///   - patience: how long an export is waited for.
  ///   - sleep: waits between two looks.
  public init(
    _ client: PartnerCenterClient, patience: Duration = .seconds(1800),
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.client = client
    self.patience = patience
    self.sleep = sleep
  }

  /// Asks for an export, and waits until it is ready.
  ///
  /// - Throws: as `PartnerCenterClient.get(_:as:)`.
  public func prepare(_ question: Question) async throws -> Outcome {
    let operation: String
    switch try await client.exchange(.export(question), reading: Self.operation) {
    case .found(let id): operation = id
    case .notFound(let refusal), .forbidden(let refusal): return .failed("\(refusal)")
    }
    var waited: Duration = .zero
    while true {
      let (state, pause) = try await state(of: operation)
      switch state {
      case .ready(var manifest):
        manifest.operation = operation
        return .ready(manifest)
      case .link(let id): return try await manifest(id)
      case .failed(let reason): return .failed(reason)
      case .gone: return .expired
      case .running: break
      }
      guard waited < patience else { return .late }
      try await sleep(pause)
      waited += pause
    }
  }

  /// Whether a description is still that of the data: read again from where it was found, in a resource of its own or in
  /// its operation.
  ///
  /// - Throws: as `PartnerCenterClient.get(_:as:)`.
  public func isCurrent(_ manifest: ExportManifest) async throws -> Bool {
    if let operation = manifest.operation {
      guard case .ready(let now) = try await state(of: operation).0 else { return false }
      return now.eTag == manifest.eTag
    }
    guard case .ready(let now) = try await self.manifest(manifest.id) else { return false }
    return now.eTag == manifest.eTag
  }

  private func manifest(_ id: String) async throws -> Outcome {
    do {
      switch try await client.get(.exportManifest(id), as: ExportManifest.self) {
      case .found(var manifest):
        // The address decides, whatever the body says.
        manifest.id = id
        return .ready(manifest)
      case .notFound, .forbidden: return .expired
      }
    } catch let error as RequestError where error.isGone {
      return .expired
    }
  }

  private func state(of operation: String) async throws -> (ExportOperation.State, Duration) {
    do {
      let read = try await client.exchange(.exportOperation(operation)) { response in
        let operation = try ExportOperation(body: response.body)
        let seconds = response.headers.first("Retry-After").flatMap { Int($0) } ?? 10
        return (operation.state, Duration.seconds(min(max(seconds, 1), 120)))
      }
      switch read {
      case .found(let state): return state
      case .notFound(let refusal), .forbidden(let refusal): return (.failed("\(refusal)"), .zero)
      }
    } catch let error as RequestError where error.isGone {
      return (.gone, .zero)
    }
  }

  /// The id at the end of `Location`; the body may hold it instead.
  private static func operation(_ response: TransportResponse) throws -> String {
    if let location = response.headers.first("Location"), let id = GraphLink.id(location) { return id }
    if let operation = try? ExportOperation(body: response.body), let id = operation.id { return id }
    throw WireObject.Fault.missing("Location")
  }
}

/// Addresses of Microsoft Graph, of which the last part alone counts.
enum GraphLink {
  static func id(_ address: String) -> String? {
    let path = address.split(whereSeparator: { "?#".contains($0) }).first ?? ""
    guard let id = path.split(separator: "/").last.map(key), (1...200).contains(id.utf8.count),
      id.utf8.allSatisfy({ byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
          || byte == 0x5F
      })
    else { return nil }
    return String(id)
  }

  /// The key of a part such as `manifests('7')`, as OData also writes `manifests/7`.
  private static func key(_ part: Substring) -> Substring {
    guard part.hasSuffix(")"), let open = part.firstIndex(of: "(") else { return part }
    let inside = part[part.index(after: open)..<part.index(before: part.endIndex)]
    guard inside.utf8.count > 1, inside.hasPrefix("'"), inside.hasSuffix("'") else { return inside }
    return inside.dropFirst().dropLast()
  }
}

extension RequestError {
  /// Whether a description or a file is there no more.
  fileprivate var isGone: Bool {
    if case .refused(let refusal) = cause { [404, 410].contains(refusal.status) } else { false }
  }
}
