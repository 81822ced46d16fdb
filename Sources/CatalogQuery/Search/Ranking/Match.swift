/// A document that matches, and how well.
struct Match: Sendable, Hashable {
  var document: UInt32
  /// The higher the better; see ``Relevance``.
  var relevance: Float
}

/// All documents that match, in no order.
struct Matches: Sendable {
  var all: [Match] = []
  /// Whether they lack some words of the query.
  var isPartial = false
}

/// The tiers of relevance, strongest first. Each outweighs all below it together.
enum Relevance {
  /// The SKU's title equals the query.
  static let exactTitle: Float = 8_000
  /// The product's title is; or the SKU's title is the name of today for an old one.
  static let exactProduct: Float = 4_000
  /// Nothing of it is taken for a typing error.
  static let noTypo: Float = 2_000
  /// Every word is in the titles or codes, not only in a description.
  static let inNames: Float = 1_000
  /// It can be bought.
  static let purchasable: Float = 500
  /// A code of the query is the document's, letter by letter.
  static let exactCode: Float = 250
  /// The weakest tier: tiers are whole multiples of it.
  static let weakest = exactCode
  /// The range of the words themselves: their rarity, their frequency by field, and their share of the title.
  static let mostOfText: Float = 249

  /// Microsoft's own before a third party's of the same name.
  static let microsoft: Float = 0.25
  /// A title without any other word, in whatever spelling: more than one that has the words as typed among others.
  static let wholeTitle: Float = 24
  /// What is no trial, where none was asked for.
  static let lasting: Float = 1
  /// The whole title, where all its words were asked for.
  static let coverage: Float = 6
  /// For each pair of neighbouring words that are neighbours in the title.
  static let sideBySide: Float = 1.5
  /// A title that ends with the last word: that is what it is, and not something for it.
  static let ending: Float = 1

  /// The share of the query that a partial match has, by the weight of its concepts: in steps of a twentieth, above all
  /// else.
  static func share(of mass: Float, in whole: Float) -> Float {
    (whole > 0 ? (mass / whole * 20).rounded(.down) : 0) * exactProduct
  }

  /// Whether all words were found in names.
  static func isNamed(_ relevance: Float) -> Bool { has(inNames, relevance) }

  /// Whether no word was taken for a typing error.
  static func isSpelt(_ relevance: Float) -> Bool { has(noTypo, relevance) }

  private static func has(_ tier: Float, _ relevance: Float) -> Bool {
    (Int(exactly: (relevance / tier).rounded(.towardZero)) ?? 0) & 1 != 0
  }

  /// The steps that a partial match's relevance holds.
  static func share(_ relevance: Float) -> Float { (relevance / exactProduct).rounded(.down) }

  /// The names of the tiers of a match, strongest first.
  static func tiers(of relevance: Float, isPartial: Bool) -> [String] {
    let steps = Int(exactly: (relevance / weakest).rounded(.towardZero)) ?? 0
    func has(_ tier: Float) -> Bool { steps & Int(tier / weakest) != 0 }
    var tiers: [String] = []
    if !isPartial {
      if has(exactTitle) { tiers.append("exactTitle") } else if has(exactProduct) { tiers.append("exactProductTitle") }
      tiers.append("allWords")
    }
    if has(noTypo) { tiers.append("noTypo") }
    if has(inNames) { tiers.append("inNames") }
    if has(purchasable) { tiers.append("purchasable") }
    if has(exactCode) { tiers.append("exactCode") }
    return tiers
  }
}
