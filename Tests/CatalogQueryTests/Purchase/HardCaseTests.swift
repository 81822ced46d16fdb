import CatalogModel
import Foundation
import Testing

@testable import CatalogQuery

/// One line of `Fixtures/purchase-cases.txt`.
struct HardCase: Sendable, CustomTestStringConvertible {
  var line: Int
  var question: String
  var customer: String
  var asked: String
  var options: [String]
  var expected: String
  var why: String

  var testDescription: String { "line \(line): \(customer) \(asked) \(options.joined(separator: " ")): \(why)" }

  static let all: [HardCase] = {
    guard let url = Bundle.module.url(forResource: "Fixtures/purchase-cases", withExtension: "txt"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
      guard !line.hasPrefix("#"), !line.isEmpty else { return nil }
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 6 else { return nil }
      return HardCase(
        line: number + 1, question: parts[0], customer: parts[1], asked: parts[2],
        options: parts[3].split(separator: " ").map(String.init), expected: parts[4], why: parts[5])
    }
  }()

  var resolveOptions: ResolveOptions {
    var options = ResolveOptions()
    for option in self.options {
      let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
      switch parts[0] {
      case "term": options.term = parts[1]
      case "billing": options.billingCycle = parts[1]
      case "segment": options.segment = Segment(parts[1])
      case "scope": options.reservationScope = parts[1]
      case "currency": options.currency = parts[1]
      case "quantity": options.quantity = Int(parts[1])
      case "cart": options.isForCart = true
      default: Issue.record("unknown option \(option)")
      }
    }
    return options
  }
}

@Suite("Hard cases: right, or refused with the choice that is missing")
struct HardCaseTests {
  private static let store = Task { () -> SmallStore in
    let store = try await SmallStore()
    try await HardCaseCatalog.read().fill(store)
    return store
  }

  @Test("There are more than a hundred and fifty of them, and every line is read")
  func count() throws {
    #expect(HardCase.all.count >= 150)
    let url = try #require(Bundle.module.url(forResource: "Fixtures/purchase-cases", withExtension: "txt"))
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == HardCase.all.count)
  }

  @Test("The answer is the labelled one", arguments: HardCase.all)
  func answer(hard: HardCase) async throws {
    let catalog = try await Self.store.value.catalog()
    let customer = "\(hard.customer).example"
    switch hard.question {
    case "resolve":
      let resolution = try catalog.resolve(hard.asked, for: customer, hard.resolveOptions)
      #expect(Self.words(resolution, cart: hard.resolveOptions.isForCart) == hard.expected)
      if resolution.outcome == .resolved { #expect(!resolution.chosenBecause.isEmpty) }
      if resolution.outcome == .blocked { #expect(resolution.rejected.allSatisfy { !$0.because.isEmpty }) }
    case "why-not":
      let explanation = try catalog.explain(customer: customer, item: hard.asked)
      let codes = explanation.reasons.map(\.code.rawValue) + explanation.steps.map(\.code.rawValue)
      #expect(([explanation.verdict.rawValue] + codes).joined(separator: " ") == hard.expected)
      #expect(!explanation.message.isEmpty)
    default: Issue.record("unknown question \(hard.question)")
    }
  }

  static func words(_ resolution: Resolution, cart: Bool) -> String {
    switch resolution.outcome {
    case .nothingMatched: return "nothing"
    case .blocked: return "blocked"
    case .choiceMissing:
      let missing = resolution.missing
      let values = missing?.alternatives.map(\.value) ?? []
      let order =
        missing.map { [.edition, .segment, .currency, .catalogItem, .reservationScope].contains($0.choice) } ?? false
      return "missing \(missing?.choice.rawValue ?? "") "
        + (values.isEmpty ? "-" : (order ? values.sorted() : values).joined(separator: ","))
    case .resolved:
      if cart, let line = resolution.cartLine {
        return "cart \(line.catalogItemID) \(line.billingCycle ?? "-") \(line.termDuration ?? "-") \(line.quantity)"
      }
      guard let item = resolution.item else { return "resolved without an item" }
      return (["item", item.catalogItemID.rawValue, item.verdict.rawValue] + item.steps.map(\.code.rawValue))
        .joined(separator: " ")
    }
  }

  @Test("Nothing that is resolved is ever blocked, whoever else asks")
  func neverBlocked() async throws {
    let catalog = try await Self.store.value.catalog()
    let customers = try catalog.customers()
    for (number, hard) in HardCase.all.enumerated() where hard.question == "resolve" {
      // Each question from a few customers, other ones each time.
      for customer in [0, 5, 10].map({ customers[(number + $0) % customers.count] }) {
        let resolution = try catalog.resolve(hard.asked, for: customer.id.rawValue, hard.resolveOptions)
        guard let item = resolution.item else { continue }
        #expect(item.verdict != .blocked && item.market == customer.market)
        let all = try catalog.purchasableItems(for: customer.id.rawValue, matching: item.catalogItemID.rawValue)
        #expect(all.items.contains { $0.catalogItemID == item.catalogItemID && $0.verdict != .blocked })
      }
    }
  }
}
