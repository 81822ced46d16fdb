import CatalogModel
import CatalogStore
import PartnerCenter

/// Notes of the crawl of a market: faults, denials and removals; kept when the crawl ends early.
struct CrawlState: Sendable {
  /// A list that was read to its end and shows no product.
  struct EmptyList: Sendable {
    var pages: Int
    var hash: Int64
  }

  // MARK: - Lists

  /// How each list stood before this run.
  var before: [ProductListKey: PartitionStatus] = [:]
  /// Why lists could not be read, or are not believed.
  var listFaults: [ProductListKey: PartialReason] = [:]
  /// Lists that came empty although they held products before.
  var emptied: [ProductListKey: EmptyList] = [:]
  /// Errors with which the service denied this partner a list.
  var refusals: [ProductListKey: RequestError] = [:]
  /// Lists that are closed to this partner, with the service's error code.
  var forbidden: [ProductListKey: String] = [:]
  /// Lists that left out a product which answers by id.
  var shortLists: Set<ProductListKey> = []
  /// Lists that were read and that a run resuming this one reads again.
  var distrusted: Set<ProductListKey> = []

  // MARK: - Products

  /// The products that the lists show.
  var units: [ProductKey: ProductAssignment.Unit] = [:]
  /// Why products, or parts of them, could not be read.
  var unitFaults: [ProductKey: PartialReason] = [:]
  /// Products whose lists left out an item that answers by id.
  var short: Set<ProductKey> = []
  /// Products that are due and not read yet; `nil` if it is not known which are due.
  var wanted: Set<ProductKey>?
  /// Whether products were read, or became due, after the lists were finished.
  var isOpenAgain = false

  // MARK: - Removals

  /// Products with removals that are held back, and the lists that show them.
  var held: [ProductKey: [ProductListKey]] = [:]
  /// The lists that showed each product before this run.
  var listsBefore: [ProductID: [ProductListKey]] = [:]
  var removals = RemovalGuard(items: [:], accepted: 0)

  /// Why reservations cannot be told apart from other products of the Azure plan's list; `nil` if they can.
  var kindFault: PartialReason? {
    listFaults.first { $0.key.view.isReservationFamily && $0.key.scope != nil }?.value
  }
}
