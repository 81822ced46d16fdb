import CatalogModel
import Foundation

/// What the answer to a checkout means.
enum CheckoutDecision: Sendable, Hashable {
  case ordered([PurchaseOrder])
  case partlyOrdered([PurchaseOrder], [PurchaseError])
  case refused(PurchaseError)
  /// Not known. The text says why. Orders that the answer held count as the purchase's.
  case unknown(String, [PurchaseOrder])

  /// Reads the answer to a checkout of a purchase.
  ///
  /// - Parameters:
  ///   - answer: as the service gave it.
  ///   - purchase: with its cart.
  ///   - isRepeated: whether an earlier checkout of the cart has an unknown outcome: a refusal then says nothing about it.
  init(_ answer: ServiceAnswer<CheckoutAnswer>, of purchase: Purchase, isRepeated: Bool) {
    switch answer {
    case .unknown(let uncertain):
      self = .unknown(uncertain.reason, [])
    case .refused(let refusal):
      let error = PurchaseError(refusal)
      self = isRepeated || refusal.leavesOutcomeOpen ? .unknown(error.sentence, []) : .refused(error)
    case .done(let answer):
      self = Self.reading(answer, of: purchase, isRepeated: isRepeated)
    }
  }

  /// 201 with errors is no success: every group must be covered by an order, or else by an error.
  private static func reading(
    _ answer: CheckoutAnswer, of purchase: Purchase, isRepeated: Bool
  ) -> CheckoutDecision {
    let known = answer.orders.filter { !$0.id.isEmpty }
    var matching = OrderMatching(purchase, named: known, orders: [], claimed: [])
    // Orders of an answer are the purchase's, also where the service put the lines together otherwise.
    let matched = Set(matching.matched.map(\.order.id))
    matching.matched += known.filter { !matched.contains($0.id) }.map { PurchaseOrder($0, orderGroup: nil) }
    let errors = answer.errors.map {
      PurchaseError(code: $0.code, message: $0.message, orderGroup: $0.orderGroup, requestID: answer.requestID)
    }
    let isCovered = matching.missing.isEmpty || holdsAllLines(known, of: purchase)
    guard known.count == answer.orders.count else {
      return .unknown("The answer holds an order without an id.", matching.matched)
    }
    if known.isEmpty {
      guard let error = errors.first, !isRepeated else {
        return .unknown(errors.first?.sentence ?? "The answer holds neither an order nor an error.", [])
      }
      return .refused(error)
    }
    if errors.isEmpty {
      return isCovered
        ? .ordered(matching.matched) : .unknown("The answer leaves out a part of the cart.", matching.matched)
    }
    return .partlyOrdered(matching.matched, errors)
  }

  /// Whether orders hold the lines of the whole cart, however they are put together.
  private static func holdsAllLines(_ orders: [ServiceOrder], of purchase: Purchase) -> Bool {
    func sums(_ lines: [(String, Int)]) -> [String: Int] {
      Dictionary(
        lines.map { ($0.0.uppercased(), $0.1) }, uniquingKeysWith: { $0.addingReportingOverflow($1).partialValue })
    }
    let ordered = sums(orders.flatMap(\.lines).map { ($0.catalogItemID.rawValue, $0.quantity) })
    return ordered == sums(purchase.lines.map { ($0.catalogItemID.rawValue, $0.quantity) })
  }
}

extension PurchaseError {
  init(_ refusal: ServiceRefusal) {
    self.init(
      code: refusal.code ?? String(refusal.status), message: refusal.message, requestID: refusal.requestID)
  }

  /// `The service answered 800065: …`
  var sentence: String {
    "The service answered \(code.isEmpty ? "with an error without a code" : code)"
      + (message.isEmpty ? "." : ": \(message)" + (message.hasSuffix(".") ? "" : "."))
  }
}
