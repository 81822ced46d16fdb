import CatalogModel
import CatalogQuery
import CatalogStore
import CatalogSync

extension CatalogVerifier {
  func reread(
    _ suspects: [AvailabilityQuestion: Look]
  ) async throws -> (answers: [AvailabilityQuestion: [CatalogItemID: ItemVerification]], products: Int) {
    guard !suspects.isEmpty else { return ([:], 0) }
    let units = Set(suspects.keys.map(\.unit))
    var before: [ProductKey: StoredUnit] = [:]
    for unit in units { before[unit] = try await store.unit(unit) }
    for (question, look) in suspects {
      guard let product = look.product else { continue }
      try await store.relist(question.sku.product, as: product, in: question.marketScope.market)
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

  /// An item that differs from the store, whose product could not be read again: the store is unchanged.
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
      remark: "It differs from the catalog, and its product could not be read again. The catalog is unchanged.")
  }

  /// Compares an item before and after its product was read again.
  ///
  /// `held` are removals that the service confirmed and that the store delays until a later run confirms them.
  static func difference(
    _ item: CatalogItem, old: StoredUnit?, new: StoredUnit?, held: Set<ProductPart> = []
  ) -> ItemVerification {
    var verification = ItemVerification(catalogItemID: item.catalogItemID, state: .gone, comparedWith: .market)
    let parts = [
      ProductPart(), ProductPart(sku: item.skuID), ProductPart(sku: item.skuID, availability: item.availabilityID),
    ]
    if parts.contains(where: held.contains) {
      verification.remark = "The service says that it is gone; the catalog keeps it until a later run confirms that."
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
      if !isSame { verification.remark = "More than its id has changed." }
    } else {
      verification.state = isSame ? .same : .changed
      if isSame { verification.remark = "The product was read again, and the item is as it was stored." }
    }
    return verification
  }
}

extension ItemVerification {
  /// The same of the market's catalog, where the customer's own refused.
  func refused(by refusal: VerificationRefusal?) -> ItemVerification {
    guard let refusal else { return self }
    var refused = self
    refused.state = .refused
    refused.refusal = refusal
    refused.marketState = state
    return refused
  }
}
