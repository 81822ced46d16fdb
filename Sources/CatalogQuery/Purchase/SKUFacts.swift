import CatalogModel
import CatalogSchema
import GRDB

/// Facts of a SKU about a purchase that ``CatalogItem`` does not have.
struct SKUFacts: Hashable {
  var billingCycles: [String]
  /// The variables of a cart line: `Scope`, `SubscriptionId`, `Duration`.
  var provisioningVariables: [String]
  /// The kind of attestation that the order must accept; may be empty. `nil` where none is asked for.
  var attestation: String?
  /// The region of a reservation, such as `westus2`; `nil` where the SKU has none.
  var region: String?
  var addOn: AddOn
  /// SKUs into which it is converted or upgraded, `product:sku`.
  var successors: [String]

  /// Reads a row of `sku_text`, by its row id.
  init(text: Int64, _ db: Database) throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT billing_cycles, provisioning_variables, attestation, attributes FROM sku_text WHERE id = ?"),
      arguments: [text])
    func list(_ column: String) throws -> [String] { StoredJSON.texts(try row?[column] ?? "[]") }
    billingCycles = try list("billing_cycles")
    provisioningVariables = try list("provisioning_variables")
    attestation = try row?["attestation"]
    let attributes: String = try row?["attributes"] ?? "{}"
    addOn = AddOn(attributes: attributes)
    region = Self.region(attributes)
    successors = Conversions.targets(attributes: attributes)
  }

  /// Source: Partner Center REST reference, "Check inventory": the value of `ArmRegionName` is the attribute's.
  static func region(_ attributes: String) -> String? {
    guard AttributeText(json: attributes).mentions("armRegionName") else { return nil }
    return StoredJSON.value(attributes, as: RegionAttribute.self)?.armRegionName.flatMap { $0.isEmpty ? nil : $0 }
  }

  private struct RegionAttribute: Decodable { var armRegionName: String? }
}

/// The conversions and upgrades of a SKU, from its dynamic attributes.
enum Conversions {
  /// The targets of conversions and upgrades in their order, each once: `product:sku`, or offer ids.
  ///
  /// `attributes` is a JSON object with `conversionInstructions`, `upgradeTargetOffers`, `conversionTargetOffers`, or
  /// none of them.
  static func targets(attributes: String) -> [String] {
    let text = AttributeText(json: attributes)
    guard text.mentions("conversion") || text.mentions("upgradeTarget"),
      let read = StoredJSON.value(attributes, as: Attributes.self)
    else { return [] }
    var targets: [String] = []
    for target in read.targets where !targets.contains(target) { targets.append(target) }
    return targets
  }

  private struct Attributes: Decodable {
    var targets: [String]

    enum CodingKeys: String, CodingKey {
      case conversionInstructions, upgradeTargetOffers, conversionTargetOffers
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let instructions = (try? container.decode([Instruction].self, forKey: .conversionInstructions)) ?? []
      targets = instructions.flatMap { $0.conversionOptions ?? [] }.compactMap(\.transferToId)
      for key in [CodingKeys.upgradeTargetOffers, .conversionTargetOffers] {
        targets += (try? container.decode([String].self, forKey: key)) ?? []
      }
    }
  }

  private struct Instruction: Decodable {
    struct Option: Decodable { var transferToId: String? }
    var conversionOptions: [Option]?
  }
}
