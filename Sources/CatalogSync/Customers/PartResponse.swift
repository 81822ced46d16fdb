import CatalogModel
import CatalogStore
import PartnerCenter
import Synchronization

/// Response to the request of one part of a customer.
enum PartResponse<Value> {
  case read(Value)
  /// This sign-in may not read the part of any customer: unknown, and not a fault.
  case closed
  /// The relationship of the partner with the customer has ended (403, code 20002).
  case ended(ServiceError)
  /// An error code of the service says that the element does not exist.
  case notFound(ServiceError)
  case failed(RequestError)
}

/// Requests parts of customers. A part that this sign-in may not read of any customer is requested once.
final class PartReader: Sendable {
  private let client: PartnerCenterClient
  private let closed = Mutex<Set<CustomerPart>>([])

  init(client: PartnerCenterClient) { self.client = client }

  /// Requests one resource.
  ///
  /// - Throws: errors that end the run.
  func get<Value: WireResource>(
    _ call: Call, as type: Value.Type, _ part: CustomerPart
  ) async throws -> PartResponse<Value> {
    try await unlessClosed(part) {
      switch try await client.get(call, as: type) {
      case .found(let value): .read(value)
      case .notFound(let refusal): .notFound(refusal)
      case .forbidden(let refusal): Self.forbidden(refusal, call)
      }
    }
  }

  /// Requests a list.
  ///
  /// - Returns: the elements; `failed` if any of them cannot be read.
  /// - Throws: errors that end the run.
  func list<Item: WireResource>(
    _ call: Call, of type: Item.Type, _ part: CustomerPart
  ) async throws -> PartResponse<[Item]> {
    try await unlessClosed(part) {
      switch try await client.list(call, of: type) {
      case .read(let reading) where reading.unreadable == 0: .read(reading.items)
      case .read(let reading): .failed(.unreadable(reading.unreadable, in: call.path))
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
  /// Whether only a sign-in with application and user may read it.
  ///
  /// Source: "Prerequisites" of the page of each route.
  fileprivate var takesUser: Bool {
    switch self {
    case .agreements, .directSigned, .entitlements: true
    case .profile, .qualifications, .subscriptions, .registrations: false
    }
  }
}
