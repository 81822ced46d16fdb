import CatalogModel
import CatalogStore
import PartnerCenter
import Synchronization

/// What asking for one part of a customer brought.
enum PartAnswer<Value> {
  case read(Value)
  /// This sign-in may not read it of anyone: unknown, and no fault.
  case closed
  /// The service says that the partner sells to the customer no more (403, code 20002).
  case ended(ServiceRefusal)
  /// The service's own word that the thing is not there.
  case notFound(ServiceRefusal)
  case failed(CallFailure)
}

/// Asks for parts of customers. What this sign-in may not read of anyone is asked for once, not once a customer.
final class PartReader: Sendable {
  private let client: PartnerCenterClient
  private let closed = Mutex<Set<CustomerPart>>([])

  init(client: PartnerCenterClient) { self.client = client }

  func get<Value: WireResource>(_ call: Call, as type: Value.Type, _ part: CustomerPart) async throws -> PartAnswer<
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
  func list<Item: WireResource>(_ call: Call, of type: Item.Type, _ part: CustomerPart) async throws -> PartAnswer<
    [Item]
  > {
    try await unlessClosed(part) {
      switch try await client.list(call, of: type) {
      case .read(let reading) where reading.unreadable == 0: .read(reading.items)
      case .read(let reading):
        .failed(
          CallFailure(cause: .unreadable("\(reading.unreadable) of its elements cannot be read"), path: call.path))
      case .unchanged: .failed(CallFailure(cause: .unreadable("no list came back"), path: call.path))
      case .notFound(let refusal): .notFound(refusal)
      case .forbidden(let refusal): Self.forbidden(refusal, call)
      }
    }
  }

  private static func forbidden<Value>(_ refusal: ServiceRefusal, _ call: Call) -> PartAnswer<Value> {
    refusal.code == "20002" ? .ended(refusal) : .failed(CallFailure(cause: .refused(refusal), path: call.path))
  }

  private func unlessClosed<Value>(
    _ part: CustomerPart, _ ask: () async throws -> PartAnswer<Value>
  ) async throws -> PartAnswer<Value> {
    if closed.withLock({ $0.contains(part) }) { return .closed }
    do {
      return try await ask()
    } catch let failure as CallFailure {
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
