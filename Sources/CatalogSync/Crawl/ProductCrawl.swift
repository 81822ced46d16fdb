import CatalogModel
import CatalogSchema
import CatalogStore
import PartnerCenter
import Synchronization

/// Reads one unit from the service: the SKUs of a product in one place, and the availabilities of each.
struct ProductCrawl: Sendable {
  var client: PartnerCenterClient
  var key: ProductKey
  var product: ProductContent
  /// What is asked for by name below the product: `nil` for all but nonprofit.
  var segments: [Segment?]
  /// What the store holds, as far as it takes to see that nothing changed; bodies that are the same are not decoded.
  var head: ProductHead?
  /// All that the store holds, asked for where only some of the lists are as before.
  var stored: @Sendable () async throws -> StoredUnit?
  /// What a run that this one goes on with read already.
  var staged: [ProductFingerprint.List: (response: StagedResponse, hash: Int64)] = [:]
  var width: Int
  var slots: RequestSlots
  /// Keeps an answer until the unit is whole.
  var stage: @Sendable (StagedResponse, ContentHash, ProductFingerprint.List) async throws -> Void = { _, _, _ in }

  enum Result: Sendable {
    /// The very bodies of the last reading.
    case unchanged
    /// What the service shows, and what the store holds of it.
    ///
    /// - Parameter unread: why a part of it could not be read; of that part the content is what the store holds.
    case read(ProductSnapshot, ProductFingerprint, stored: StoredUnit?, unread: RequestError?)
    /// A glance: the lists that were looked at are those of the last reading.
    case glimpsed
    /// Every list of its SKUs says that the product is not there.
    case gone
  }

  /// Something below a product just listed is not there: the catalog moved during the reading.
  struct Moved: Error {}

  private typealias List = ProductFingerprint.List

  /// Whether the store lacks what this version keeps: then lists that are as before are decoded all the same.
  private var lacksDetails: Bool { head?.lacksTermDetails == true }

  private var audience: CatalogContext { .country(key.marketScope.market) }

  /// Reads the unit.
  ///
  /// - Parameters:
  ///   - isLastLook: a SKU without an availability list is taken to have none; otherwise the catalog is taken to move,
  ///     and the unit is to be looked at again.
  ///   - glance: what is looked at first; the rest is read only where that changed.
  /// - Throws: ``Moved``, and what the client throws.
  func read(isLastLook: Bool, glance: PartialRefresh? = nil) async throws -> Result {
    let rank = slots.rank()
    guard let lists = try await readSKULists(rank: rank, isLastLook: isLastLook) else { return .gone }
    let reading = Mutex(Reading(hashes: lists.hashes, isUnchanged: lists.isUnchanged, unread: lists.unread))
    func read(_ wanted: [List]) async throws {
      try await forEachBounded(wanted, width: width) { list in
        try await readAvailabilities(list, into: reading, rank: rank, isLastLook: isLastLook)
      }
    }
    let isHeadSame = head?.product == product && head?.isRemoved == false
    if let glance, head?.fingerprint != nil, isHeadSame {
      let (looked, rest) = glance.split(lists.wanted)
      try await read(looked)
      if reading.withLock({ $0.isUnchanged }) { return .glimpsed }
      try await read(rest)
    } else {
      try await read(lists.wanted)
    }
    let result = reading.withLock { $0 }
    let isSameSet = head?.fingerprint.map { Set($0.hashes.keys) == Set(result.hashes.keys) } ?? false
    if result.isUnchanged, isSameSet, isHeadSame, !lacksDetails { return .unchanged }
    let stored = head == nil ? nil : try await stored()
    return .read(
      content(result, lists: lists, stored: stored), ProductFingerprint(result.hashes), stored: stored,
      unread: Self.first(result.unread))
  }

  private struct Reading {
    var hashes: [List: Int64]
    var isUnchanged: Bool
    /// Lists that could not be read, or not all of them.
    var unread: [List: RequestError]
    /// Of the lists that were decoded; of the others the store knows.
    var availabilities: [List: [AvailabilityContent]] = [:]

    mutating func add(_ contents: [AvailabilityContent], list: List, hash: Int64, isKnown: Bool = false) {
      if !isKnown { isUnchanged = false }
      hashes[list] = hash
      availabilities[list] = contents
    }

