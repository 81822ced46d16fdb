/// The words that a generated catalog is made of: real names and ids, invented publishers and prose.
///
/// Shape: plain arrays, read once from text literals. Names and ids come from public tables (each list names its
/// origin); every description is written for this package.
public enum Vocabulary {
  /// A real id with its real title.
  public struct NamedID: Sendable, Hashable {
    /// The id in its source, such as `CFQ7TTC0LF8Q` or `westus2`; never empty.
    public var id: String
    /// The title in its source, in English; never empty.
    public var title: String

    /// Creates a pair. Nothing is checked.
    public init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// A series of virtual machines, with its sizes.
  public struct MachineSeries: Sendable, Hashable {
    /// The product id of the reservations of this series.
    public var id: String
    /// The product title, in English: `Virtual Machines DSv3 Series`.
    public var title: String
    /// `Standard_D2s_v3` and the like: plain ones before constrained ones, small before large; never none.
    public var sizes: [String]

    /// Creates a series. Nothing is checked.
    public init(id: String, title: String, sizes: [String]) {
      self.id = id
      self.title = title
      self.sizes = sizes
    }
  }

  /// Series of virtual machines that can be reserved.
  public static let machineSeries: [MachineSeries] = namedIDs(machineSeriesText).compactMap { line in
    let columns = line.title.split(separator: "\t")
    guard columns.count == 2 else { return nil }
    return MachineSeries(
      id: line.id, title: String(columns[0]), sizes: columns[1].split(separator: " ").map { "Standard_\($0)" })
  }
  /// A product that resellers sell much of, with its SKUs.
  public struct BestKnownProduct: Sendable, Hashable {
    /// Whether it is a licence of an online service; else it is perpetual software.
    public var isLicence: Bool
    /// `nil` where no public source names it.
    public var id: String?
    /// As the price list writes it; never empty.
    public var title: String
    /// Title, and the `skuId` of Microsoft Graph where there is one; never none.
    public var skus: [(title: String, graphSKU: String?)] { cells.map(Self.sku) }
    private var cells: [Substring]

    init?(_ line: String) {
      let columns = line.split(separator: "\t")
      guard columns.count > 3 else { return nil }
      isLicence = columns[0] == "licence"
      id = columns[1] == "-" ? nil : String(columns[1])
      title = String(columns[2])
      cells = Array(columns[3...])
    }

    private static func sku(_ cell: Substring) -> (title: String, graphSKU: String?) {
      let parts = cell.split(separator: "|")
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
    }
  }

  /// The best-known licences and software.
  public static let bestKnown = lines(bestKnownText).compactMap(BestKnownProduct.init)
  /// New-commerce licences.
  public static let licences = namedIDs(licencesText)
  /// Perpetual software.
  public static let software = namedIDs(softwareText)
  /// Names of licences, without ids of the catalog.
  public static let licenceNames = lines(licenceNamesText)
  /// Ids of licences: the `skuId` of Microsoft Graph, which is the catalog's `provisioningId`.
  public static let graphSKUs = lines(graphSKUsText)
  /// Azure regions where machines can be deployed: `westus2`, titled `US West 2` as in bills and reservations.
  public static let regions = namedIDs(regionsText)

  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }

  private static func namedIDs(_ text: String) -> [NamedID] {
    lines(text).compactMap { line in
      guard let tab = line.firstIndex(of: "\t") else { return nil }
      return NamedID(id: String(line[..<tab]), title: String(line[line.index(after: tab)...]))
    }
  }
}
