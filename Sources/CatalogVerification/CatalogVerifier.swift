public import CatalogModel
public import CatalogQuery
import CatalogSchema
public import CatalogStore
import CatalogSync
public import Foundation
public import PartnerCenter
import Synchronization

/// Verifies stored items at the service, and updates the store with the findings.
///
/// Each item costs one request for the availabilities of its SKU in the customer's own catalog; items of one SKU and
/// segment share it. An item that is as stored is confirmed as of now. If one differs, its whole product is read again
/// in its market, so that the product is replaced as a whole or not at all. An error response is a result of its own.
public struct CatalogVerifier: Sendable {
  let store: CatalogStore
  let client: PartnerCenterClient
  let concurrency: Int
  let now: @Sendable () -> Date

  /// A verifier of one store.
  ///
  /// - Parameters:
  ///   - store: the catalog that is updated with the findings.
  ///   - client: the client of the store's tenant; it limits the rate of requests.
  ///   - concurrency: the number of questions at the same time, 1 or more.
  ///   - now: the clock of confirmations.
  public init(
    store: CatalogStore, client: PartnerCenterClient, concurrency: Int = 8,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.store = store
    self.client = client
    self.concurrency = max(1, concurrency)
    self.now = now
  }

  /// Verifies items at the service.
  ///
  /// - Parameters:
  ///   - items: as the store holds them.
  ///   - customer: the customer whose own catalog is asked; `nil` asks the catalog of the market.
  /// - Returns: a result for every item, also where some could not be asked about.
  /// - Throws: `CancellationError`; errors of the client where no item got an answer (`RequestError`,
  ///   `PermissionDenied`, `SignInFailure`, `BudgetExceeded`); `StoreError`. Earlier findings are kept.
  public func verify(_ items: [CatalogItem], for customer: CustomerID?) async throws -> VerificationReport {
    let before = client.traffic.requests
    let groups = Dictionary(grouping: items, by: AvailabilityQuestion.init)
    let progress = Mutex(Progress())
    try await forEachBounded(groups.sorted { $0.key < $1.key }, width: concurrency) { [self] question, items in
      // A reason to stop applies to the remaining questions as well.
      guard progress.withLock({ $0.stop == nil }) else { return }
      do {
        let look = try await look(question, items: items, customer: customer)
        progress.withLock { $0.looks[question] = look }
      } catch let error where error is CancellationError || error is StoreError {
        throw error
      } catch {
        progress.withLock { $0.stop = $0.stop ?? error }
      }
    }
    let result = progress.withLock { $0 }
    if let stop = result.stop, result.looks.isEmpty { throw stop }
    let requests = client.traffic.requests - before
    let reread = try await reread(result.looks.filter { !$0.value.suspects.isEmpty })
    let found = result.looks.mapValues(\.found).merging(reread.answers) { old, new in old.merging(new) { $1 } }
    return VerificationReport(
      items: items.map { item in
        found[AvailabilityQuestion(item)]?[item.catalogItemID]
          ?? ItemVerification(
            catalogItemID: item.catalogItemID, state: .notAsked, remark: result.stop.map { "\($0)" })
      }, requests: requests, rereadProducts: reread.products,
      rereadRequests: client.traffic.requests - before - requests)
  }

  private struct Progress: Sendable {
    var looks: [AvailabilityQuestion: Look] = [:]
    /// Why the rest was not asked about.
    var stop: (any Error)?
  }

  // MARK: - One request

  struct Look: Sendable {
    var found: [CatalogItemID: ItemVerification] = [:]
    /// Items that differ from the store; their products are read again.
    var suspects: [CatalogItem] = []
    /// The current fields of the product, where they differ from the store.
    var product: ProductContent?
    /// How the customer's own catalog refused.
    var refusal: VerificationRefusal?
  }

  /// The result of a request for a catalog.
  private enum Asked {
    case shown(SKUResponse)
    case refused(VerificationRefusal)
  }

