import ArgumentParser
import CatalogJSON
import CatalogModel
import MarketFacts
import PartnerCenterEmulator

#if EmulatorServer
  import PartnerCenterEmulatorServer
#endif

struct EmulatorCommand: CatalogCommand {
  static let configuration = CommandConfiguration(
    commandName: "emulator", abstract: "Serve the documented Partner Center API on loopback, from generated data.",
    discussion: HelpText.wrapped(
      """
      Prints the variables that make `sync` use it, and serves until it is interrupted. Equal options give the same \
      catalog. --truth prints the expected result of a complete crawl, one JSON object per line, and serves nothing.

      Examples:
        partner-catalog emulator --port 8080 --markets US,DE --products 500
        partner-catalog emulator --fault "throttle:every=7,retryAfter=1;drop:at=5"
        partner-catalog emulator --catalog-version 2 --truth > truth.jsonl
        partner-catalog emulator --port 8080 --invoice-orders 200 --invoice-differences

      Faults:
      \(FaultScript.grammar)
      """))

  @OptionGroup var global: GlobalOptions
  @Option(help: ArgumentHelp("Where to listen; 0 takes any free port.", valueName: "port")) var port = 0
  @Option(
    help: ArgumentHelp(
      "Where the catalog is sold, with commas between, or all (default: US,DE,JP,KE).", valueName: "markets"))
  var markets: [String] = []
  @Option(help: ArgumentHelp("How many products, 10 to 10000.", valueName: "n")) var products = 200
  @Option(help: ArgumentHelp("SKUs of a product on average (default: as in real price lists).", valueName: "n"))
  var skus: Int?
  @Option(help: ArgumentHelp("The seed of the generated data.", valueName: "n")) var seed: UInt64 = 1
  @Option(help: ArgumentHelp("The version of the catalog, from 1.", valueName: "n")) var catalogVersion = 1
  @Option(help: ArgumentHelp("Faults to inject; see above.", valueName: "spec")) var fault: String?
  @Option(help: ArgumentHelp("Delay of each response: 200ms, 2s.", valueName: "time")) var latency: LatencyArgument?
  @Option(help: ArgumentHelp("Respond 429 beyond this many requests per minute.", valueName: "n")) var rate: Int?
  @Flag(help: "Print the expected result of a complete crawl, and serve nothing.") var truth = false
  @Option(help: ArgumentHelp("Orders of the last months, for invoices to bill.", valueName: "n")) var invoiceOrders = 0
  @Option(
    help: ArgumentHelp(
      "Further orders: licences and Azure of the commerce before the new one, and Azure plans, in turn.",
      valueName: "n")) var invoiceOtherOrders = 0
  @Flag(help: "Plant differences of every kind in the invoices of those orders.") var invoiceDifferences = false
  @Option(
    help: ArgumentHelp(
      "A trouble of the billing export: \(ExportFault.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "fault"),
    transform: { word in
      guard let fault = ExportFault(rawValue: word) else {
        throw ValidationError("\(word) is not a trouble of the billing export.")
      }
      return fault
    })
  var exportFault: ExportFault?
  @Option(help: ArgumentHelp("Lines in one file of the billing export.", valueName: "n")) var exportLines = 1_000
  @Flag(help: "Print the planted differences, one JSON object per line, and serve nothing.") var invoiceTruth = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
    guard (10...10_000).contains(products) else { throw ValidationError("--products must be from 10 to 10000.") }
    guard skus.map({ (1...1000).contains($0) }) ?? true else {
      throw ValidationError("--skus must be from 1 to 1000.")
    }
    guard catalogVersion >= 1 else { throw ValidationError("--catalog-version must be at least 1.") }
    guard (0...100_000).contains(invoiceOrders), (0...100_000).contains(invoiceOtherOrders) else {
      throw ValidationError("--invoice-orders and --invoice-other-orders must be from 0 to 100000.")
    }
    guard exportLines >= 1 else { throw ValidationError("--export-lines must be at least 1.") }
    guard rate.map({ $0 >= 1 }) ?? true else { throw ValidationError("--rate must be at least 1.") }
  }

  func answer(in session: CommandContext) async throws -> CommandResult {
    let emulator = Emulator(try emulatorConfiguration())
    if truth {
      try TruthText.write(
        emulator.truth(locale: session.settings.locale?.value ?? LocaleChoice.english), to: session.console)
      return CommandResult(text: "")
    }
    if invoiceTruth {
      return CommandResult(text: String(decoding: emulator.invoiceTruthLines, as: UTF8.self))
    }
    try await serve(emulator, session.console)
    return CommandResult(text: "", notes: ["Stopped after \(Formatting.count(emulator.servedCount, "request"))."])
  }

  private func serve(_ emulator: Emulator, _ console: Console) async throws {
    #if !EmulatorServer
      throw CommandError.configuration(
        "This program was built without the emulator's socket. Build it with its default traits (tools/install PREFIX)."
      )
    #else
      do {
        try await cancelledByInterruption {
          try await EmulatorServer(emulator, port: port).run { port in
            // A closed standard output does not stop the service.
            try? console.write(EmulatorAddress(port: port).text(console))
            console.note("Serving version \(emulator.version) on port \(port). Interrupt to stop.")
          }
        }
      } catch is CancellationError {
        return
      } catch {
        throw CommandError(
          .failure, code: .emulator,
          message:
            "The emulator cannot listen on port \(port): \(error). Choose another with --port, or 0 for any free port.")
      }
    #endif
  }

  private func emulatorConfiguration() throws -> EmulatorConfiguration {
    let words = markets.flatMap { $0.split(separator: ",") }.map(String.init)
    var shape = CatalogShape(seed: seed, products: products, skusPerProduct: skus, version: catalogVersion)
    if words.map({ $0.lowercased() }) == ["all"] {
      shape.markets = MarketFacts.all.map(\.market)
    } else if !words.isEmpty {
      shape.markets = try words.map { try KnownMarket.parse($0) }
    }
    var configuration = EmulatorConfiguration(shape: shape)
    configuration.requestsPerMinute = rate
    configuration.invoices = InvoiceShape(
      orders: invoiceOrders, otherOrders: invoiceOtherOrders,
      differences: invoiceDifferences ? PlantedDifference.Code.allCases : [])
    configuration.exportFault = exportFault
    configuration.linesOfExportFile = exportLines
    configuration.latency = latency?.duration ?? .zero
    if let fault {
      do {
        configuration.faults = try FaultScript(parsing: fault)
      } catch {
        throw CommandError.usage("--fault: \(error.description) See `partner-catalog emulator --help`.")
      }
    }
    return configuration
  }
}
