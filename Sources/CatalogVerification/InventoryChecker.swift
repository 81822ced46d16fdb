public import CatalogModel
public import CatalogQuery
public import CatalogStore
public import Foundation
public import PartnerCenter

/// The result of an inventory check of one SKU in one subscription and region.
public struct InventoryResult: Sendable, Hashable, Encodable {
  /// The result for one SKU.
  public enum State: String, Sendable, Codable {
    case free, restricted
    /// The service left the SKU out of its response: unknown, not free.
    case unknown
    /// The SKU needs no check; nothing was requested.
    case notRequired
  }

  /// The SKU of the question.
  public var sku: SKUReference
  /// The title of the SKU, as received.
  public var title: String
  /// The region that was asked about; empty where the SKU has none.
  public var region: String
  /// The result in one word.
  public var state: State
  /// The restrictions as received; empty for none.
  public var restrictions: [InventoryRestriction]
  /// The request: exactly the SKU's inventory variables.
  public var context: [String: String]

  enum CodingKeys: String, CodingKey {
    case productID = "productId"
    case skuID = "skuId"
    case title, region, state, restrictions
  }

  /// Writes the keys of the JSON contract; ``context`` is left out, for it names the customer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sku.product, forKey: .productID)
    try container.encode(sku.sku, forKey: .skuID)
    try container.encode(title, forKey: .title)
    try container.encode(region, forKey: .region)
    try container.encode(state, forKey: .state)
    try container.encode(restrictions, forKey: .restrictions)
  }
}

/// An inventory check that cannot be requested. Nothing was requested.
public enum InventoryQuestionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The SKU has no region of its own, and none was given.
  case regionMissing(SKUReference)
  /// The catalog asks for a variable that this program does not know.
  case variableUnknown(SKUReference, String)
  /// None of the SKUs is of the region given.
  case otherRegion(asked: String, regions: [String])

  /// The error in plain English.
  public var description: String {
    switch self {
    case .regionMissing(let sku): "\(sku) has no region of its own: give one. Nothing was requested."
    case .variableUnknown(let sku, let name):
      "The inventory check of \(sku) asks for \(name), which this program does not know. Nothing was requested."
    case .otherRegion(let asked, let regions):
      "None of the SKUs is of the region \(asked). They are of \(regions.joined(separator: ", ")). Nothing was requested."
    }
  }
}

/// Runs inventory checks and writes their results into the store, where verdicts use them while they are fresh.
public struct InventoryChecker: Sendable {
  let store: CatalogStore
  let client: PartnerCenterClient
  let now: @Sendable () -> Date

  /// The most SKUs in one request.
  static let mostTargets = 100

  /// A checker that writes its results into a store, with the times of a clock.
  public init(store: CatalogStore, client: PartnerCenterClient, now: @escaping @Sendable () -> Date = { Date() }) {
    self.store = store
    self.client = client
    self.now = now
  }

  /// Asks about SKUs: one request for all that share their context, which is exactly their inventory variables.
  ///
  /// - Parameters:
  ///   - targets: SKUs of one market. Those that need no check are not sent.
  ///   - customer: the customer of the order.
  ///   - subscription: the customer's Azure subscription, a GUID.
  ///   - region: the region of SKUs without one, such as `westus2`. Of SKUs with a region, only those of this one are
  ///     sent.
  /// - Returns: one result for each SKU, in the order given; SKUs of other regions are left out.
  /// - Throws: ``InventoryQuestionError`` before anything is requested. After that `PermissionDenied` where the service
  ///   does not answer this partner for the market or customer, `RequestError` also where it knows nothing of what was
  ///   asked, what else the client throws, and `StoreError`. Results of requests that were answered are kept.
  public func check(
    _ targets: [InventoryTarget], for customer: CustomerID, subscription: String, region: String? = nil
  ) async throws -> [InventoryResult] {
    var groups: [[String: String]: [InventoryTarget]] = [:]
    var results: [SKUReference: InventoryResult] = [:]
    var passedOver: Set<String> = []
    for target in targets {
      let marketScope = target.region ?? region ?? ""
      if let region, let own = target.region, own.lowercased() != region.lowercased() {
        passedOver.insert(own)
        continue
      }
      guard target.isCheckRequired else {
        results[target.sku] = InventoryResult(target, region: marketScope, state: .notRequired)
        continue
      }
      let context = try Self.context(of: target, customer: customer, subscription: subscription, region: marketScope)
      groups[context, default: []].append(target)
    }
    if let region, groups.isEmpty, results.isEmpty, !passedOver.isEmpty {
      throw InventoryQuestionError.otherRegion(asked: region, regions: passedOver.sorted())
    }
    for (context, targets) in groups.sorted(by: { $0.value[0].sku < $1.value[0].sku }) {
      for start in stride(from: 0, to: targets.count, by: Self.mostTargets) {
        let chunk = Array(targets[start..<min(start + Self.mostTargets, targets.count)])
        let answered = try await ask(chunk, context: context, region: region)
        try await record(answered, for: customer, subscription: subscription)
        for result in answered { results[result.sku] = result }
      }
    }
    return targets.compactMap { results[$0.sku] }
  }

