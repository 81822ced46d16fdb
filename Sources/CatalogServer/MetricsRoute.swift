import CatalogJSON
import CatalogModel
import CatalogQuery
public import CatalogService
import Foundation

/// `/metrics`: the server and its catalog as text for Prometheus; with the scope `catalog` alone.
public struct MetricsRoute: ServiceRoutes {
  private let metrics: ServerMetrics
  private let reads: CatalogReads
  private let version: String

  /// - Parameters:
  ///   - metrics: of the server.
  ///   - reads: of the catalog.
  ///   - version: of the program.
  public init(_ metrics: ServerMetrics, of reads: CatalogReads, version: String) {
    self.metrics = metrics
    self.reads = reads
    self.version = version
  }

  /// The metrics; nothing for other paths.
  public func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply? {
    guard route(of: request) != nil else { return nil }
    guard access.scopes.contains(.catalog) else {
      return ServiceReply(ServiceError(.forbidden, "The catalog is not served to this client. Nothing was read."))
    }
    guard request.method == "GET" else {
      return ServiceReply(
        ServiceError(
          .methodNotAllowed, "This path accepts GET, HEAD. Nothing was read.", headers: ["Allow": "GET, HEAD"]))
    }
    let text = ExpositionFormat.text(
      [
        MetricFamily(
          name: "partner_catalog_build_info", kind: .gauge, help: "The version of the program that serves.",
          samples: [.init(labels: [.init("version", version)], value: 1)])
      ] + metrics.families + (await catalog()))
    return ServiceReply("text/plain; version=0.0.4; charset=utf-8", Array(text.utf8))
  }

  /// The path itself.
  public func route(of request: ServiceRequest) -> String? { request.path == "/metrics" ? "/metrics" : nil }

  /// Version and times of the catalog; that it cannot be read is a value as well.
  private func catalog() async -> [MetricFamily] {
    let state = try? await reads.read { catalog in
      let markets = Set(try catalog.partitions().map(\.market)).sorted { $0.code < $1.code }
      return (
        version: try catalog.dataVersion().version,
        completed: try markets.map { ($0, try catalog.reading(of: $0)?.completedAt) }
      )
    }
    return [
      MetricFamily(
        name: "partner_catalog_store_readable", kind: .gauge,
        help: "Whether the catalog file can be read (1) or not (0).",
        samples: [.init(labels: [], value: state == nil ? 0 : 1)]),
      MetricFamily(
        name: "partner_catalog_data_version", kind: .gauge,
        help: "The version of the data: it grows with each write, within one file.",
        samples: state.map { [.init(labels: [], value: Double($0.version))] } ?? []),
      MetricFamily(
        name: "partner_catalog_market_completed_timestamp_seconds", kind: .gauge,
        help: "Time since which a market is complete: that of its oldest complete list. Absent before that.",
        samples: (state?.completed ?? []).compactMap { market, time in
          time.map { .init(labels: [.init("market", market.code)], value: $0.timeIntervalSince1970) }
        }),
    ]
  }
}
