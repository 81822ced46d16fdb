import CatalogModel
import CatalogSchema

/// Why an inventory check found a SKU restricted, read from what the service said.
///
/// Source: Partner Center REST reference, "Inventory resources", table InventoryRestriction; its properties are an open
/// set, and bring lists as well as texts.
public struct RestrictionFinding: Sendable, Hashable {
  /// `Term`, `Zone`, `Location`, …; `nil` where the service gives none.
  public var type: String?
  /// The terms that a restriction of type `Term` is about: `P5Y`; empty for every other type, and where it names none.
  public var terms: [String] = []
  /// The availability zones that it is about; empty for none.
  public var zones: [String]
  /// The service's own sentence, or its reason, without a full stop; zones and terms that it does not name behind it.
  public var words: String

  /// The restrictions of a check, from the JSON array that the service sent.
  public static func all(in json: String) -> [RestrictionFinding] {
    (StoredJSON.value(json, as: [Received].self) ?? []).map(RestrictionFinding.init)
  }

  private init(_ received: Received) {
    let type = (received["type"] ?? received["properties"]?["type"])?.texts.first
    self.type = type
    zones = (received.first("zones") ?? received.first("zone"))?.texts ?? []
    let description = received["description"]?.texts.first ?? ""
    var words = description.isEmpty ? received["reasonCode"]?.texts.first ?? "" : description
    while let last = words.last, last == "." || last.isWhitespace { words.removeLast() }
    if type?.lowercased() == "term" {
      terms = (received["values"] ?? received["properties"]?["values"])?.texts ?? []
    }
    var untold = terms.filter { !words.contains($0) }.map { "term \($0)" }
    if !zones.isEmpty { untold.append((zones.count == 1 ? "zone " : "zones ") + zones.joined(separator: ", ")) }
    if !untold.isEmpty {
      words += words.isEmpty ? untold.joined(separator: ", ") : " (\(untold.joined(separator: ", ")))"
    }
    self.words = words
  }

  /// All in one sentence without its full stop; empty where the service says nothing.
  public static func words(_ restrictions: [RestrictionFinding]) -> String {
    restrictions.map(\.words).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// A value of which only the parts that are looked for must have a shape.
  private indirect enum Received: Decodable {
    case text(String), list([Received]), object([String: Received]), nothing

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let members = try? container.decode([String: Received].self) {
        self = .object(members)
      } else if let elements = try? container.decode([Received].self) {
        self = .list(elements)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let number = try? container.decode(Int64.self) {
        self = .text(String(number))
      } else {
        self = .nothing
      }
    }

    /// The member of that name, in any case.
    subscript(name: String) -> Received? {
      guard case .object(let members) = self else { return nil }
      if let member = members[name] { return member }
      return members.filter { $0.key.lowercased() == name.lowercased() }.min { $0.key < $1.key }?.value
    }

    /// The member of that name here or further in.
    func first(_ name: String) -> Received? {
      switch self {
      case .object(let members):
        if let member = self[name] { return member }
        for (_, member) in members.sorted(by: { $0.key < $1.key }) {
          if let found = member.first(name) { return found }
        }
        return nil
      case .list(let elements):
        for element in elements { if let found = element.first(name) { return found } }
        return nil
      case .text, .nothing: return nil
      }
    }

    /// The texts in it: one, or those of a list; one text may hold several with commas between.
    var texts: [String] {
      switch self {
      case .text(let text):
        text.isEmpty
          ? [] : text.contains(",") && !text.contains(" ") ? text.split(separator: ",").map(String.init) : [text]
      case .list(let elements): elements.flatMap(\.texts)
      case .object, .nothing: []
      }
    }
  }
}

/// The orders that restricted inventory checks forbid.
struct InventoryBlock: Hashable, Sendable {
  /// The terms that are restricted, each as ``key(_:)``; `nil` for all of the SKU.
  var terms: Set<String>?
  /// The latest check in words.
  var sentence: String

  /// The orders that one check forbids: only terms, if every restriction is of type `Term` and names some.
  init(_ restrictions: [RestrictionFinding], sentence: String) {
    self.sentence = sentence
    guard !restrictions.isEmpty, restrictions.allSatisfy({ !$0.terms.isEmpty }) else { return }
    terms = Set(restrictions.flatMap(\.terms).map(Self.key))
  }

  /// The orders that are forbidden in both of two places: one that is free is enough.
  func intersection(_ other: InventoryBlock) -> InventoryBlock {
    var both = self
    switch (terms, other.terms) {
    case (nil, let terms): both.terms = terms
    case (let terms?, let others?): both.terms = terms.intersection(others)
    case (_?, nil): break
    }
    return both
  }

  /// Whether it forbids a term.
  func covers(_ term: String?) -> Bool {
    guard let terms else { return true }
    return term.map { terms.contains(Self.key($0)) } ?? false
  }

  /// Whether it forbids every term of an item; one without terms only as a whole.
  func coversAll(_ durations: some Collection<String>) -> Bool {
    terms == nil || !durations.isEmpty && durations.allSatisfy { covers($0) }
  }

  /// The same for every spelling of a length: `P1Y`, `p12m`, `1Year` → `12M`.
  static func key(_ term: String) -> String {
    var text = term.uppercased().filter { !$0.isWhitespace }
    for (word, unit) in [("YEARS", "Y"), ("YEAR", "Y"), ("MONTHS", "M"), ("MONTH", "M")] where text.hasSuffix(word) {
      text = String(text.dropLast(word.count)) + unit
    }
    if text.first?.isNumber == true { text = "P" + text }
    let months = OfferFacts.months(text)
    return months == 999 || months == 0 ? text : "\(months)M"
  }
}
