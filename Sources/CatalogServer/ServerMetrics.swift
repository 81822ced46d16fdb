package import CatalogService
import Synchronization

/// Counters of requests, in memory.
public final class ServerMetrics: Sendable {
  private let state = Mutex(State())

  private struct State {
    var counts: [Key: Int] = [:]
    var durations: [String: Histogram] = [:]
    var refusals: [GuardRefusal.Reason: Int] = [:]
    var inFlight = 0
  }

  private struct Key: Hashable {
    var route: String
    var status: Int
  }

  /// Durations in classes whose upper bounds are powers and halves of ten.
  struct Histogram: Sendable {
    /// In seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

    private(set) var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
    private(set) var sum = 0.0

    mutating func add(_ seconds: Double) {
      counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
      sum += seconds
    }
  }

  /// Counters at zero.
  public init() {}

  /// Counts a request that is answered now.
  func began() { state.withLock { $0.inFlight += 1 } }

  /// Counts the end of a request that ``began()`` counted.
  func ended() { state.withLock { $0.inFlight -= 1 } }

  func count(route: String, status: Int, duration: Duration, refusal: GuardRefusal.Reason?) {
    state.withLock { state in
      state.counts[Key(route: route, status: status), default: 0] += 1
      state.durations[route, default: Histogram()].add(duration / .seconds(1))
      if let refusal { state.refusals[refusal, default: 0] += 1 }
    }
  }

  /// Counts a connection that was refused.
  func countRefusedConnection() { state.withLock { $0.refusals[.connections, default: 0] += 1 } }

  /// The metrics as families.
  package var families: [MetricFamily] {
    let state = state.withLock { $0 }
    return [
      MetricFamily(
        name: "partner_catalog_http_requests_total", kind: .counter,
        help: "Requests by route and status; 499 where the client left before the end.",
        samples: state.counts.sorted { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }.map {
          .init(labels: [.init("route", $0.key.route), .init("status", "\($0.key.status)")], value: Double($0.value))
        }),
      MetricFamily(
        name: "partner_catalog_http_request_duration_seconds", kind: .histogram,
        help: "Time from the head of a request to the end of its response.",
        samples: state.durations.sorted { $0.key < $1.key }.flatMap { Self.samples(route: $0.key, $0.value) }),
      MetricFamily(
        name: "partner_catalog_http_requests_in_flight", kind: .gauge, help: "Requests that are answered now.",
        samples: [.init(labels: [], value: Double(state.inFlight))]),
      MetricFamily(
        name: "partner_catalog_http_refused_total", kind: .counter,
        help: "Requests and connections that were refused, by reason.",
        samples: GuardRefusal.Reason.allCases.map {
          .init(labels: [.init("reason", $0.rawValue)], value: Double(state.refusals[$0] ?? 0))
        }),
    ]
  }

  private static func samples(route: String, _ histogram: Histogram) -> [MetricFamily.Sample] {
    let label = MetricFamily.Label("route", route)
    var sum = 0
    var samples = zip(Histogram.bounds.map { "\($0)" } + ["+Inf"], histogram.counts).map { bound, count in
      sum += count
      return MetricFamily.Sample(suffix: "_bucket", labels: [label, .init("le", bound)], value: Double(sum))
    }
    samples.append(.init(suffix: "_sum", labels: [label], value: histogram.sum))
    samples.append(.init(suffix: "_count", labels: [label], value: Double(sum)))
    return samples
  }
}
