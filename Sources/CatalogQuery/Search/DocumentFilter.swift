import CatalogModel
import CatalogSchema
import GRDB

/// Filters by properties of a text: product type, publisher, trial.
struct DocumentFilter {
  /// Which numbers of a value are admitted; `nil` for all.
  private var publishers: Set<UInt32>?
  private var wantedTypes: Set<UInt32>?
  private var unwantedTypes: Set<UInt32> = []
  private var isTrial: Bool?

  init(_ options: SearchOptions, _ index: SearchIndex) throws {
    func numbers(_ kinds: [String], _ isMeant: (String) -> Bool) throws -> Set<UInt32> {
      var numbers = Set<UInt32>()
      let rows = try PreparedStatement(index.db, "SELECT id, kind, value FROM search_value")
      while try rows.next() {
        if kinds.contains(try rows.text(1)), isMeant(try rows.text(2)) { numbers.insert(UInt32(try rows.number(0))) }
      }
      return numbers
    }
    func types(_ wanted: [String]) throws -> Set<UInt32> {
      let wanted = Set(wanted.map { $0.lowercased() })
      return try wanted.isEmpty ? [] : numbers(["type", "subtype"]) { wanted.contains($0.lowercased()) }
    }
    if !options.wanted(.productType).isEmpty { wantedTypes = try types(options.wanted(.productType)) }
    unwantedTypes = try types(options.unwanted(.productType))
    let publishers = options.wanted(.publisher).map(CustomerName.folded)
    let others = options.unwanted(.publisher).map(CustomerName.folded)
    if !publishers.isEmpty || !others.isEmpty {
      // A product without a publisher is none of those that are not wanted.
      self.publishers = try numbers(["publisher"]) { name in
        let name = CustomerName.folded(name)
        return (publishers.isEmpty || publishers.contains { name.contains($0) })
          && !others.contains { name.contains($0) }
      }
      if publishers.isEmpty { self.publishers?.insert(0) }
    }
    let trial = ListingConditions.Choice(
      only: Set(options.wanted(.trial).map { $0.lowercased() }),
      except: Set(options.unwanted(.trial).map { $0.lowercased() }))
    switch (trial.admits("true"), trial.admits("false")) {
    case (true, true): break
    case (true, false): isTrial = true
    case (false, true): isTrial = false
    case (false, false): self.publishers = []
    }
  }

  var isEmpty: Bool {
    publishers == nil && wantedTypes == nil && unwantedTypes.isEmpty && isTrial == nil
  }

  /// The same of an item, by its own texts.
  static func admits(_ item: CatalogItem, _ options: SearchOptions) -> Bool {
    func choice(_ facet: SearchFacet) -> ListingConditions.Choice {
      ListingConditions.Choice(
        only: Set(options.wanted(facet).map { $0.lowercased() }),
        except: Set(options.unwanted(facet).map { $0.lowercased() }))
    }
    let publisher = CustomerName.folded(item.publisher)
    let publishers = options.wanted(.publisher).map(CustomerName.folded)
    return choice(.productType).admits(anyOf: [item.productType.lowercased(), item.productSubType.lowercased()])
      && choice(.trial).admits("\(item.isTrial)")
      && (publishers.isEmpty || publishers.contains { publisher.contains($0) })
      && !options.unwanted(.publisher).map(CustomerName.folded).contains { publisher.contains($0) }
  }

  func admits(_ record: DocumentRecord) -> Bool {
    if let isTrial, record.isTrial != isTrial { return false }
    if let publishers, !publishers.contains(record.publisher) { return false }
    let types = [UInt32(record.type), UInt32(record.subtype)]
    if let wantedTypes, !types.contains(where: { wantedTypes.contains($0) }) { return false }
    return !types.contains { unwantedTypes.contains($0) }
  }
}

extension ListingConditions {
  init(_ options: SearchOptions) {
    func choice(_ facet: SearchFacet, _ fold: (String) -> String) -> Choice {
      Choice(only: Set(options.wanted(facet).map(fold)), except: Set(options.unwanted(facet).map(fold)))
    }
    segment = choice(.segment) { $0.lowercased() }
    term = choice(.term) { $0.uppercased() }
    billingCycle = choice(.billingCycle) { $0.lowercased() }
    currency = choice(.currency) { $0.uppercased() }
    reservationScope = choice(.reservationScope) { $0.lowercased() }
    isPurchasable = choice(.purchasable) { $0.lowercased() }
    prerequisite = choice(.prerequisite) { $0.lowercased() }
  }
}
