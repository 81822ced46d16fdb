public import CatalogModel
public import CatalogQuery
import CatalogSchema
import CatalogStore
public import PartnerCenter

/// A catalog file together with its service: answers that are as fresh as required.
///
/// A question first reads the file. Items that are too old are verified in the customer's own catalog, one request each;
/// a product that differs is read again. The file is opened for writing only then.
public struct VerifiedCatalog: Sendable {
  /// The file, for questions without the service.
  public let catalog: Catalog
  private let tenant: String
  private let client: PartnerCenterClient
  private let concurrency: Int

  /// Opens a catalog file.
  ///
  /// - Parameters:
  ///   - path: the SQLite file.
  ///   - tenant: the partner's tenant, whose catalog the file must hold: another one is refused before anything is
  ///     written.
  ///   - client: the client of that tenant.
  ///   - concurrency: the number of requests at the same time, 1 or more.
  /// - Throws: `CatalogError` where the file is missing, foreign, of another version, unreadable or damaged.
  public init(path: String, tenant: String, client: PartnerCenterClient, concurrency: Int = 8) throws(CatalogError) {
    catalog = try Catalog(path: path)
    self.tenant = tenant
    self.client = client
    self.concurrency = concurrency
  }

  /// Lists the items that a customer can buy, as `Catalog.purchasableItems(for:matching:_:)` does.
  ///
  /// - Parameters:
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a `CustomerRecord`.
  ///   - text: words or an id; blank for everything.
  ///   - options: filters and the page.
  ///   - freshness: the required freshness of the page; by default every item is verified.
  /// - Returns: the answer; ``VerifiedAnswer/isFresh`` tells whether it is as fresh as required.
  /// - Throws: `CatalogError` for the question, and `CancellationError`.
  public nonisolated(nonsending) func purchasableItems(
    for customer: some CustomerReference, matching text: String = "", _ options: PurchaseOptions = PurchaseOptions(),
    freshness: FreshnessRequirement = .verified
  ) async throws -> VerifiedAnswer<PurchaseAnswer> {
    try await freshness.answer({ try catalog.purchasableItems(for: customer, matching: text, options) }) {
      try await verify($0, for: $1)
    }
  }

  /// Resolves a text to the one catalog item that a customer would order, as `Catalog.resolve(_:for:_:)` does.
  ///
  /// - Parameters:
  ///   - text: an id in any of its forms, or the words of a title.
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a `CustomerRecord`.
  ///   - options: choices that are already made.
  ///   - freshness: the required freshness of the item; by default it is verified.
  /// - Returns: the answer; ``VerifiedAnswer/isFresh`` tells whether it is as fresh as required.
  /// - Throws: `CatalogError` for the question, and `CancellationError`.
  public nonisolated(nonsending) func resolve(
    _ text: String, for customer: some CustomerReference, _ options: ResolveOptions = ResolveOptions(),
    freshness: FreshnessRequirement = .verified
  ) async throws -> VerifiedAnswer<Resolution> {
    try await freshness.answer({ try catalog.resolve(text, for: customer, options) }) {
      try await verify($0, for: $1)
    }
  }

  /// Verifies items at the service, and updates the file with the findings.
  ///
  /// - Parameters:
  ///   - items: as the file holds them.
  ///   - customer: the customer whose own catalog is asked; `nil` asks the catalog of the market.
  /// - Returns: a result for every item.
  /// - Throws: as ``CatalogVerifier/verify(_:for:)``; nothing is sent where another process writes to the file.
  public func verify(_ items: [CatalogItem], for customer: CustomerID?) async throws -> VerificationReport {
    try await CatalogVerifier(store: try store(), client: client, concurrency: concurrency).verify(items, for: customer)
  }

  /// Runs the inventory check of an item's SKUs, and records the results.
  ///
  /// - Parameters:
  ///   - item: a product, a SKU or a CatalogItemId.
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a `CustomerRecord`.
  ///   - subscription: the customer's Azure subscription, a GUID.
  ///   - region: the region of SKUs without one, such as `westus2`.
  /// - Returns: one result for each SKU; none where the customer's market offers none of them.
  /// - Throws: `CatalogError` for the question, and as ``InventoryChecker/check(_:for:subscription:region:)``.
  public func checkInventory(
    of item: String, for customer: some CustomerReference, subscription: String, region: String? = nil
  ) async throws -> [InventoryResult] {
    let question = try catalog.inventoryTargets(of: item, for: customer)
    guard !question.targets.isEmpty else { return [] }
    return try await InventoryChecker(store: try store(), client: client)
      .check(question.targets, for: question.customer.id, subscription: subscription, region: region)
  }

  /// The file, opened for writing.
  private func store() throws -> CatalogStore {
    let source = try catalog.storeSource()
    return try CatalogStore(
      path: catalog.path,
      source: CatalogStore.Source(
        locale: source.locale ?? "en-US", tenant: tenant, cloud: source.cloud ?? "global"))
  }
}
