import SampleCatalog

/// The resource and region that one SKU of a reservation product reserves.
struct Reservation: Sendable, Hashable {
  /// As Azure Resource Manager calls it.
  var armName: String
  /// `westus2`, titled `US West 2`.
  var region: Vocabulary.NamedID
}

extension SampleProduct {
  /// The series of a product that reserves machines.
  var series: Vocabulary.MachineSeries? {
    guard family == .machineReservation else { return nil }
    if let wellKnown, !wellKnown.sizes.isEmpty {
      return Vocabulary.MachineSeries(id: id, title: wellKnown.title, sizes: wellKnown.sizes)
    }
    if let wellKnown { return Self.seriesByTitle[wellKnown.title] }
    return realTitle != nil ? Self.seriesByID[id] : draw.at(.title).pick(Vocabulary.machineSeries)
  }

  /// The database that a product reserves.
  var database: Vocabulary.NamedID { draw.at(.title).pick(Vocabulary.sqlReservations) }

  /// The throughput that a Cosmos DB product reserves, in request units a second.
  var requestUnits: Int { 100 * (1 + draw.at(.title).below(50)) }

  /// The resources that can be reserved in each region.
  private var armNames: [String] {
    switch family {
    case .sqlReservation: [database.id]
    case .cosmosReservation: ["CosmosDB_\(requestUnits)RUs"]
    default: series?.sizes ?? []
    }
  }

  /// The number of SKUs without two equal reservations.
  var mostReservations: Int { 2 * armNames.count * Vocabulary.regions.count }

  func reservation(at index: Int) -> Reservation {
    let names = armNames
    let regions = Vocabulary.regions
    let pair = index / 2
    let firstName = wellKnown?.firstSize.flatMap { names.firstIndex(of: $0) } ?? 0
    let firstRegion =
      wellKnown.flatMap { known in regions.firstIndex { $0.id == known.firstRegion } }
      ?? draw.at(.region).below(regions.count)
    // A stride that shares no factor with the number of regions, so that neighbours in the list are not neighbours here.
    let region = (firstRegion + pair / max(1, names.count) * 23) % regions.count
    return Reservation(
      armName: names.isEmpty ? "" : names[(firstName + pair) % names.count], region: regions[region])
  }

  private static let seriesByID = Dictionary(
    Vocabulary.machineSeries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  private static let seriesByTitle = Dictionary(
    Vocabulary.machineSeries.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
}
