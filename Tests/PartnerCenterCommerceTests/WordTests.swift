import CatalogModel
import PartnerCenterCommerce
import Testing

@Suite("Words of the service are read in every spelling, and unknown ones kept")
struct WordTests {
  @Test(
    "Billing cycles",
    arguments: [
      ("one_time", BillingCycle.oneTime), ("OneTime", .oneTime), ("onetime", .oneTime), ("Annual", .annual),
      ("MONTHLY", .monthly), ("none", .noBilling), ("unknown", .unknown), ("triennial", .triennial),
      ("Biennial", .biennial), ("weekly", .other("weekly")),
    ])
  func billingCycles(word: String, cycle: BillingCycle) { #expect(BillingCycle(word) == cycle) }

  @Test(
    "A billing cycle is asked for in each of its spellings, once",
    arguments: [
      (BillingCycle.oneTime, ["onetime", "OneTime", "one_time", "4"]), (.monthly, ["monthly", "Monthly", "1"]),
      (.noBilling, ["none", "None", "3"]), (.other("weekly"), ["weekly", "Weekly"]),
    ])
  func querySpellings(cycle: BillingCycle, spellings: [String]) { #expect(cycle.querySpellings == spellings) }

  @Test(
    "States of orders",
    arguments: [
      ("pending", OrderStatus.pending, OrderStatus.Meaning.placed), ("Completed", .completed, .placed),
      ("pending_po_upload", .pendingPurchaseOrderUpload, .held),
      ("pending po upload", .pendingPurchaseOrderUpload, .held),
      ("PendingReview", .pendingReview, .held), ("po_upload_complete", .purchaseOrderUploadComplete, .held),
      ("po review rejected", .purchaseOrderReviewRejected, .failed),
      ("partial_success", .partialSuccess, .partlyFailed),
      ("error", .error, .failed), ("cancelled", .cancelled, .failed), ("suspended", .suspended, .held),
      ("unknown", .unknown, .open), ("teleported", .other("teleported"), .open),
    ])
  func orderStates(word: String, status: OrderStatus, meaning: OrderStatus.Meaning) {
    #expect(OrderStatus(word) == status)
    #expect(status.meaning == meaning)
    #expect(OrderStatus(status.word) == status)
  }

  @Test(
    "Provisioning, in tables and on the wire",
    arguments: [
      ("Fulfilled", ProvisioningStatus.fulfilled), ("fulfilled", .fulfilled), ("Unfulfilled", .unfulfilled),
      ("PrefulfillmentPending", .prefulfillmentPending), ("prefulfillment_pending", .prefulfillmentPending),
      ("Transferred", .transferred), ("lost", .other("lost")),
    ])
  func provisioning(word: String, status: ProvisioningStatus) { #expect(ProvisioningStatus(word) == status) }

  @Test("Ids that are GUIDs compare without case, all others with it")
  func ids() {
    #expect(CartID("B4C8FDEA-CBE4-4D17-9576-13FCACBF9605") == "b4c8fdea-cbe4-4d17-9576-13fcacbf9605")
    #expect(OrderID("HVu_cO8Ea7fNRQP4ia1QTpZap-kg_7P71") != "hvu_co8ea7fnrqp4ia1qtpzap-kg_7p71")
  }
}
