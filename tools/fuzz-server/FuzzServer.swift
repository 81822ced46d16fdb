import ArgumentParser
import ServerTestSupport

/// Sends fuzzed requests to a server of this process: it must not crash, fail or give a secret away.
@main
struct FuzzServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fuzz-server")

  @Option(help: "How many requests.") var requests = 1_000_000
  @Option(help: "The seed.") var seed: UInt64 = 1

  func run() async throws {
    let (requests, seed) = (requests, seed)
    let result = try await RunningServer.running(try FuzzRun.dispatcher(), limits: FuzzRun.limits) { server in
      try await FuzzRun.run(count: requests, seed: seed, clients: 64, at: server.address)
    }
    print("\(result.requests) requests; responses by status:")
    for (status, count) in result.statuses.sorted(by: { $0.key < $1.key }) { print("  \(status)  \(count)") }
    for fault in result.faults.prefix(10) { print("fault: \(fault)") }
    if !result.faults.isEmpty { throw ExitCode.failure }
  }
}
