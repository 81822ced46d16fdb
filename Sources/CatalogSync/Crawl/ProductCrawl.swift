import CatalogModel
import CatalogSchema
import CatalogStore
import PartnerCenter
import Synchronization

/// Reads one product in one market scope from the service: its SKUs, and the availabilities of each.
struct ProductCrawl: Sendable {
  var client: PartnerCenterClient
  var key: ProductKey
  var product: ProductContent
  /// The segments to request below the product: `nil` requests all but nonprofit.
  var segments: [Segment?]
  /// The part of the stored product that shows whether it changed; lists with a known hash are not decoded.
  var head: ProductHead?
  /// Loads the whole stored product; called only if some of its lists have changed.
  var stored: @Sendable () async throws -> StoredUnit?
  /// Responses that a run which this one resumes has staged.
  var staged: [ProductFingerprint.List: (response: StagedResponse, hash: Int64)] = [:]
  /// The number of lists that are requested concurrently.
  var width: Int
  var slots: RequestSlots
  /// Stores a response until the product is complete.
  var stage: @Sendable (StagedResponse, ContentHash, ProductFingerprint.List) async throws -> Void = { _, _, _ in }

  enum Result: Sendable {
    /// Every list has the hash of the last reading.
    case unchanged
    /// The content that the service shows, and the stored product.
    ///
    /// - Parameter unread: why a part could not be read; the content of that part is the stored one.
    case read(ProductSnapshot, ProductFingerprint, stored: StoredUnit?, unread: RequestError?)
    /// The lists of the partial refresh have the hashes of the last reading.
    case partiallyRefreshed
    /// Every SKU list says that the product does not exist.
    case gone
  }

  /// An item below a product that was just listed does not exist: the catalog changed during the crawl.
  struct Moved: Error {}

  typealias List = ProductFingerprint.List

  /// Whether an earlier version stored fewer details: lists are then decoded even if unchanged.
  private var lacksDetails: Bool { head?.lacksTermDetails == true }

  private var audience: CatalogContext { .country(key.marketScope.market) }

  /// Reads the product.
  ///
  /// - Parameters:
  ///   - isLastAttempt: whether a SKU without an availability list counts as a SKU without availabilities; otherwise
  ///     the catalog counts as changing, and the product is read once more later.
  ///   - partial: the lists to request first; the rest is requested only if one of these changed.
  /// - Returns: the content that the service shows, or its comparison with the stored one.
  /// - Throws: ``Moved``, and the errors of the client.
  func read(isLastAttempt: Bool, partial: PartialRefresh? = nil) async throws -> Result {
    let rank = slots.rank()
    guard let lists = try await readSKULists(rank: rank, isLastAttempt: isLastAttempt) else { return .gone }
    let reading = Mutex(AvailabilityLists(after: lists))
    func read(_ wanted: [List]) async throws {
      try await forEachBounded(wanted, width: width) { list in
        try await readAvailabilities(list, into: reading, rank: rank, isLastAttempt: isLastAttempt)
      }
    }
    let isHeadSame = head?.product == product && head?.isRemoved == false
    if let partial, head?.fingerprint != nil, isHeadSame {
      let (first, rest) = partial.split(lists.wanted)
      try await read(first)
      if reading.withLock({ $0.isUnchanged }) { return .partiallyRefreshed }
      try await read(rest)
    } else {
      try await read(lists.wanted)
    }
    let result = reading.withLock { $0 }
    let isSameSet = head?.fingerprint.map { Set($0.hashes.keys) == Set(result.hashes.keys) } ?? false
    if result.isUnchanged, isSameSet, isHeadSame, !lacksDetails { return .unchanged }
    let stored = head == nil ? nil : try await stored()
    return .read(
      result.content(of: product, skuLists: lists, stored: stored), ProductFingerprint(result.hashes), stored: stored,
      unread: result.firstFailure)
  }

  /// Response to the request of a list.
  private enum ListResponse<Content: Sendable>: Sendable {
    case read(ListReading<Content>)
    /// The hash is that of the last reading; nothing was decoded.
    case unchanged(ContentHash)
    case notFound
    /// The list, or some of its elements, could not be read: absence from it proves nothing.
    case partial([Content]?, RequestError)
  }

