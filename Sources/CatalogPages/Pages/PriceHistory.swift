import CatalogModel
import CatalogQuery
import Foundation

/// The prices of a SKU: a picture of their steps, and the table.
struct PriceHistory {
  /// Every step, oldest first.
  var prices: [PriceRecord]
  /// Whether there are more than these.
  var isCut: Bool
  /// Currencies of the sheets that are left out.
  var otherCurrencies: [String]

  private static let mostLines = 6

  var html: HTML {
    guard !prices.isEmpty else { return HTML() }
    return Tag.section {
      Tag.h2 { "Prices" }
      picture
      PageTable(
        caption: "Prices",
        columns: [
          .init("Term"), .init("Market"), .init("Segment"), .init("Currency"), .init("Partner", isNumber: true),
          .init("Retail", isNumber: true), .init("State"), .init("From"), .init("To"), .init("Sheet"),
        ],
        rows: prices.map { price in
          [
            HTML(text: term(price)), Parts.market(price.market), HTML(text: price.segment.rawValue),
            HTML(text: price.currency), HTML(text: price.unit?.text ?? ""), HTML(text: price.retail?.text ?? ""),
            Parts.state(ItemWords.words(price.state.rawValue), tone(price.state)), Parts.day(price.validFrom),
            Parts.day(price.validTo),
            HTML(text: sheet(price)),
          ]
        }
      ).html
      Parts.note("For one unit and the whole term, before tax and promotions. Partner prices are confidential.")
      if !otherCurrencies.isEmpty {
        Parts.note("The sheets have prices in \(otherCurrencies.joined(separator: ", ")) as well.")
      }
      if isCut { Parts.note("There are more prices: choose a market.") }
    }
  }

  /// Lines of the first currency that has steps; one that never changed is no line.
  private var picture: HTML {
    let series = Dictionary(grouping: prices.filter { $0.retail ?? $0.unit != nil }) { price in
      [price.currency, price.market.code, price.segment.rawValue, term(price)]
    }.filter { $0.value.count > 1 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    guard let currency = series.first?.key.first else { return HTML() }
    let lines = series.filter { $0.key.first == currency }.prefix(Self.mostLines).map { key, steps in
      StepPicture.Line(
        name: key.dropFirst().joined(separator: ", "),
        points: steps.compactMap { step in
          guard let at = step.validFrom ?? step.firstMonth?.start, let amount = step.retail ?? step.unit else {
            return nil
          }
          return (at, amount)
        }.sorted { $0.0 < $1.0 })
    }
    return StepPicture(title: "Prices over time in \(currency)", lines: Array(lines)).html
  }

  private func term(_ price: PriceRecord) -> String { ItemWords.term(price.termDuration, price.billingPlan) }

  private func sheet(_ price: PriceRecord) -> String {
    let months = [price.firstMonth, price.lastMonth].compactMap { $0?.description }
    return months.isEmpty ? price.sheet?.month.description ?? "" : months.joined(separator: "–")
  }

  private func tone(_ state: PriceState) -> Parts.Tone {
    switch state {
    case .known, .free, .trial: .good
    case .announced, .byMeter: .plain
    default: .caution
    }
  }
}