    mutating func miss(_ list: List, _ failure: RequestError, showing contents: [AvailabilityContent]? = nil) {
      isUnchanged = false
      unread[list] = failure
      availabilities[list] = contents
    }
  }

  /// What a list said.
  private enum Told<Content: Sendable>: Sendable {
    case outcome(ListOutcome<Content>)
    /// It could not be read, or not all of it: absence from it proves nothing.
    case part([Content]?, RequestError)
  }

  /// Asks for a list, and stages what it says.
  private func ask<Element: WireResource, Content: Sendable>(
    _ call: Call, list: List, rank: Int, isLastLook: Bool, keeping content: (Element) -> Content,
    as staged: ([Content]) -> StagedResponse
  ) async throws -> Told<Content> {
    let told: Told<Content>
    do {
      told = try await slots.hold(rank: rank) {
        switch try await client.list(
          call, of: Element.self, unless: lacksDetails && list.sku != nil ? nil : hash(list))
        {
        case .unchanged(let hash): return .outcome(.unchanged(hash))
        case .notFound(let refusal): return .outcome(.notFound(refusal))
        case .forbidden(let refusal): return .part(nil, RequestError(cause: .refused(refusal), path: call.path))
        case .read(let reading):
          let contents = reading.items.map(content)
          guard reading.unreadable == 0 else { return .part(contents, .unreadable(reading.unreadable, in: call.path)) }
          return .outcome(
            .read(ListReading(items: contents, unreadable: 0, pages: reading.pages, hash: reading.hash)))
        }
      }
    } catch let failure as RequestError where failure.concernsOnePart {
      // A route that is out of order for a moment may answer at the end of the run.
      if failure.isUnprovenAbsence, !isLastLook { throw Moved() }
      return .part(nil, failure)
    }
    if case .outcome(.read(let reading)) = told { try await stage(staged(reading.items), reading.hash, list) }
    return told
  }

  // MARK: - SKUs

  private struct SKULists {
    /// The lists in the order asked: their SKUs, and `nil` for what they say where the store knows it.
    var parts: [[(id: SKUID, content: SKUContent?)]] = []
    var hashes: [List: Int64] = [:]
    /// The availability lists that the SKU lists ask for.
    var wanted: [List] = []
    /// Lists that could not be read, or not all of them.
    var unread: [List: RequestError] = [:]
    var isUnchanged = true

    /// Takes a list over, an id that stands twice once.
    mutating func add(_ skus: [(id: SKUID, content: SKUContent?)], list: List, hash: Int64?) {
      hashes[list] = hash
      parts.append(skus)
      var seen: Set<SKUID> = []
      wanted += skus.compactMap { seen.insert($0.id).inserted ? List(sku: $0.id, segment: list.segment) : nil }
    }
  }

  /// - Returns: `nil` where every list says that the product is not there.
  /// - Throws: also where no list could be read.
  private func readSKULists(rank: Int, isLastLook: Bool) async throws -> SKULists? {
    var lists = SKULists()
    var isThere = false
    for segment in segments {
      let list = List(segment: segment)
      let call = Call.skus(of: key.product, for: audience, segment: segment, scope: key.marketScope.scope)
      if let (response, hash) = staged[list], case .skus(let kept) = response {
        isThere = true
        lists.isUnchanged = false
        lists.add(kept.map { ($0.id, $0.content) }, list: list, hash: hash)
        continue
      }
      switch try await ask(
        call, list: list, rank: rank, isLastLook: isLastLook,
        keeping: { (sku: SKU) in StagedSKU(id: sku.id, content: SKUContent(sku)) }, as: StagedResponse.skus)
      {
      case .outcome(.unchanged(let hash)):
        isThere = true
        let known = head?.fingerprint?.hashes.keys.filter { $0.segment == segment }.compactMap(\.sku) ?? []
        lists.add(known.sorted().map { ($0, nil) }, list: list, hash: hash.rawValue)
      case .outcome(.read(let read)):
        isThere = true
        lists.isUnchanged = false
        lists.add(read.items.map { ($0.id, $0.content) }, list: list, hash: read.hash.rawValue)
      case .part(let skus, let failure):
        lists.isUnchanged = false
        lists.unread[list] = failure
        guard let skus else { continue }
        isThere = true
        lists.add(skus.map { ($0.id, $0.content) }, list: list, hash: nil)
      case .outcome(.notFound), .outcome(.forbidden): continue
      }
    }
    if !isThere, let failure = Self.first(lists.unread) { throw failure }
    return isThere ? lists : nil
  }