  private func look(
    _ question: AvailabilityQuestion, items: [CatalogItem], customer: CustomerID?
  ) async throws -> Look {
    guard let unit = try await store.unit(question.unit), let stored = unit.skus[question.sku.sku] else {
      return Look(suspects: items)
    }
    var look = Look()
    var absent = items
    var confirmed: [CatalogItem] = []
    var isShown = false
    if let customer {
      switch try await ask(question, .customer(customer)) {
      case .refused(let refusal): look.refusal = refusal
      case .shown(let own):
        isShown = true
        absent = []
        look.product = own.product.flatMap { $0 == unit.product ? nil : $0 }
        for item in items {
          switch own.finding(of: item, in: stored, unit: unit) {
          case .asStored:
            confirmed.append(item)
            look.found[item.catalogItemID] = ItemVerification(
              catalogItemID: item.catalogItemID, state: .same, isInCustomerCatalog: true, comparedWith: .customer)
          case .different: look.suspects.append(item)
          case .absent: absent.append(item)
          }
        }
      }
    }
    if !absent.isEmpty {
      switch try await ask(question, .country(question.marketScope.market)) {
      case .refused(let refusal):
        for item in absent {
          look.found[item.catalogItemID] = ItemVerification(
            catalogItemID: item.catalogItemID, state: .refused, isInCustomerCatalog: isShown ? false : nil,
            refusal: look.refusal ?? refusal,
            remark: customer == nil ? nil : "The catalog of \(question.marketScope.market) refused as well: \(refusal)."
          )
        }
      case .shown(let market):
        look.product = look.product ?? market.product.flatMap { $0 == unit.product ? nil : $0 }
        for item in absent {
          guard case .asStored = market.finding(of: item, in: stored, unit: unit) else {
            look.suspects.append(item)
            continue
          }
          confirmed.append(item)
          look.found[item.catalogItemID] = ItemVerification(
            catalogItemID: item.catalogItemID, state: .same, isInCustomerCatalog: isShown ? false : nil,
            comparedWith: .market, remark: isShown ? Self.hiddenRemark : nil
          ).refused(by: look.refusal)
        }
      }
    }
    try await store.recordVerified(confirmed.map(VerifiedAvailability.init), at: now())
    return look
  }

  private static let hiddenRemark =
    "The customer's own catalog does not show it; the market's does. Possible causes are agreements, the Azure plan and the state of the account."

  private func ask(_ question: AvailabilityQuestion, _ audience: CatalogContext) async throws -> Asked {
    let segment: Segment? = question.asksNonprofit ? .nonprofit : nil
    let call = Call.availabilities(of: question.sku, for: audience, segment: segment, scope: question.marketScope.scope)
    let catalog: ItemVerification.ComparedCatalog = if case .customer = audience { .customer } else { .market }
    do {
      switch try await client.list(call, of: DetailedAvailability.self) {
      case .read(let reading) where reading.unreadable == 0:
        return .shown(
          SKUResponse(
            availabilities: reading.items.map {
              AvailabilityContent($0.availability, of: question.sku, asked: segment)
            },
            sku: reading.items.lazy.compactMap(\.sku).first.map { SKUContent($0) },
            product: reading.items.lazy.compactMap(\.product).first.map { ProductContent($0) }))
      case .notFound(let refusal):
        // The product or the SKU is not there, in the service's own words.
        guard let thing = refusal.absentThing, thing != .customer else {
          return .refused(VerificationRefusal(refusal, of: catalog))
        }
        return .shown(SKUResponse())
      case .forbidden(let refusal): return .refused(VerificationRefusal(refusal, of: catalog))
      case .read(let reading):
        return .refused(
          VerificationRefusal(
            catalog: catalog, message: "\(reading.unreadable) elements of the response cannot be read"))
      // `unchanged` refers to an earlier response, and none was named.
      case .unchanged: return .refused(VerificationRefusal(catalog: catalog))
      }
    } catch let failure as RequestError {
      guard let refusal = VerificationRefusal(failure, of: catalog) else { throw failure }
      return .refused(refusal)
    }
  }
}

extension VerificationRefusal {
  init(_ refusal: ServiceError, of catalog: ItemVerification.ComparedCatalog) {
    self.init(
      catalog: catalog, status: refusal.status, code: refusal.code, message: refusal.message,
      requestID: refusal.requestID)
  }

  /// - Returns: `nil` where no answer came.
  fileprivate init?(_ failure: RequestError, of catalog: ItemVerification.ComparedCatalog) {
    switch failure.cause {
    case .transport, .circuitOpen, .outcomeUnknown: return nil
    case .refused(let refusal): self.init(refusal, of: catalog)
    case .unreadable(let why):
      self.init(catalog: catalog, message: "the response cannot be read (\(why))", requestID: failure.requestID)
    case .paging(let why): self.init(catalog: catalog, message: why, requestID: failure.requestID)
    }
  }
}
