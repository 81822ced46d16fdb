package import CatalogServer
import CatalogService
import Logging
import ServiceLifecycle

/// A server that runs while a body runs.
package struct RunningServer: Sendable {
  /// Where it listens, with the ports that the system chose.
  package var addresses: [ListenAddress]
  /// Its only or first address.
  package var address: ListenAddress { addresses[0] }
  private let group: ServiceGroup

  /// Serves while the body runs, then ends gracefully.
  ///
  /// - Parameters:
  ///   - dispatcher: answers.
  ///   - addresses: by default any port of loopback.
  ///   - limits: of connections and requests; by default the standard ones with long times.
  ///   - body: uses the server.
  /// - Returns: the value of the body.
  /// - Throws: the errors of the body, and those of a server that cannot listen.
  package static func running<Value: Sendable>(
    _ dispatcher: RequestDispatcher, at addresses: [ListenAddress] = [.network(host: "127.0.0.1", port: 0)],
    limits: ServerLimits = .patient, _ body: @Sendable @escaping (RunningServer) async throws -> Value
  ) async throws -> Value {
    let (ready, announce) = AsyncStream<[ListenAddress]>.makeStream()
    let server = CatalogServer(dispatcher, at: addresses, limits: limits) { announce.yield($0) }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)],
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
    return try await withThrowingTaskGroup(of: Value?.self) { tasks in
      tasks.addTask {
        defer { announce.finish() }
        try await group.run()
        return nil
      }
      tasks.addTask {
        for await addresses in ready {
          let value = try await body(RunningServer(addresses: addresses, group: group))
          await group.triggerGracefulShutdown()
          return value
        }
        return nil
      }
      var value: Value?
      do {
        while let next = try await tasks.next() { value = next ?? value }
      } catch {
        tasks.cancelAll()
        throw error
      }
      guard let value else { throw CancellationError() }
      return value
    }
  }

  /// Asks the server to end, as a signal does.
  package func end() async { await group.triggerGracefulShutdown() }
}

extension ServerLimits {
  /// The standard limits with times that a machine under load does not exceed: a test shortens the time that it is about.
  package static var patient: ServerLimits {
    var limits = ServerLimits()
    limits.head = .seconds(600)
    limits.body = .seconds(600)
    limits.write = .seconds(600)
    limits.linger = .seconds(600)
    limits.drain = .seconds(600)
    return limits
  }
}
