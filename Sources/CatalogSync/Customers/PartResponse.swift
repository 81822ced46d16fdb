import CatalogModel
import CatalogStore
import PartnerCenter
import Synchronization

/// What asking for one part of a customer brought.
enum PartResponse<Value> {
  case read(Value)
  /// This sign-in may not read it of anyone: unknown, and no fault.
  case closed
  /// The service says that the partner sells to the customer no more (403, code 20002).
  case ended(ServiceError)
  /// The service's own word that the thing is not there.
  case notFound(ServiceError)
  case failed(RequestError)
}

/// Asks for parts of customers. What this sign-in may not read of anyone is asked for once, not once a customer.
final class PartReader: Sendable {
  private let client: PartnerCenterClient
  private let closed = Mutex<Set<CustomerPart>>([])

  init(client: PartnerCenterClient) { self.client = client }

  func get<Value: WireResource>(_ call: Call, as type: Value.Type, _ part: CustomerPart) async throws -> PartResponse<
    Value
  > {
    try await unlessClosed(part) {
      switch try await client.get(call, as: type) {
      case .found(let value): .read(value)
      case .notFound(let refusal): .notFound(refusal)
      case .forbidden(let refusal): Self.forbidden(refusal, call)
      }
    }
  }

  /// - Returns: `failed` also for a list with elements that cannot be read; what could be read of it is lost.
  func list<Item: WireResource>(_ call: Call, of type: Item.Type, _ part: CustomerPart) async throws -> PartResponse<
    [Item]
  > {
    try await unlessClosed(part) {
      switch try await client.list(call, of: type) {
      case .read(let reading) where reading.unreadable == 0: .read(reading.items)
      case .read(let reading):
        .failed(
          RequestError(cause: .unreadable("\(reading.unreadable) of its elements cannot be read"), path: call.path))
      case .unchanged: .failed(RequestError(cause: .unreadable("no list came back"), path: call.path))
      case .notFound(let refusal): .notFound(refusal)
      case .forbidden(let refusal): Self.forbidden(refusal, call)
      }
    }
  }

  private static func forbidden<Value>(_ refusal: ServiceError, _ call: Call) -> PartResponse<Value> {
    refusal.code == "20002" ? .ended(refusal) : .failed(RequestError(cause: .refused(refusal), path: call.path))
  }

  private func unlessClosed<Value>(
    _ part: CustomerPart, _ ask: () async throws -> PartResponse<Value>
  ) async throws -> PartResponse<Value> {
    if closed.withLock({ $0.contains(part) }) { return .closed }
    do {
      return try await ask()
    } catch let failure as RequestError {
      guard part.takesUser, case .refused(let refusal) = failure.cause, refusal.code == "900329" else {
        return .failed(failure)
      }
      closed.withLock { _ = $0.insert(part) }
      return .closed
    }
  }
}

extension CustomerPart {
  /// Whether only an application and user may read it. Source: "Prerequisites" of the page of each route.
  fileprivate var takesUser: Bool {
    switch self {
    case .agreements, .directSigned, .entitlements: true
    case .profile, .qualifications, .subscriptions, .registrations: false
    }
  }
}
