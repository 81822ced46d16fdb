import CatalogModel
import CatalogStore
import CatalogSync

/// The progress of a sync at a moment, on one line: place, counts, pace, time, and what it waits for.
struct SyncPace: Sendable {
  var progress: SyncProgress
  /// Requests sent, with repetitions.
  var requests: Int
  var elapsed: Duration
  /// The rest of a pause that the service asked for.
  var pause: Duration?

  /// Products after which the time left is estimated.
  private static let leastUnits = 20
  private static let leastTime: Duration = .seconds(5)

  /// `DE 2/3  1204/3310 products  12010 items  4210 requests (480/min)  8m46s, about 15m00s left`.
  var text: String {
    var parts: [String] = []
    let number = min(progress.marketsDone + 1, progress.markets)
    parts.append("\(progress.market?.code ?? "all") \(number)/\(progress.markets)")
    parts.append("\(progress.unitsDone)/\(progress.unitsKnown) products")
    parts.append("\(progress.items.added + progress.items.changed + progress.items.unchanged) items")
    parts.append("\(requests) requests" + (pace.map { " (\($0)/min)" } ?? ""))
    parts.append(Formatting.duration(elapsed) + (left.map { ", about \(Formatting.duration($0)) left" } ?? ""))
    if let pause { parts.append("waiting \(Formatting.duration(pause)) (429)") }
    return parts.joined(separator: "  ")
  }

  /// Requests a minute since the beginning.
  private var pace: Int? {
    elapsed >= Self.leastTime ? Int(Double(requests) / (elapsed / .seconds(60))) : nil
  }

  /// The time left at the pace so far. Markets whose lists are not read yet count as large as the others on average.
  var left: Duration? {
    guard elapsed >= Self.leastTime, progress.unitsDone >= Self.leastUnits, progress.marketsListed > 0 else {
      return nil
    }
    let unlisted = Double(progress.markets - progress.marketsListed)
    let units =
      Double(max(0, progress.unitsKnown - progress.unitsDone))
      + unlisted * Double(progress.unitsKnown) / Double(progress.marketsListed)
    return units == 0 ? nil : elapsed * (units / Double(progress.unitsDone)) + (pause ?? .zero)
  }
}
