import ArgumentParser
import CatalogModel
import CatalogQuery
import CatalogTestSupport
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Asks a catalog millions of questions that nobody types, and fails on the first error and the first slow one.
@main
struct FuzzSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz-search", abstract: "Ask a catalog generated questions: no error, none slow.")

  @Argument(help: "A catalog file.") var path: String
  @Option(help: "How many questions.") var count = 10_000_000
  @Option(help: "The seed; the same asks the same.") var seed: UInt64 = 1
  @Option(help: "No question may take more milliseconds of the thread's processor time.") var most = 50.0

  func run() throws {
    let catalog = try Catalog(path: path)
    let sample = try catalog.search("", SearchOptions(limit: 3_000)).items
    let material = sample.flatMap { [$0.skuTitle, $0.productTitle, $0.catalogItemID.rawValue, $0.publisher] }
    let market = sample.first?.market
    var fuzz = SearchFuzz(seed: seed, material: material)
    var slowest = 0.0
    for number in 1...count {
      let text = fuzz.next()
      var options = SearchOptions(market: number % 8 == 0 ? nil : market)
      options.countsFacets = number % 4 == 0
      options.explains = number % 16 == 0
      let start = Self.processorTime()
      do {
        _ = try catalog.search(text, options)
      } catch {
        print("Question \(number) failed: \(error)\n\(text.debugDescription)")
        throw ExitCode.failure
      }
      let time = Self.processorTime() - start
      if time > slowest {
        slowest = time
        print("\(number): \(String(format: "%.2f", time)) ms, \(text.prefix(80).debugDescription)")
      }
      if time > most {
        print("Question \(number) took \(time) ms:\n\(text.debugDescription)")
        throw ExitCode.failure
      }
    }
    print("\(count) questions, no error, the slowest took \(String(format: "%.2f", slowest)) ms.")
  }

  /// Milliseconds of this thread.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
  }
}
