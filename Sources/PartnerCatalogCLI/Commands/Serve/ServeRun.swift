#if Server
  import CatalogJSON
  import CatalogQuery
  import CatalogServer
  import CatalogService
  import ServiceLifecycle
  import UnixSignals

  /// `serve`: the server with the watchdog of systemd and the reading of replaced tokens, until a signal ends it.
  struct ServeRun: Sendable {
    var plan: ServePlan
    var pool: CatalogPool
    var families: FamilyChoice
    var session: CommandContext

    func run() async throws {
      let metrics = ServerMetrics()
      let serviceGuard = ServiceGuard(
        hosts: plan.hosts, tokens: try tokens(), scopes: plan.scopes, advice: { CommandHint.error($0) })
      let log = session.console.isVerbose ? AccessLog(session.logger) : nil
      let dispatcher = RequestDispatcher(
        families.families(CatalogReads(pool), metrics, session), guard: serviceGuard, metrics: metrics, log: log)
      let manager = SystemdNotifier(environment: session.environment)
      let console = session.console
      let server = CatalogServer(dispatcher, at: addresses) { addresses in
        let texts = addresses.map { text($0) }
        // A closed standard output does not stop the service.
        try? console.write(ServedAddresses(texts).text(console))
        for warning in plan.warnings { console.warn(warning) }
        console.note("Serving \(pool.path). Interrupt to stop.")
        manager?.tell("READY=1\nSTATUS=Serving on \(texts.joined(separator: ", "))")
      }
      let watchdog = ClosureService {
        try await withGracefulShutdownHandler {
          if let manager { try await manager.keepWatch() } else { try await gracefulShutdown() }
        } onGracefulShutdown: {
          manager?.tell("STOPPING=1")
        }
      }
      let reload = ClosureService { await self.reload(serviceGuard) }
      do {
        try await ServiceGroup(
          configuration: ServiceGroupConfiguration(
            services: [
              .init(
                service: server, successTerminationBehavior: .gracefullyShutdownGroup, serviceName: "server"),
              .init(service: watchdog, successTerminationBehavior: .ignore, serviceName: "watchdog"),
              .init(service: reload, successTerminationBehavior: .ignore, serviceName: "tokens"),
            ], gracefulShutdownSignals: [.sigint, .sigterm], logger: session.logger)
        ).run()
      } catch let error as ListenError {
        throw CommandError(.failure, code: .listen, message: CommandHint.text("\(error)", CommandHint.error(.listen)))
      }
      log?.flush()
    }

    private var addresses: [ListenAddress] {
      plan.inherited.map { .inherited(descriptor: $0.descriptor) }
        + (plan.network.map { [.network(host: $0.host, port: $0.port)] } ?? [])
        + (plan.socket.map { [.unixSocket(path: $0)] } ?? [])
    }

    private func text(_ address: ListenAddress) -> String {
      switch address {
      case .network: "http://\(address)/"
      case .unixSocket(let path): "unix:\(path)"
      case .inherited(let descriptor):
        plan.inherited.first { $0.descriptor == descriptor }?.address.map { "http://\($0)/" } ?? "systemd:\(descriptor)"
      }
    }

    /// The tokens; `nil` where none are needed.
    private func tokens() throws -> AccessTokens? {
      guard let path = plan.tokenFile else { return nil }
      do {
        // What systemd hands over as a credential is readable for its group, which has no other members.
        let folder = session.environment["CREDENTIALS_DIRECTORY"]
        return try TokenFile.read(path, groupMayRead: folder.map { path.hasPrefix($0 + "/") } ?? false)
      } catch {
        throw CommandError.configuration("\(error) `partner-catalog serve --new-token LABEL` makes a line of it.")
      }
    }

    /// Reads the tokens again on SIGHUP; those before stay where the file cannot be used.
    private func reload(_ serviceGuard: ServiceGuard) async {
      for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
        do {
          guard let tokens = try tokens() else { continue }
          serviceGuard.replace(tokens: tokens)
          session.console.note("Read \(Formatting.count(tokens.count, "token")) from \(plan.tokenFile ?? "").")
        } catch {
          session.console.warn("\(CommandError(error).message) The tokens read before stay valid.")
        }
      }
    }
  }
#endif