  /// Requests a list, and stages its content.
  private func ask<Element: WireResource, Content: Sendable>(
    _ call: Call, list: List, rank: Int, isLastAttempt: Bool, keeping content: (Element) -> Content,
    as staged: ([Content]) -> StagedResponse
  ) async throws -> ListResponse<Content> {
    let response: ListResponse<Content>
    do {
      response = try await slots.hold(rank: rank) {
        switch try await client.list(
          call, of: Element.self, unless: lacksDetails && list.sku != nil ? nil : hash(list))
        {
        case .unchanged(let hash): return .unchanged(hash)
        case .notFound: return .notFound
        case .forbidden(let refusal): return .partial(nil, RequestError(cause: .refused(refusal), path: call.path))
        case .read(let reading):
          let contents = reading.items.map(content)
          guard reading.unreadable == 0 else {
            return .partial(contents, .unreadable(reading.unreadable, in: call.path))
          }
          return .read(ListReading(items: contents, unreadable: 0, pages: reading.pages, hash: reading.hash))
        }
      }
    } catch let failure as RequestError where failure.concernsOnePart {
      // A route that is out of order for a moment may answer at the end of the run.
      if failure.isUnprovenAbsence, !isLastAttempt { throw Moved() }
      return .partial(nil, failure)
    }
    if case .read(let reading) = response { try await stage(staged(reading.items), reading.hash, list) }
    return response
  }

  /// Reads the SKU list of each segment.
  ///
  /// - Returns: `nil` if every list says that the product does not exist.
  /// - Throws: also if no list could be read.
  private func readSKULists(rank: Int, isLastAttempt: Bool) async throws -> SKULists? {
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
        call, list: list, rank: rank, isLastAttempt: isLastAttempt,
        keeping: { (sku: SKU) in StagedSKU(id: sku.id, content: SKUContent(sku)) }, as: StagedResponse.skus)
      {
      case .unchanged(let hash):
        isThere = true
        let known = head?.fingerprint?.hashes.keys.filter { $0.segment == segment }.compactMap(\.sku) ?? []
        lists.add(known.sorted().map { ($0, nil) }, list: list, hash: hash.rawValue)
      case .read(let read):
        isThere = true
        lists.isUnchanged = false
        lists.add(read.items.map { ($0.id, $0.content) }, list: list, hash: read.hash.rawValue)
      case .partial(let skus, let failure):
        lists.isUnchanged = false
        lists.unread[list] = failure
        guard let skus else { continue }
        isThere = true
        lists.add(skus.map { ($0.id, $0.content) }, list: list, hash: nil)
      case .notFound: continue
      }
    }
    if !isThere, let failure = lists.unread.firstFailure { throw failure }
    return isThere ? lists : nil
  }

  /// Reads the availability list of a SKU.
  private func readAvailabilities(
    _ list: List, into reading: borrowing Mutex<AvailabilityLists>, rank: Int, isLastAttempt: Bool
  ) async throws {
    guard let sku = list.sku else { return }
    if let (response, hash) = staged[list], case .availabilities(let kept) = response {
      return reading.withLock { $0.add(kept, list: list, hash: hash) }
    }
    let reference = SKUReference(key.product, sku)
    let call = Call.availabilities(of: reference, for: audience, segment: list.segment, scope: key.marketScope.scope)
    let response = try await ask(
      call, list: list, rank: rank, isLastAttempt: isLastAttempt,
      keeping: { (item: Availability) in AvailabilityContent(item, of: reference, asked: list.segment) },
      as: StagedResponse.availabilities)
    switch response {
    case .unchanged(let hash): reading.withLock { $0.hashes[list] = hash.rawValue }
    case .read(let read):
      let isKnown = hash(list) == read.hash
      reading.withLock { $0.add(read.items, list: list, hash: read.hash.rawValue, isKnown: isKnown) }
    case .notFound:
      guard isLastAttempt else { throw Moved() }
      reading.withLock { $0.isUnchanged = false }
    case .partial(let contents, let failure):
      reading.withLock { $0.miss(list, failure, showing: contents) }
    }
  }

  private func hash(_ list: List) -> ContentHash? {
    head?.fingerprint?.hashes[list].map { ContentHash(rawValue: $0) }
  }
}
