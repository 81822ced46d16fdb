/// Ids that stand for the same licence, from Microsoft's published tables: Graph SKUs, their service plans, legacy offers.
///
/// Embedded in the program as ordered text: a look-up by id parses the lines that it finds, and no others. Ids are GUIDs in
/// lower case.
public enum CrosswalkFacts {
  /// A service plan.
  public struct ServicePlan: Sendable, Hashable {
    /// Its GUID.
    public var id: String
    /// Every name that the table writes; the first is the one of Microsoft Graph.
    public var names: [String]
  }

  /// A legacy offer.
  public struct LegacyOffer: Sendable, Hashable {
    /// Its GUID.
    public var id: String
    /// The Graph SKU that it provisions.
    public var graphSKU: String
    /// The title of the offer.
    public var name: String
  }

  /// A further name of a Graph SKU: the table has three of them twice.
  public struct FurtherName: Sendable, Hashable {
    /// The Graph SKU.
    public var id: String
    /// The string id beside that name.
    public var stringID: String
    /// The name.
    public var name: String
  }

  /// Two ids that Microsoft's documentation prints side by side.
  public struct Pair: Sendable, Hashable {
    /// `sku`, `legacyOffer` or `partNumber`.
    public var fromKind: String
    /// The id.
    public var fromID: String
    /// `sku`, `product` or `graphSku`.
    public var toKind: String
    /// The id.
    public var toID: String
    /// The date of the page: `2023`.
    public var asOf: String
    /// `published`, or `twoSteps` where two pages had to be joined.
    public var confidence: String
    /// What is named so; empty where the page does not say.
    public var name: String
  }

  /// The edition of the table of licences.
  public static let edition = "2026-03"
  /// When the legacy offers were recorded.
  public static let legacyOffersRecorded = "2019-01-11"

  /// The plan of an id; `nil` where the table has none.
  public static func servicePlan(_ id: String) -> ServicePlan? { plans.place(of: id).map(plan) }

  /// The plans of a Graph SKU, in the order of the table; none for one that the table does not have.
  public static func servicePlans(ofSKU id: String) -> [ServicePlan] {
    skuPlans.place(of: id).map { numbers(skuPlans[$0]).map(plan) } ?? []
  }

  /// The Graph SKUs with a plan, in the order of ids.
  public static func graphSKUs(withPlan id: String) -> [String] {
    guard let number = plans.place(of: id) else { return [] }
    let digits = Array(String(number).utf8)
    return skuPlans.places { line in Self.hasWord(digits, in: line) }.compactMap { place in
      let fields = skuPlans[place]
      return numbers(fields).contains(number) ? fields[0] : nil
    }
  }

  /// The plans that have a name, folded by the caller's rule.
  public static func servicePlans(named isNamed: (String) -> Bool) -> [ServicePlan] {
    (0..<plans.count).map(plan).filter { $0.names.contains(where: isNamed) }
  }

  /// The legacy offer of an id; `nil` where none was recorded.
  public static func legacyOffer(_ id: String) -> LegacyOffer? { offers.place(of: id).map(offer) }

  /// The legacy offers that provision a Graph SKU.
  public static func legacyOffers(ofSKU id: String) -> [LegacyOffer] {
    let bytes = Array(id.utf8)
    return offers.places { line in
      line.count > 37 + bytes.count && line[37..<(37 + bytes.count)].elementsEqual(bytes)
    }.map(offer)
  }

  /// The further names of Graph SKUs.
  public static let furtherNames: [FurtherName] = (0..<further.count).compactMap { place in
    let fields = further[place]
    return fields.count == 3 ? FurtherName(id: fields[0], stringID: fields[1], name: fields[2]) : nil
  }

  /// The pairs of ids that documentation prints.
  public static let pairs: [Pair] = (0..<documented.count).compactMap { place in
    let fields = documented[place]
    guard fields.count == 7 else { return nil }
    return Pair(
      fromKind: fields[0], fromID: fields[1], toKind: fields[2], toID: fields[3], asOf: fields[4],
      confidence: fields[5], name: fields[6])
  }

  private static let plans = SortedLines(PackageResources.service_plans_txt)
  private static let skuPlans = SortedLines(PackageResources.sku_plans_txt)
  private static let offers = SortedLines(PackageResources.legacy_offers_txt)
  private static let further = SortedLines(PackageResources.further_names_txt)
  private static let documented = SortedLines(PackageResources.documented_pairs_txt)

  private static func plan(_ place: Int) -> ServicePlan {
    let fields = plans[place]
    return ServicePlan(id: fields[0], names: Array(fields.dropFirst()))
  }

  private static func offer(_ place: Int) -> LegacyOffer {
    let fields = offers[place]
    return LegacyOffer(id: fields[0], graphSKU: fields[1], name: fields.count > 2 ? fields[2] : "")
  }

  private static func numbers(_ fields: [String]) -> [Int] {
    fields.count > 1 ? fields[1].split(separator: " ").compactMap { Int($0) }.filter { $0 < plans.count } : []
  }

  private static func hasWord(_ word: [UInt8], in line: UnsafeRawBufferPointer) -> Bool {
    var start = 37
    while start + word.count <= line.count {
      if line[start] == word[0], line[start..<(start + word.count)].elementsEqual(word) { return true }
      start += 1
    }
    return false
  }
}
