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
/// it. What is found as it was stored is noted as confirmed now. Of what is not, the whole product is read anew in its
/// market, so that the store changes in its unit of truth or not at all.
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
  /// - Throws: what the client throws (`CallFailure`, `NotPermitted`, `SignInFailure`, `BudgetSpent`,
  ///   `CancellationError`), `StoreError`, and ``VerificationFailure`` where a product could not be read anew. What was
  ///   found before is kept.
  public func verify(_ items: [CatalogItem], for customer: CustomerID?) async throws -> VerificationReport {
    let before = client.traffic.requests
    let groups = Dictionary(grouping: items, by: AvailabilityQuestion.init)
    let answers = Mutex<[AvailabilityQuestion: [CatalogItemID: ItemVerification]]>([:])
    let suspects = Mutex<[AvailabilityQuestion: Look]>([:])
    try await forEachBounded(groups.sorted { $0.key < $1.key }, width: concurrency) { [self] question, items in
      let look = try await look(question, items: items, customer: customer)
      answers.withLock { $0[question] = look.found }
      if !look.suspects.isEmpty { suspects.withLock { $0[question] = look } }
    }
    let requests = client.traffic.requests - before
    let reread = try await reread(suspects.withLock { $0 })
    let found = answers.withLock { $0 }.merging(reread.answers) { old, new in old.merging(new) { $1 } }
    return VerificationReport(
      items: items.compactMap { found[AvailabilityQuestion($0)]?[$0.catalogItemID] }, requests: requests,
      rereadProducts: reread.products, rereadRequests: client.traffic.requests - before - requests)
  }

  // MARK: - One request

  private struct Look {
    var found: [CatalogItemID: ItemVerification] = [:]
    /// What is not as it is stored: its product is read anew.
    var suspects: [CatalogItem] = []
    /// What the product is called now, where that is not as it is stored.
    var product: ProductContent?
  }

  private func look(
    _ question: AvailabilityQuestion, items: [CatalogItem], customer: CustomerID?
  ) async throws -> Look {
    guard let unit = try await store.unit(question.unit), let stored = unit.skus[question.sku.sku] else {
      return Look(suspects: items)
    }
    var look = Look()
    var absent = items
    var remark: String?
    var isAsked = false
    if let customer {
      let own = try await ask(question, .customer(customer))
      isAsked = own.isWhole
      if isAsked {
        absent = []
        look.product = own.product.flatMap { $0 == unit.product ? nil : $0 }
        for item in items {
          switch own.finding(of: item, in: stored, product: unit.product) {
          case .asStored: look.found[item.catalogItemID] = Self.same(item, isInCustomerCatalog: true)
          case .different: look.suspects.append(item)
          case .absent: absent.append(item)
          }
        }
        remark =
          "The customer's own catalog does not show it; the market's does. Agreements, an Azure plan and the state of the account weigh there."
      } else {
        remark = "The customer's own catalog could not be asked; the market's was."
      }
    }
    if !absent.isEmpty {
      let market = try await ask(question, .country(question.place.market))
      look.product = look.product ?? market.product.flatMap { $0 == unit.product ? nil : $0 }
      for item in absent {
        guard case .asStored = market.finding(of: item, in: stored, product: unit.product) else {
          look.suspects.append(item)
          continue
        }
        look.found[item.catalogItemID] = Self.same(item, isInCustomerCatalog: isAsked ? false : nil, remark: remark)
      }
    }
    try await store.recordVerified(
      items.filter { look.found[$0.catalogItemID] != nil }.map(VerifiedAvailability.init), at: now())
    return look
  }

  private static func same(
    _ item: CatalogItem, isInCustomerCatalog: Bool?, remark: String? = nil
  ) -> ItemVerification {
    ItemVerification(
      catalogItemID: item.catalogItemID, state: .same, isInCustomerCatalog: isInCustomerCatalog, remark: remark)
  }

  private func ask(_ question: AvailabilityQuestion, _ audience: CatalogAudience) async throws -> SKUAnswer {
    let segment: Segment? = question.asksNonprofit ? .nonprofit : nil
    let call = Call.availabilities(of: question.sku, for: audience, segment: segment, scope: question.place.scope)
    do {
      switch try await client.list(call, of: DetailedAvailability.self) {
      case .read(let reading) where reading.unreadable == 0:
        return SKUAnswer(
          availabilities: reading.items.map { AvailabilityContent($0.availability, of: question.sku, asked: segment) },
          sku: reading.items.lazy.compactMap(\.sku).first.map { SKUContent($0) },
          product: reading.items.lazy.compactMap(\.product).first.map { ProductContent($0) }, isWhole: true)
      case .notFound(let refusal):
        // A customer whom the service does not know says nothing about the item.
        return SKUAnswer(isWhole: ["400013", "400018", "400019"].contains(refusal.code))
      case .read, .unchanged, .forbidden:
        return SKUAnswer(isWhole: false)
      }
    } catch let failure as CallFailure {
      // What one customer's catalog refuses says nothing about the item.
      if case .customer = audience, case .refused = failure.cause, !failure.isTransient {
        return SKUAnswer(isWhole: false)
      }
      throw failure
    }
  }

  // MARK: - The whole product

  private func reread(
    _ suspects: [AvailabilityQuestion: Look]
  ) async throws -> (answers: [AvailabilityQuestion: [CatalogItemID: ItemVerification]], products: Int) {
    guard !suspects.isEmpty else { return ([:], 0) }
    var before: [UnitKey: StoredUnit] = [:]
    for unit in Set(suspects.keys.map(\.unit)) { before[unit] = try await store.unit(unit) }
    for (question, look) in suspects {
      guard let product = look.product else { continue }
      try await store.relist(question.sku.product, as: product, in: question.place.market)
    }
    let synchronizer = CatalogSynchronizer(store: store, client: client, concurrency: concurrency, now: now)
    let report = await synchronizer.refresh(Set(suspects.keys.map(\.unit)).sorted())
    if let stop = report.stop { throw stop }
    guard report.state == .complete else {
      throw VerificationFailure(products: Set(suspects.keys.map(\.sku.product)).sorted())
    }
    var answers: [AvailabilityQuestion: [CatalogItemID: ItemVerification]] = [:]
    for (question, look) in suspects {
      let old = before[question.unit]
      let new = try await store.unit(question.unit)
      for item in look.suspects {
        answers[question, default: [:]][item.catalogItemID] = Self.difference(item, old: old, new: new)
      }
    }
    return (answers, before.count)
  }

  /// What became of an item, from one whole reading of its product to the next.
  static func difference(_ item: CatalogItem, old: StoredUnit?, new: StoredUnit?) -> ItemVerification {
    var verification = ItemVerification(catalogItemID: item.catalogItemID, state: .gone)
    let before = old?.skus[item.skuID]?.availabilities.map(\.content) ?? []
    guard let new, !new.isRemoved, let sku = new.skus[item.skuID],
      let index = before.firstIndex(where: { $0.id == item.availabilityID })
    else { return verification }
    let after = sku.availabilities.map(\.content)
    guard let pair = AvailabilityPairing(old: before, new: after).pairs.first(where: { $0.old == index }) else {
      return verification
    }
    let isSame =
      before[index].offer == after[pair.new].offer && sku.content == old?.skus[item.skuID]?.content
      && new.product == old?.product
    if before[index].id != after[pair.new].id {
      verification.state = .reissued
      verification.newCatalogItemID = after[pair.new].catalogItemID
      if !isSame { verification.remark = "More than its id is different." }
    } else {
      verification.state = isSame ? .same : .changed
      if isSame { verification.remark = "The product was read anew, and the item is as it was stored." }
    }
    return verification
  }
}

/// A product could not be read anew; the store holds what it held.
public struct VerificationFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var products: [ProductID]

  public var description: String {
    "\(products.map(\.rawValue).joined(separator: ", ")) could not be read anew at the service. The stored answer is unchanged. Try again later."
  }
}