  /// Exactly the variables that the SKU names, their first letter small as in the documentation's example.
  private static func context(
    of target: InventoryTarget, customer: CustomerID, subscription: String, region: String
  ) throws -> [String: String] {
    var context: [String: String] = [:]
    for variable in target.variables {
      let name = variable.prefix(1).lowercased() + variable.dropFirst()
      switch variable.lowercased() {
      case "customerid": context[name] = customer.rawValue
      case "azuresubscriptionid": context[name] = subscription
      case "armregionname":
        guard !region.isEmpty else { throw InventoryQuestionError.regionMissing(target.sku) }
        context[name] = region
      default: throw InventoryQuestionError.variableUnknown(target.sku, variable)
      }
    }
    return context
  }

  private func ask(
    _ targets: [InventoryTarget], context: [String: String], region: String?
  ) async throws -> [InventoryResult] {
    let request = InventoryCheckRequest(
      targetItems: targets.map { .init(productID: $0.sku.product, skuID: $0.sku.sku) }, inventoryContext: context)
    let call = try Call.checkInventory(request, in: targets[0].market)
    switch try await client.list(call, of: InventoryItem.self) {
    case .read(let reading):
      var answered: [SKUReference: InventoryItem] = [:]
      for item in reading.items {
        if let sku = item.skuID { answered[SKUReference(item.productID, sku)] = item }
      }
      return targets.map { target in
        let item = answered[target.sku]
        return InventoryResult(
          target, region: target.region ?? region ?? "",
          state: item.map { $0.isRestricted ? .restricted : .free } ?? .unknown, item: item, context: context)
      }
    case .forbidden(let refusal): throw PermissionDenied(serviceError: refusal, path: call.path)
    case .notFound(let refusal): throw RequestError(cause: .refused(refusal), path: call.path)
    // `unchanged` refers to an earlier response, and none was named.
    case .unchanged: throw RequestError(cause: .unreadable("no result in it"), path: call.path)
    }
  }

  private func record(_ results: [InventoryResult], for customer: CustomerID, subscription: String) async throws {
    let records = results.map { result in
      InventoryRecord(
        customer: customer, subscription: subscription, region: result.region, sku: result.sku,
        isRestricted: result.state == .unknown ? nil : result.state == .restricted,
        restrictions: result.restrictionsJSON, context: result.context)
    }
    try await store.record(records, at: now())
  }
}

extension InventoryResult {
  init(
    _ target: InventoryTarget, region: String, state: State, item: InventoryItem? = nil, context: [String: String] = [:]
  ) {
    self.init(
      sku: target.sku, title: target.title, region: region, state: state, restrictions: item?.restrictions ?? [],
      context: context)
  }
}

extension InventoryResult {
  fileprivate var restrictionsJSON: String { JSONValue.array(restrictions.map(\.received)).canonicalText }

  /// The restrictions, decoded.
  public var findings: [RestrictionFinding] { RestrictionFinding.all(in: restrictionsJSON) }
}
