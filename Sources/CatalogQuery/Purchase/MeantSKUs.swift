import CatalogModel
import CatalogSchema
import GRDB

/// Which SKUs a text means, as far as the text says so by itself.
enum MeantSKUs {
  /// Named by id.
  case named(NamedItem)
  /// The text is the title of these SKUs, here or in another market: nothing else is meant.
  case titled([Int64])
  /// The text is the title of a product, and these are its SKUs.
  case product([Int64])
  /// The words occur in these and those.
  case words(Selection)
  case nothing
}

extension Snapshot {
  func meantSKUs(_ text: String, for customer: CustomerRecord) throws -> MeantSKUs {
    let selection = try selection(text, for: customer)
    switch selection {
    case .named(let item): return .named(item)
    case .words:
      let titled = try skus(titled: text)
      if !titled.skus.isEmpty { return .titled(titled.skus) }
      if !titled.products.isEmpty { return .product(titled.products) }
      return .words(selection)
    case .all, .nothing: return .nothing
    }
  }

  /// The SKUs whose own title, and those whose product's title, is the text: case, width, accents and punctuation do
  /// not count.
  private func skus(titled text: String) throws -> (skus: [Int64], products: [Int64]) {
    let wanted = SearchText.pieces(text)
    guard !wanted.isEmpty, wanted.count <= Self.longestTitle else { return ([], []) }
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT t.sku_id, t.title, pt.title AS product
          FROM sku_search CROSS JOIN sku_text t ON t.id = sku_search.rowid
          JOIN product_text pt ON pt.id = t.product_text_id
          WHERE sku_search MATCH ?
          """), arguments: ["{title product} : \(Self.phrases(wanted))"])
    var skus: Set<Int64> = []
    var products: Set<Int64> = []
    while let row = try rows.next() {
      if SearchText.pieces(try row[1]) == wanted {
        skus.insert(try row[0])
      } else if SearchText.pieces(try row[2]) == wanted {
        products.insert(try row[0])
      }
    }
    return (skus.sorted(), products.sorted())
  }
}

extension Snapshot {
  /// More words than any title has.
  private static let longestTitle = 60

  /// Requires every piece as the index splits it: a word, or the pairs of a run.
  private static func phrases(_ pieces: [SearchText.Piece]) -> String {
    let phrases = pieces.map { piece in
      let tokens =
        switch piece {
        case .word(let word): [word]
        case .run(let run): SearchText.pairs(run)
        }
      return "\"\(tokens.joined(separator: " "))\""
    }
    return "(\(phrases.joined(separator: " AND ")))"
  }
}

/// The names of a SKU: whole words of its titles and short attributes, and neighbouring words joined. Words of a
/// description, and beginnings of words, are no names.
struct NamingWords {
  private var words: Set<String> = []

  init(_ item: CatalogItem, attributes: String) {
    add(item.skuTitle)
    add(item.productTitle)
    add(item.productID.rawValue)
    add(item.skuID.rawValue)
    for value in StoredJSON.value(attributes, as: [String: ShortText].self)?.values.compactMap(\.text) ?? [] {
      add(value)
    }
  }

  /// Whether the item is called by every word of the text.
  func hold(_ text: String) -> Bool {
    SearchText.pieces(text).allSatisfy { piece in
      switch piece {
      case .word(let word): words.contains(word)
      case .run(let run): words.contains { $0.contains(run) }
      }
    }
  }

  private mutating func add(_ text: String) {
    let pieces = SearchText.pieces(text).map { piece in
      switch piece {
      case .word(let word): word
      case .run(let run): run
      }
    }
    for start in pieces.indices {
      for end in start..<min(start + 4, pieces.count) { words.insert(pieces[start...end].joined()) }
    }
  }

  private struct ShortText: Decodable {
    var text: String?
    init(from decoder: any Decoder) throws {
      let text = try? decoder.singleValueContainer().decode(String.self)
      self.text = text.flatMap { $0.utf8.count <= 60 ? $0 : nil }
    }
  }
}
