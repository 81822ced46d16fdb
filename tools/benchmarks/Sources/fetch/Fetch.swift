import AsyncHTTPClient
import Foundation
import NIOCore

/// Fetches addresses with async-http-client and looks at nothing: what a crawl cannot go below.
///
///     fetch URL FILE CONCURRENCY      FILE holds paths, one a line
///
/// Prints `{"requests":…}`.
@main
struct Fetch {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let concurrency = Int(arguments[3]) else {
      FileHandle.standardError.write(Data("usage: fetch URL FILE CONCURRENCY\n".utf8))
      exit(64)
    }
    let paths = try String(contentsOfFile: arguments[2], encoding: .utf8).split(separator: "\n").map(String.init)
    try await fetch(paths.map { arguments[1] + $0 }, concurrency: concurrency)
    print(#"{"requests":\#(paths.count)}"#)
  }

  private static nonisolated func fetch(_ addresses: [String], concurrency: Int) async throws {
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrency
    configuration.httpVersion = .http1Only
    configuration.tracing.tracer = nil
    try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for first in 0..<concurrency {
          group.addTask {
            for number in stride(from: first, to: addresses.count, by: concurrency) {
              let answer = try await client.execute(HTTPClientRequest(url: addresses[number]), timeout: .seconds(100))
              for try await _ in answer.body {}
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
