/// Ids and names that stand for the same thing, as a small graph. Encodes as `what-is` of the JSON contract.
public struct CrosswalkAnswer: Sendable, Hashable, Codable {
  /// The kind of an id.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// `skuId` of Microsoft Graph: a GUID.
    case graphSku
    /// `skuPartNumber` of Microsoft Graph: `ENTERPRISEPACK`.
    case graphString
    case servicePlan, product, sku, catalogItem, legacyOffer, partNumber, promotion, meter, name
  }

  /// How sure an edge is, the surest first.
  public enum Confidence: String, Sendable, Codable, CaseIterable {
    /// The service said it for this tenant.
    case stated
    /// Microsoft's tables or pages say it.
    case published
    /// Two pages had to be joined.
    case twoSteps
    /// The names are equal: never alone an answer.
    case sameName
  }

  /// An id or a name by its kind.
  public struct Reference: Sendable, Hashable, Codable {
    /// The kind.
    public var kind: Kind
    /// A GUID in lower case, or the text as its source writes it.
    public var id: String
  }

  /// An id with its name.
  public struct Node: Sendable, Hashable, Codable {
    /// The kind.
    public var kind: Kind
    /// A GUID in lower case, or the text as its source writes it.
    public var id: String
    /// The name of what it stands for; `nil` where none is known.
    public var name: String?

    enum CodingKeys: String, CodingKey { case kind, id, name }

    /// Writes every key.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(kind, forKey: .kind)
      try container.encode(id, forKey: .id)
      try container.encode(name, forKey: .name)
    }
  }

  /// Two ids that belong together.
  public struct Edge: Sendable, Hashable, Codable {
    /// One end.
    public var from: Reference
    /// The other end.
    public var to: Reference
    /// Who says so: `catalog`, `microsoftTable`, `microsoftDocumentation`, `legacyOffers`, `priceSheet`.
    public var source: String
    /// The date or edition of the source; `nil` where it has none.
    public var asOf: String?
    /// How sure it is.
    public var confidence: Confidence

    enum CodingKeys: String, CodingKey { case from, to, source, asOf, confidence }

    /// Writes every key.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
      try container.encode(source, forKey: .source)
      try container.encode(asOf, forKey: .asOf)
      try container.encode(confidence, forKey: .confidence)
    }
  }

  /// The text as it was asked for.
  public var query: String
  /// The edition of the table of licences: `2026-03`.
  public var asOf: String
  /// The ids, what was asked for first; empty where nothing is known.
  public var nodes: [Node] = []
  /// How the ids belong together. Conflicts are all there.
  public var edges: [Edge] = []

  /// Whether anything is known.
  public var isEmpty: Bool { nodes.isEmpty }
}
