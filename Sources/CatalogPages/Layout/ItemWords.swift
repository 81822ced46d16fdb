import CatalogModel
import CatalogQuery

/// Words for the properties of items.
enum ItemWords {
  /// `1 year, monthly`; a term twice is listed once.
  static func terms(_ terms: [Term]) -> [String] {
    var seen: Set<String> = []
    let words = terms.map { term in
      let cycle = term.billingCycle?.lowercased() ?? ""
      let isOnce = ["onetime", "one_time"].contains(term.duration.lowercased())
      let length = isOnce ? "" : duration(term.duration)
      let paid = ["", "none"].contains(cycle) ? "" : self.cycle(cycle)
      let both = [length, paid].filter { !$0.isEmpty }.joined(separator: ", ")
      return both.isEmpty ? "one time" : both
    }
    return (words.isEmpty ? ["one time"] : words).filter { seen.insert($0).inserted }
  }

  /// `P1Y` → `1 year`; anything else as it is.
  static func duration(_ text: String) -> String {
    let upper = text.uppercased()
    guard upper.utf8.count >= 3, upper.hasPrefix("P"), let unit = upper.last,
      let number = Int(upper.dropFirst().dropLast()), number > 0,
      let word = ["Y": "year", "M": "month", "D": "day"][String(unit)]
    else { return text }
    return Texts.count(number, word)
  }

  /// `one_time` → `one time`.
  static func cycle(_ text: String) -> String { text.replacing("_", with: " ").lowercased() }

  /// `1 to 300`, `from 1`.
  static func quantity(_ least: Int, _ most: Int) -> String {
    most >= CatalogItem.unlimitedQuantity
      ? "from \(Texts.grouped(least))" : "\(Texts.grouped(least)) to \(Texts.grouped(most))"
  }

  static func purchasable(_ item: CatalogItem) -> HTML {
    switch item.isPurchasable {
    case true?: Parts.state("yes", .good)
    case false?: Parts.state("no", .bad)
    case nil: Parts.state("not said", .caution)
    }
  }

  static func verdict(_ verdict: Verdict) -> HTML {
    switch verdict {
    case .purchasable: Parts.state("can buy", .good)
    case .stepsRequired: Parts.state("after steps", .caution)
    case .blocked: Parts.state("cannot buy", .bad)
    }
  }

  /// The words of a price's term and billing plan, as ``terms(_:)`` has them.
  static func term(_ duration: String?, _ billingPlan: String?) -> String {
    terms([Term(duration: duration ?? "", billingCycle: billingPlan, description: "")])[0]
  }

  /// The terms of an item, each with its retail price in the item's currency where one is known: `1 year, monthly` and
  /// `57.60 EUR`.
  static func offers(_ item: CatalogItem) -> HTML {
    let own = (item.prices ?? []).filter { $0.currency == item.currency && ![.announced, .ended].contains($0.state) }
    return Tag.ul(.class("offers")) {
      for term in terms(item.terms) {
        let price = own.first { self.term($0.termDuration, $0.billingPlan) == term }
        Tag.li {
          Tag.span { term }
          if let amount = price?.retail ?? price?.unit {
            " "
            Tag.span(.class("number")) { "\(amount.text) \(item.currency)" }
          }
        }
      }
    }
  }

  /// `currencyUnknown` → `currency unknown`.
  static func words(_ name: String) -> String {
    name.reduce(into: "") { words, letter in words += letter.isUppercase ? " " + letter.lowercased() : String(letter) }
  }
}
