import CatalogModel
import PartnerCenterEmulator
import SeededRandom

/// Draws ways of misbehaving that leave the truth as it is: everything but views and segments that close.
enum FaultDraw {
  static func script(_ numbers: inout SplitMix64) -> FaultScript {
    FaultScript((0..<numbers.number(1...4)).map { _ in fault(&numbers) })
  }

  private static let kinds: [Fault.Kind] = [
    .throttle, .throttle, .error, .error, .drop, .truncate, .malformed, .slow, .duplicates, .unknown, .bom, .expired,
    .short, .short, .error, .error, .short,
  ]

  private static func fault(_ numbers: inout SplitMix64) -> Fault {
    var fault = Fault(numbers.pick(kinds))
    fault.path = numbers.pick([
      nil, nil, nil, "/products?", "/skus?", "/availabilities", "targetView=Azure", "targetView=Software",
      "targetSegment=nonprofit", "reservationScope", "country=US", "/customers?", "/customers/", "/subscriptions",
    ])
    switch numbers.number(0...5) {
    case 0: fault.at = numbers.number(1...60)
    case 1: fault.every = numbers.number(1...40)
    case 2: fault.first = numbers.number(1...30)
    default: fault.rate = numbers.pick([0.01, 0.03, 0.1, 0.3, 0.6])
    }
    if numbers.chance(0.3) { fault.count = numbers.number(1...20) }
    fault.retryAfter = numbers.pick([
      .seconds(0), .seconds(1), .seconds(7), .seconds(700), .date(seconds: 3), .date(seconds: 0), .absent,
    ])
    // A 404 of any shape but the service's own, a refusal and an error body in a success say nothing of the truth. 401
    // ends a run.
    fault.status = numbers.pick([500, 502, 503, 503, 504, 408, 429, 400, 409, 401, 403, 403, 404, 404, 404, 404])
    fault.shape = numbers.pick(Fault.ErrorShape.allCases)
    fault.isCutHidden = numbers.chance(0.5)
    fault.share = numbers.pick([0.05, 0.3, 0.6, 1, 1])
    return fault
  }
}
