public import CatalogModel
public import CatalogQuery
public import CatalogStore
import CatalogSync
public import Foundation
public import PartnerCenter
import Synchronization

/// Proves stored items at the service, and brings the store up to date with what it finds.
///
/// Each item costs one request, its SKU's availabilities in the customer's own catalog; items of one SKU and segment share
/// it. What is found as it was stored is noted as confirmed now. Of what is not, the whole product is read again in its
/// market, so that the store changes in its unit of truth or not at all. What refuses to answer is a state of its own.
public struct CatalogVerifier: Sendable {
  let store: CatalogStore
  let client: PartnerCenterClient
  let concurrency: Int
  let now: @Sendable () -> Date

  /// - Parameter concurrency: how many items are asked for side by side; the client's gate bounds requests.
  public init(
    store: CatalogStore, client: PartnerCenterClient, concurrency: Int = 8,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.store = store
    self.client = client
    self.concurrency = max(1, concurrency)
    self.now = now
  }

  /// Asks the service about items.
  ///
  /// - Parameters:
  ///   - items: as the store holds them.
  ///   - customer: whose own catalog is asked; `nil` asks that of the market.
  /// - Returns: every item with a state of its own, also where some could not be asked about.
  /// - Throws: `CancellationError`; what the client throws where not one item was answered (`CallFailure`, `NotPermitted`,
  ///   `SignInFailure`, `BudgetSpent`); `StoreError`. What was found before is kept.
  public func verify(_ items: [CatalogItem], for customer: CustomerID?) async throws -> VerificationReport {
    let before = client.traffic.requests
    let groups = Dictionary(grouping: items, by: AvailabilityQuestion.init)
    let progress = Mutex(Progress())
    try await forEachBounded(groups.sorted { $0.key < $1.key }, width: concurrency) { [self] question, items in
      // What stands in the way of one question stands in the way of those that follow.
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

  private struct Look: Sendable {
    var found: [CatalogItemID: ItemVerification] = [:]
    /// What is not as it is stored: its product is read again.
    var suspects: [CatalogItem] = []
    /// What the product is called now, where that is not as it is stored.
    var product: ProductContent?
    /// How the customer's own catalog refused.
    var refusal: VerificationRefusal?
  }

  /// What asking for a catalog brought.
  private enum Asked {
    case shown(SKUAnswer)
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
      switch try await ask(question, .country(question.place.market)) {
      case .refused(let refusal):
        for item in absent {
          look.found[item.catalogItemID] = ItemVerification(
            catalogItemID: item.catalogItemID, state: .refused, isInCustomerCatalog: isShown ? false : nil,
            refusal: look.refusal ?? refusal,
            remark: customer == nil ? nil : "The catalog of \(question.place.market) refused as well: \(refusal).")
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
    "The customer's own catalog does not show it; the market's does. Agreements, an Azure plan and the state of the account weigh there."

  private func ask(_ question: AvailabilityQuestion, _ audience: CatalogAudience) async throws -> Asked {
    let segment: Segment? = question.asksNonprofit ? .nonprofit : nil
    let call = Call.availabilities(of: question.sku, for: audience, segment: segment, scope: question.place.scope)
    let catalog: ItemVerification.ComparedCatalog = if case .customer = audience { .customer } else { .market }
    do {
      switch try await client.list(call, of: DetailedAvailability.self) {
      case .read(let reading) where reading.unreadable == 0:
        return .shown(
          SKUAnswer(
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
        return .shown(SKUAnswer())
      case .forbidden(let refusal): return .refused(VerificationRefusal(refusal, of: catalog))
      case .read(let reading):
        return .refused(
          VerificationRefusal(catalog: catalog, message: "\(reading.unreadable) elements of the answer cannot be read"))
      // Only an earlier answer could be the same, and none was named.
      case .unchanged: return .refused(VerificationRefusal(catalog: catalog))
      }
    } catch let failure as CallFailure {
      guard let refusal = VerificationRefusal(failure, of: catalog) else { throw failure }
      return .refused(refusal)
    }
  }

  // MARK: - The whole product

  private func reread(
    _ suspects: [AvailabilityQuestion: Look]
  ) async throws -> (answers: [AvailabilityQuestion: [CatalogItemID: ItemVerification]], products: Int) {
    guard !suspects.isEmpty else { return ([:], 0) }
    let units = Set(suspects.keys.map(\.unit))
    var before: [UnitKey: StoredUnit] = [:]
    for unit in units { before[unit] = try await store.unit(unit) }
    for (question, look) in suspects {
      guard let product = look.product else { continue }
      try await store.relist(question.sku.product, as: product, in: question.place.market)
    }
    let synchronizer = CatalogSynchronizer(store: store, client: client, concurrency: concurrency, now: now)
    let report = await synchronizer.refresh(units.sorted())
    if case .cancelled? = report.stop { throw CancellationError() }
    var answers: [AvailabilityQuestion: [CatalogItemID: ItemVerification]] = [:]
    for (question, look) in suspects {
      let old = before[question.unit]
      let new = try await store.unit(question.unit)
      let held = Set(try await store.heldRemovals(of: question.unit, before: .max).keys)
      for item in look.suspects {
        answers[question, default: [:]][item.catalogItemID] =
          report.state == .complete || report.stop == nil && old != new
          ? Self.difference(item, old: old, new: new, held: held).refused(by: look.refusal)
          : Self.unread(item, report, look.refusal)
      }
    }
    return (answers, before.count)
  }

  /// An item that is not as it is stored, whose product could not be read again: the store holds what it held.
  private static func unread(
    _ item: CatalogItem, _ report: SyncReport, _ refusal: VerificationRefusal?
  ) -> ItemVerification {
    let reason = report.firstFailure.map { "\($0.part): \($0.reason)" } ?? report.stop.map { "\($0)" }
    return ItemVerification(
      catalogItemID: item.catalogItemID, state: .refused,
      refusal: refusal
        ?? VerificationRefusal(
          catalog: .market,
          message: "product \(item.productID) could not be read again" + (reason.map { ": \($0)" } ?? "")),
      remark: "It is not as it is stored, and its product could not be read again. The store holds what it held.")
  }

  /// What became of an item, from one whole reading of its product to the next.
  ///
  /// - Parameter held: removals that the service confirmed, and that the store keeps until a later run finds the same.
  static func difference(
    _ item: CatalogItem, old: StoredUnit?, new: StoredUnit?, held: Set<UnitPart> = []
  ) -> ItemVerification {
    var verification = ItemVerification(catalogItemID: item.catalogItemID, state: .gone, comparedWith: .market)
    let parts = [
      UnitPart(), UnitPart(sku: item.skuID), UnitPart(sku: item.skuID, availability: item.availabilityID),
    ]
    if parts.contains(where: held.contains) {
      verification.remark = "The service says that it is gone; the store keeps it until a later run finds the same."
      return verification
    }
    let before = old?.skus[item.skuID]?.availabilities.map(\.content) ?? []
    guard let new, !new.isRemoved, let sku = new.skus[item.skuID],
      let index = before.firstIndex(where: { $0.id == item.availabilityID })
    else { return verification }
    let after = sku.availabilities.map(\.content)
    guard let pair = AvailabilityPairing(old: before, new: after).pairs.first(where: { $0.old == index }) else {
      return verification
    }
    let offer = old?.comparable(before[index].offer, with: after[pair.new].offer)
    let isSame =
      offer == after[pair.new].offer && sku.content == old?.skus[item.skuID]?.content
      && new.product == old?.product
    if before[index].id != after[pair.new].id {
      verification.state = .reissued
      verification.newCatalogItemID = after[pair.new].catalogItemID
      if !isSame { verification.remark = "More than its id is different." }
    } else {
      verification.state = isSame ? .same : .changed
      if isSame { verification.remark = "The product was read again, and the item is as it was stored." }
    }
    return verification
  }
}

extension ItemVerification {
  /// The same of the market's catalog, where the customer's own refused.
  fileprivate func refused(by refusal: VerificationRefusal?) -> ItemVerification {
    guard let refusal else { return self }
    var refused = self
    refused.state = .refused
    refused.refusal = refusal
    refused.marketState = state
    return refused
  }
}

extension VerificationRefusal {
  init(_ refusal: ServiceRefusal, of catalog: ItemVerification.ComparedCatalog) {
    self.init(
      catalog: catalog, status: refusal.status, code: refusal.code, message: refusal.message,
      requestID: refusal.requestID)
  }

  /// - Returns: `nil` where no answer came.
  fileprivate init?(_ failure: CallFailure, of catalog: ItemVerification.ComparedCatalog) {
    switch failure.cause {
    case .transport: return nil
    case .refused(let refusal): self.init(refusal, of: catalog)
    case .unreadable(let why):
      self.init(catalog: catalog, message: "the answer cannot be read (\(why))", requestID: failure.requestID)
    case .paging(let why): self.init(catalog: catalog, message: why, requestID: failure.requestID)
    }
  }
}
