import CatalogModel
import SampleCatalog
import Synchronization

/// A generated customer.
struct SampleCustomer: Sendable {
  var id: String
  var name: String
  var domain: String
  var market: Market
  var qualifications: [Qualification]
  /// The types of the agreements that the partner confirmed.
  var agreements: Set<String>
  /// Whether it signed the Microsoft Customer Agreement with Microsoft itself, which no list shows.
  var isDirectSigned: Bool
  var subscriptions: [SampleSubscription]

  /// The domain of the customer's mail addresses.
  var ownDomain: String { String(domain.prefix { $0 != "." }) + ".example" }

  /// All accepted agreements, confirmed by the partner or signed directly.
  var acceptedAgreements: Set<String> { isDirectSigned ? agreements.union(["MicrosoftCustomerAgreement"]) : agreements }

  var hasAzurePlan: Bool { subscriptions.contains { $0.kind == .azurePlan } }
}

extension EmulatorCatalog {
  /// The customer of a number from 0, below ``CatalogShape/customers``.
  ///
  /// The first six are always the same kinds: Contoso in the United States, a school, one in a market without
  /// software subscriptions, a relief organisation under review, a city hall, one that was turned down. Contoso holds some
  /// of everything; the third has accepted no agreement.
  func customer(_ number: Int) -> SampleCustomer {
    let draw = root.at(.customer, number)
    let names = Vocabulary.customerNames
    let round = number / names.count
    let name = names[number % names.count] + (round == 0 ? "" : " \(round + 1)")
    let market: Market =
      switch number {
      case 0, 1: "US"
      case 2: shape.markets.first { !CatalogShape.sellsSoftwareSubscriptions($0) } ?? "BR"
      default: shape.markets.isEmpty ? "US" : draw.at(.market).pick(shape.markets)
      }
    let qualifications: [Qualification] =
      switch number < 7 ? number : draw.at(.segment).below(16) {
      case 1: [Qualification(name: "Education", vettingStatus: "Approved")]
      case 3: [Qualification(name: "Nonprofit", vettingStatus: "InReview")]
      case 4: [Qualification(name: "GovernmentCommunityCloud", vettingStatus: "Approved")]
      case 5: [Qualification(name: "Education", vettingStatus: "Denied")]
      case 6: [Qualification(name: "StateOwnedEntity", vettingStatus: nil)]
      case 7:
        [
          Qualification(name: "Nonprofit", vettingStatus: "Approved"),
          Qualification(name: "Education", vettingStatus: "InReview"),
        ]
      default: []
      }
    let agreements = agreements(number, draw)
    return SampleCustomer(
      id: CatalogIdentifier.guid(draw), name: name, domain: domain(number, name: name, draw: draw), market: market,
      qualifications: qualifications, agreements: agreements,
      isDirectSigned: number > 2 && !agreements.contains("MicrosoftCustomerAgreement")
        && draw.at(.presence, text: "signs directly").chance(0.3),
      subscriptions: subscriptions(number, draw.at(.subscription), agreements: agreements, market: market))
  }

  private func domain(_ number: Int, name: String, draw: SeededRandom) -> String {
    let folded = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return (folded.count < 5 ? "customer\(number)" : folded) + ".onmicrosoft.com"
  }

  /// The customer of an id, whatever the case of its letters; `nil` where there is none. Looks at every customer.
  func customer(id: String) -> SampleCustomer? {
    let wanted = id.lowercased()
    return (0..<shape.customers).lazy
      .filter { CatalogIdentifier.guid(root.at(.customer, $0)) == wanted }.first.map { customer($0) }
  }
}

extension Emulator {
  /// The names of all customers, in the order in which they are generated: see ``CatalogShape/customers``.
  public var customerNames: [String] {
    let catalog = state.withLock { $0.catalog }
    return (0..<catalog.shape.customers).map { catalog.customer($0).name }
  }
}
