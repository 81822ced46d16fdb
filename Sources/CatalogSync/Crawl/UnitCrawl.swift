import CatalogModel
import CatalogStore
import PartnerCenter
import Synchronization

/// Reads one unit from the service: the SKUs of a product in one place, and the availabilities of each.
struct UnitCrawl: Sendable {
  var client: PartnerCenterClient
  var key: UnitKey
  var product: ProductContent
  /// What is asked for by name below the product: `nil` for all but nonprofit.
  var segments: [Segment?]
  /// The hashes of the last reading, and what was read then; bodies that are the same are not decoded.
  var known: UnitFingerprint?
  var stored: StoredUnit?
  /// What a run that this one goes on with read already.
  var staged: [UnitFingerprint.List: (answer: StagedAnswer, hash: Int64)] = [:]
  var width: Int
  var berths: Berths
  /// Keeps an answer until the unit is whole.
  var stage: @Sendable (StagedAnswer, ContentHash, UnitFingerprint.List) async throws -> Void = { _, _, _ in }

  enum Result: Sendable {
    /// The very bodies of the last reading.
    case unchanged
    case read(UnitContent, UnitFingerprint)
    /// The product is not there: every list of its SKUs answers 404.
    case gone
  }

  /// Something below a product just listed is not there: the catalog moved during the reading.
  struct Moved: Error {}

  private typealias List = UnitFingerprint.List

  private var audience: CatalogAudience { .country(key.place.market) }

  /// Reads the unit.
  ///
  /// - Parameter isLastLook: a SKU without an availability list is taken to have none; otherwise the catalog is
  ///   taken to move, and the unit is to be looked at again.
  /// - Throws: ``Moved``, and what the client throws.
  func read(isLastLook: Bool) async throws -> Result {
    let rank = berths.rank()
    guard let lists = try await readSKULists(rank: rank) else { return .gone }
    let reading = Mutex(Reading(skus: lists.contents, hashes: lists.hashes, isUnchanged: lists.isUnchanged))
    try await forEachBounded(lists.wanted, width: width) { list in
      try await readAvailabilities(list, into: reading, rank: rank, isLastLook: isLastLook)
    }
    let result = reading.withLock { $0 }
    let isSameSet = known.map { Set($0.hashes.keys) == Set(result.hashes.keys) } ?? false
    if result.isUnchanged, isSameSet, stored?.product == product, stored?.isRemoved == false { return .unchanged }
    return .read(content(result, order: lists.wanted), UnitFingerprint(result.hashes))
  }

  private struct Reading {
    var skus: [SKUID: SKUContent]
    var hashes: [List: Int64]
    var isUnchanged: Bool
    var availabilities: [List: [AvailabilityContent]] = [:]

    mutating func add(_ contents: [AvailabilityContent], list: List, hash: Int64) {
      isUnchanged = false
      hashes[list] = hash
      availabilities[list] = contents
    }
  }

  /// Asks for a list and stages what it says: from the request until then the call is on its way.
  private func ask<Element: Decodable & Sendable, Content: Sendable>(
    _ call: Call, list: List, rank: Int, keeping content: (Element) -> Content, as staged: ([Content]) -> StagedAnswer
  ) async throws -> ListOutcome<Content> {
    try await berths.hold(rank: rank) {
      switch try await client.list(call, of: Element.self, unless: hash(list)) {
      case .unchanged(let hash): return .unchanged(hash)
      case .notFound(let refusal): return .notFound(refusal)
      case .forbidden(let refusal): return .forbidden(refusal)
      case .read(let reading):
        // An element that cannot be read may be anything: absence from this list proves nothing.
        guard reading.unreadable == 0 else {
          throw UnreadableElements(path: call.path, count: reading.unreadable)
        }
        let contents = reading.items.map(content)
        try await stage(staged(contents), reading.hash, list)
        return .read(ListReading(items: contents, unreadable: 0, pages: reading.pages, hash: reading.hash))
      }
    }
  }

  // MARK: - SKUs

  private struct SKULists {
    var contents: [SKUID: SKUContent] = [:]
    var hashes: [List: Int64] = [:]
    /// The availability lists that the SKU lists ask for.
    var wanted: [List] = []
    var isUnchanged = true

