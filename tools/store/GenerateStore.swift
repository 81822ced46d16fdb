import ArgumentParser
import CatalogTestSupport
import Foundation
import PartnerCenterEmulator

/// Makes a big catalog file: what a first sync of the emulator would leave, laid down without requests.
@main
struct GenerateStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-store",
    abstract: "Make a big catalog file to measure with.",
    discussion: """
      The file holds what a first sync of the emulator with the same products, SKUs, seed and version would store, row for \
      row; only the hashes of bodies are made up, since none were read. By default that is the whole world: 240 markets \
      with 14.4 million items.
      """)

  @Argument(help: "The file; it must not exist.") var path: String
  @Option(help: "How many markets, 1 to 240; the United States first, then by code.") var markets = 240
  @Option(help: "How many products the emulator has, 10 to 10,000.") var products = GeneratedStore.productsOfTheWorld
  @Option(help: "How many SKUs a product has, in the mean.") var skus = 5
  @Option(help: "Another seed is another catalog.") var seed: UInt64 = 1
  @Option(help: "Which version of the catalog: each later one is a month later.") var version = 1

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: path) else { throw ValidationError("\(path) exists.") }
    guard (1...240).contains(markets) else { throw ValidationError("--markets is from 1 to 240.") }
    guard (10...10_000).contains(products) else { throw ValidationError("--products is from 10 to 10,000.") }
    let shape = CatalogShape(
      seed: seed, markets: GeneratedStore.markets(markets), products: products, skusPerProduct: skus, version: version)
    let clock = ContinuousClock()
    let start = clock.now
    let count = try await GeneratedStore(shape).write(to: path) { step, count in
      let seconds = (clock.now - start).components.seconds
      print("\(seconds) s: \(step), \(count) items")
    }
    let bytes = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    print(
      "\(count) items in \((clock.now - start).components.seconds) s, \(bytes) bytes: \(bytes / max(1, count)) an item")
  }
}
