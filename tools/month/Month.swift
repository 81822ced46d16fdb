import ArgumentParser
import CatalogTestSupport
import Foundation

/// `swift run month`: a month of syncs under three policies, side by side.
@main
struct Month: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "month", abstract: "Play a month of syncs and tell how stale the stored catalog was.",
    discussion: """
      Each month is read daily: everything, what the schedule holds to be due, and the oldest first at the cost of the \
      schedule. Stale is the share of catalog items that differ from what the service would have said, averaged over \
      time. Changes and statistics are those of one measured month. Run it optimised: swift run -c release month
      """)

  @Option(help: "Seeds; each is a month of its own.") var seeds: [UInt64] = [1, 2, 3]
  @Option(help: "How many markets are read, 1 to 12.") var markets: [Int] = [1, 4, 12]
  @Option(help: "How much changes in all markets at once, from 0 to 1.") var worldwide: [Double] = [1, 0.5, 0]
  @Option(help: "Products of the catalog.") var products = 200
  @Option(help: "SKUs of a product on average; 0 for the measured distributions.") var skus = 5
  @Option(help: "Read price sheets too, which show this share of all changes, from 0 to 1.") var sheets: [Double] = []
  @Flag(help: "Changes come evenly over the month, not as the calendar expects.") var even = false
  @Flag(help: "Play the daily full crawls too; else their requests are reckoned from the first reading.") var full =
    false

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("month-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    Self.say(MonthRow.heading)
    for count in markets {
      for share in count == 1 ? Array(worldwide.prefix(1)) : worldwide {
        for seed in seeds {
          let script = MonthScript(
            seed: seed, markets: count, products: products, skusPerProduct: skus > 0 ? skus : nil, worldwide: share,
            isEven: even)
          let month = MonthRun(script)
          let row = MonthRow(
            script: script, changes: month.changes,
            schedule: try await month.play(.schedule, in: folder),
            fullRequests: try await month.fullRequests(in: folder))
          let age = try await month.play(.age(requests: row.requestsADay), in: folder)
          let everything = full ? try await month.play(.full, in: folder) : nil
          Self.say(row.line(age: age, full: everything))
          let licences = sheets.isEmpty ? 0 : try await month.fullLicenceRequests(in: folder)
          if !sheets.isEmpty { Self.say(row.schedule.licences("without sheets", full: licences)) }
          for visible in sheets {
            let result = try await month.play(.sheets(visible: visible), in: folder)
            Self.say(result.licences("sheets show \(visible)", full: licences))
          }
        }
      }
    }
  }

  /// Prints a line at once, also into a file.
  private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