  // MARK: - Availabilities

  private func readAvailabilities(
    _ list: List, into reading: borrowing Mutex<Reading>, rank: Int, isLastLook: Bool
  ) async throws {
    guard let sku = list.sku else { return }
    if let (response, hash) = staged[list], case .availabilities(let kept) = response {
      return reading.withLock { $0.add(kept, list: list, hash: hash) }
    }
    let reference = SKUReference(key.product, sku)
    let call = Call.availabilities(of: reference, for: audience, segment: list.segment, scope: key.marketScope.scope)
    let told = try await ask(
      call, list: list, rank: rank, isLastLook: isLastLook,
      keeping: { (item: Availability) in AvailabilityContent(item, of: reference, asked: list.segment) },
      as: StagedResponse.availabilities)
    switch told {
    case .outcome(.unchanged(let hash)): reading.withLock { $0.hashes[list] = hash.rawValue }
    case .outcome(.read(let response)):
      let isKnown = hash(list) == response.hash
      reading.withLock { $0.add(response.items, list: list, hash: response.hash.rawValue, isKnown: isKnown) }
    case .outcome(.notFound), .outcome(.forbidden):
      guard isLastLook else { throw Moved() }
      reading.withLock { $0.isUnchanged = false }
    case .part(let contents, let failure):
      reading.withLock { $0.miss(list, failure, showing: contents) }
    }
  }

  /// Puts the lists together: a SKU or an availability that stands in several, or twice in one, is one.
  private func content(_ reading: Reading, lists: SKULists, stored: StoredUnit?) -> ProductSnapshot {
    var skus: [SKUID: SKUOffering] = [:]
    for (id, content) in lists.parts.joined() where skus[id] == nil {
      guard let content = content ?? stored?.skus[id]?.content else { continue }
      skus[id] = SKUOffering(content: content, availabilities: [])
    }
    var seen: [SKUID: Set<AvailabilityID>] = [:]
    for list in lists.wanted {
      guard let sku = list.sku, skus[sku] != nil else { continue }
      // Of a SKU never seen before nothing is known where its list cannot be read: not even that it is not sold.
      if reading.unread[list] != nil, reading.availabilities[list] == nil, stored?.skus[sku] == nil {
        skus[sku] = nil
        continue
      }
      let told = reading.availabilities[list] ?? known(list, reading, stored)
      let new = told.filter { seen[sku, default: []].insert($0.id).inserted }
      skus[sku]?.availabilities += new
    }
    return ProductSnapshot(product: product, skus: skus)
  }

  /// What a list says whose body is the one of the last reading.
  private func known(_ list: List, _ reading: Reading, _ stored: StoredUnit?) -> [AvailabilityContent] {
    guard let sku = list.sku, reading.hashes[list] != nil || reading.unread[list] != nil else { return [] }
    return (stored?.skus[sku]?.availabilities ?? []).map(\.content).filter {
      (list.segment == .nonprofit) == ($0.segment == .nonprofit)
    }
  }

  /// Of several failures always the same one.
  private static func first(_ failures: [List: RequestError]) -> RequestError? {
    failures.min { ($0.value.path, $0.key.sku?.rawValue ?? "") < ($1.value.path, $1.key.sku?.rawValue ?? "") }?.value
  }

  private func hash(_ list: List) -> ContentHash? {
    head?.fingerprint?.hashes[list].map { ContentHash(rawValue: $0) }
  }
}

/// How much of a unit had changed: what a glance at it would have shown.
struct ChangedLists: Sendable, Hashable {
  var isSKUListChanged: Bool
  /// The share of the availability lists that had changed, or were not there before.
  var availabilities: Double

  init(from known: ProductFingerprint, to new: ProductFingerprint) {
    let changed = new.hashes.filter { known.hashes[$0.key] != $0.value }.keys
    isSKUListChanged = changed.contains { $0.sku == nil }
    let all = new.hashes.keys.count { $0.sku != nil }
    availabilities = all == 0 ? 0 : Double(changed.count { $0.sku != nil }) / Double(all)
  }
}
