import ArgumentParser
import CatalogModel
import CatalogQuery
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures search through the library over a file: a mix of queries in several scopes, states of typing, facets, typing errors.
@main
struct MeasureSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure-search", abstract: "Measure search through the library: milliseconds at p50, p95, p99.")

  @Argument(help: "A catalog file.") var path: String
  @Option(help: "How often each query is asked.") var repetitions = 20
  @Option(help: "How many markets the queries are asked in.") var markets = 3
  @Flag(help: "Print each query's own time.") var each = false
  @Flag(help: "Compare the order with that of SQLite's bm25() instead, where only the text ranks.") var overlap = false
  @Option(help: "Ask what this customer can buy, instead of searching.") var customer: String?
  @Flag(help: "Count the thread's processor time instead of the time that passes: for a busy machine.") var processor =
    false

  private static let mix = [
    "windows server 2022", "azure", "reserved", "reserved vm instance", "d2s v3", "Standard_D2s_v3", "d2sv3 westus2",
    "microsoft 365", "office 365 e3", "sql server", "sql server 2022 standard 2 core", "power bi pro",
    "virtual machines",
    "west europe", "us west 2 3 years", "exchange online plan 1", "visio", "project plan 3", "dynamics 365 sales",
    "defender",
    "security", "backup", "red hat", "suse linux", "cosmos db", "premium", "enterprise", "standard", "1 year", "e5",
    "education", "CFQ7TTC0LH18", "cfq7ttc0", "teams", "visual studio", "intune", "kubernetes",
  ]
  /// Words alone: no ids, no codes, nothing that has another spelling.
  private static let texts = [
    "windows server 2022", "azure", "reserved", "reserved vm instance", "microsoft", "sql server", "power bi pro",
    "virtual machines", "exchange online", "visio", "dynamics 365 sales", "defender", "security", "backup", "red hat",
    "suse linux", "cosmos db", "premium", "enterprise", "standard", "education", "teams", "visual studio", "intune",
    "kubernetes", "remote desktop services", "user cal", "capacity", "storage", "database", "azur", "sec", "win",
  ]
  private static let phrases = [
    "windows server 2022", "azure reserved vm", "microsoft 365 business premium", "sql server standard",
    "standard_d4s_v5",
    "power bi premium", "reserved instance west europe",
  ]
  private static let misspelt = [
    "exchnage online", "windws server", "micorsoft 365", "enterprsie", "reservde instance", "visaul studio", "defneder",
    "premuim",
  ]

  /// Milliseconds.
  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
  }

  func run() throws {
    let catalog = try Catalog(path: path)
    let clock = processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC
    if let customer { return try measurePurchases(of: customer, catalog, clock) }
    let sold = try catalog.search("", SearchOptions(limit: 0)).facets["market"] ?? [:]
    let places = sold.filter { $0.value > 0 }.keys.sorted().prefix(markets).map { Market($0) }
    guard !places.isEmpty else { throw ValidationError("\(path) holds nothing.") }
    if overlap { return try compare(catalog, Array(places)) }
    let scopes = places.flatMap { market in [[Segment.commercial], [.education]].map { (market, $0) } }
    func options(_ scope: (Market, [Segment]), facets: Bool) -> SearchOptions {
      var options = SearchOptions(markets: [scope.0], segments: scope.1, limit: 20)
      options.countsFacets = facets
      return options
    }
    let typing = Self.phrases.flatMap { phrase in (1...phrase.count).map { String(phrase.prefix($0)) } }
    for (name, queries, facets) in [
      ("mix", Self.mix, false), ("typing", typing, false), ("facets", Self.mix, true), ("typos", Self.misspelt, false),
    ] {
      var times: [(query: String, time: Double, total: Int)] = []
      for repetition in 0...repetitions {
        for query in queries {
          for scope in scopes {
            let start = Self.now(clock)
            let result = try catalog.search(query, options(scope, facets: facets))
            let time = Self.now(clock) - start
            if repetition > 0 { times.append((query, time, result.total)) }
          }
        }
      }
      report(name, queries, times)
    }
  }

  private func compare(_ catalog: Catalog, _ places: [Market]) throws {
    let shares = try Overlap(path: path, catalog: catalog).shares(of: Self.texts, in: places)
    guard !shares.isEmpty else { throw ValidationError("No text has ten answers.") }
    print(
      "overlap@10 with bm25(): \(String(format: "%.3f", shares.reduce(0) { $0 + $1.share } / Double(shares.count)))"
        + ", \(shares.count) questions")
    guard each else { return }
    for (text, share) in shares where share < 1 { print("  \(share) \(text)") }
  }

  private func measurePurchases(of customer: String, _ catalog: Catalog, _ clock: clockid_t) throws {
    for (name, queries) in [("can-buy, words", Self.mix), ("can-buy, all", [""])] {
      var times: [(query: String, time: Double, total: Int)] = []
      for repetition in 0...repetitions {
        for query in queries {
          let start = Self.now(clock)
          let answer = try catalog.purchasableItems(for: customer, matching: query, PurchaseOptions(limit: 20))
          let time = Self.now(clock) - start
          if repetition > 0 { times.append((query, time, answer.total)) }
        }
      }
      report(name, queries, times)
    }
  }

  private func report(_ name: String, _ queries: [String], _ times: [(query: String, time: Double, total: Int)]) {
    let sorted = times.map(\.time).sorted()
    func percentile(_ share: Double) -> String {
      String(format: "%.3f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
    }
    print(
      "\(name): p50 \(percentile(0.5)) p95 \(percentile(0.95)) p99 \(percentile(0.99)) max \(percentile(1)) ms, \(sorted.count) questions"
    )
    guard each else { return }
    for query in queries {
      let own = times.filter { $0.query == query }
      let median = own.map(\.time).sorted()[own.count / 2]
      print("  \(String(format: "%.3f", median)) \(query) (\(own.map(\.total).max() ?? 0))")
    }
  }
}