    /// Takes a list over, an id that stands twice once.
    mutating func add(_ skus: [StagedSKU], list: List, hash: Int64) -> [SKUID] {
      hashes[list] = hash
      var seen: Set<SKUID> = []
      for sku in skus where contents[sku.id] == nil { contents[sku.id] = sku.content }
      return skus.compactMap { seen.insert($0.id).inserted ? $0.id : nil }
    }
  }

  /// - Returns: `nil` where the product is not there.
  private func readSKULists(rank: Int) async throws -> SKULists? {
    var lists = SKULists()
    var isThere = false
    for segment in segments {
      let list = List(segment: segment)
      let call = Call.skus(of: key.product, for: audience, segment: segment, scope: key.place.scope)
      let skus: [SKUID]
      if let (answer, hash) = staged[list], case .skus(let kept) = answer {
        isThere = true
        lists.isUnchanged = false
        skus = lists.add(kept, list: list, hash: hash)
      } else {
        switch try await ask(
          call, list: list, rank: rank, keeping: { (sku: SKU) in StagedSKU(id: sku.id, content: SKUContent(sku)) },
          as: StagedAnswer.skus)
        {
        case .unchanged(let hash):
          isThere = true
          lists.hashes[list] = hash.rawValue
          skus = (known?.hashes.keys.filter { $0.segment == segment }.compactMap(\.sku) ?? []).sorted()
          for sku in skus where lists.contents[sku] == nil { lists.contents[sku] = stored?.skus[sku]?.content }
        case .read(let read):
          isThere = true
          lists.isUnchanged = false
          skus = lists.add(read.items, list: list, hash: read.hash.rawValue)
        case .notFound, .forbidden: continue
        }
      }
      lists.wanted += skus.map { List(sku: $0, segment: segment) }
    }
    return isThere ? lists : nil
  }

  // MARK: - Availabilities

  private func readAvailabilities(
    _ list: List, into reading: borrowing Mutex<Reading>, rank: Int, isLastLook: Bool
  ) async throws {
    guard let sku = list.sku else { return }
    if let (answer, hash) = staged[list], case .availabilities(let kept) = answer {
      return reading.withLock { $0.add(kept, list: list, hash: hash) }
    }
    let reference = SKUReference(key.product, sku)
    let call = Call.availabilities(of: reference, for: audience, segment: list.segment, scope: key.place.scope)
    let outcome = try await ask(
      call, list: list, rank: rank,
      keeping: { (item: Availability) in AvailabilityContent(item, of: reference, asked: list.segment) },
      as: StagedAnswer.availabilities)
    switch outcome {
    case .unchanged(let hash):
      let kept = (stored?.skus[sku]?.availabilities ?? []).map(\.content).filter {
        (list.segment == .nonprofit) == ($0.segment == .nonprofit)
      }
      reading.withLock {
        $0.hashes[list] = hash.rawValue
        $0.availabilities[list] = kept
      }
    case .read(let answer):
      reading.withLock { $0.add(answer.items, list: list, hash: answer.hash.rawValue) }
    case .notFound:
      guard isLastLook else { throw Moved() }
      reading.withLock { $0.isUnchanged = false }
    case .forbidden:
      reading.withLock { $0.isUnchanged = false }
    }
  }

  /// Puts the lists together: an availability that stands in several, or twice in one, is one.
  private func content(_ reading: Reading, order: [List]) -> UnitContent {
    var skus: [SKUID: SKUOffering] = [:]
    for (sku, content) in reading.skus { skus[sku] = SKUOffering(content: content, availabilities: []) }
    var seen: [SKUID: Set<AvailabilityID>] = [:]
    for list in order {
      guard let sku = list.sku else { continue }
      for availability in reading.availabilities[list] ?? []
      where seen[sku, default: []].insert(availability.id).inserted {
        skus[sku]?.availabilities.append(availability)
      }
    }
    return UnitContent(product: product, skus: skus)
  }

  private func hash(_ list: List) -> ContentHash? {
    guard stored != nil else { return nil }
    return known?.hashes[list].map { ContentHash(rawValue: $0) }
  }
}

/// A list has elements that cannot be read: it is not known to be whole.
struct UnreadableElements: Error {
  var path: String
  var count: Int
}
