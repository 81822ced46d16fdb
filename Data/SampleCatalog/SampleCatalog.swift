/// The words that a generated catalog is made of: real names and ids, invented publishers and prose.
///
/// Shape: plain arrays, read once from text literals. Names and ids come from public tables (each list names its
/// origin); every description is written for this package.
public enum Vocabulary {
  /// A real id with its real title.
  public struct NamedID: Sendable, Hashable {
    public var id: String
    public var title: String

    public init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// Series of virtual machines.
  public static let virtualMachines = namedIDs(virtualMachinesText)
  /// New-commerce licences.
  public static let licences = namedIDs(licencesText)
  /// Perpetual software.
  public static let software = namedIDs(softwareText)
  /// Names of licences, without ids of the catalog.
  public static let licenceNames = lines(licenceNamesText)
  /// `Standard_D2s_v3` and the like.
  public static let machineSizes = lines(machineSizesText)
  /// Azure regions: `westus2`, titled `West US 2`.
  public static let regions = namedIDs(regionsText)

  /// The currency that each market pays in, ISO 4217; US dollars for a market that is not listed.
  public static let currencies: [String: String] = {
    var result: [String: String] = [:]
    for line in namedIDs(currenciesText) {
      for market in line.title.split(separator: " ") { result[String(market)] = line.id }
    }
    return result
  }()

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
