public import CatalogModel
public import Foundation
import PartnerCenterCommerce

/// The checks of one line against the customer's own catalog as it is now.
public enum LiveChecks {
  /// Reads the availabilities of the line's SKU, and compares.
  ///
  /// - Parameters:
  ///   - line: with an id of three parts; a legacy offer id cannot be looked up.
  ///   - customer: whose catalog is read.
  ///   - segment: that of the item, where it is known: a successor is looked for in it.
  ///   - service: answers.
  ///   - now: the time.
  /// - Returns: ``PurchaseCheck/Code/idLive``, ``PurchaseCheck/Code/termOffered`` and
  ///   ``PurchaseCheck/Code/quantity``; what cannot be read is unchecked.
  /// - Throws: errors that concern every call: cancellation, a refused sign-in.
  public static func checks(
    of line: PlannedLine, for customer: CustomerID, segment: Segment? = nil, at service: any PurchaseService, now: Date
  ) async throws -> [PurchaseCheck] {
    guard case .availability(let sku, _)? = ItemReference(parsing: line.catalogItemID.rawValue) else {
      return unchecked("\(line.catalogItemID) is an offer of the legacy kind, which has no entry of its own.", now)
    }
    var lists: [[LiveAvailability]] = []
    do {
      // Nonprofit offers and reservations under an Azure plan come only where they are asked for.
      for (segment, scope) in [(nil, nil), (Segment.nonprofit, nil), (nil, ReservationScope.azurePlan)] {
        lists.append(try await service.availabilities(of: sku, segment: segment, scope: scope, for: customer) ?? [])
        if lists.joined().contains(where: { $0.isOf(line) }) { break }
      }
    } catch  where service.endsEverything(error) {
      throw error
    } catch {
      return unchecked("The customer's catalog could not be read: \(error)", now)
    }
    return checks(of: line, segment: segment, among: lists, now: now)
  }

  /// Compares a line with the lists of its SKU; a successor comes from the first that has any.
  static func checks(
    of line: PlannedLine, segment: Segment?, among lists: [[LiveAvailability]], now: Date
  ) -> [PurchaseCheck] {
    guard let live = lists.joined().first(where: { $0.isOf(line) }) else {
      let successors = lists.map { list in Set(list.filter { $0.succeeds(line, segment: segment) }.map(\.catalogItemID))
      }
      let others = successors.first { !$0.isEmpty } ?? []
      let successor = others.count == 1 ? others.first.map { " It is now \($0)." } ?? "" : ""
      return [
        PurchaseCheck(
          .idLive, .failed, "\(line.catalogItemID) is not in the customer's catalog any more.\(successor)", at: now)
      ]
    }
    guard live.isPurchasable != false else {
      return [PurchaseCheck(.idLive, .failed, "\(line.catalogItemID) cannot be bought at present.", at: now)]
    }
    return [
      PurchaseCheck(.idLive, .passed, "\(line.catalogItemID) is in the customer's catalog.", at: now),
      live.offers(line)
        ? PurchaseCheck(.termOffered, .passed, "\(line.plan) is offered.", at: now)
        : PurchaseCheck(.termOffered, .failed, "\(line.catalogItemID) is not offered with \(line.plan).", at: now),
      quantity(of: line, within: live.quantities, now: now),
    ]
  }

  private static func quantity(of line: PlannedLine, within limits: ClosedRange<Int>?, now: Date) -> PurchaseCheck {
    guard let limits else {
      return PurchaseCheck(
        .quantity, .passed, "The service states no limits with the item; the cart checks \(line.quantity).", at: now)
    }
    return limits.contains(line.quantity)
      ? PurchaseCheck(.quantity, .passed, "\(line.quantity) can be ordered.", at: now)
      : PurchaseCheck(
        .quantity, .failed,
        "\(line.quantity) cannot be ordered: \(limits.lowerBound) to \(limits.upperBound) can.", at: now)
  }

  private static func unchecked(_ reason: String, _ now: Date) -> [PurchaseCheck] {
    [PurchaseCheck(.idLive, .unchecked, reason, at: now)]
  }
}

extension PlannedLine {
  /// `P1Y monthly`.
  var plan: String { [termDuration, billingCycle].compactMap(\.self).joined(separator: " ") }
}

extension LiveAvailability {
  fileprivate func isOf(_ line: PlannedLine) -> Bool {
    catalogItemID.rawValue.uppercased() == line.catalogItemID.rawValue.uppercased()
  }

  /// Whether it can be the line's item under another id.
  fileprivate func succeeds(_ line: PlannedLine, segment wanted: Segment?) -> Bool {
    offers(line) && isPurchasable != false && (wanted == nil || segment == wanted)
  }

  /// Whether it can be ordered with the line's term and billing cycle.
  fileprivate func offers(_ line: PlannedLine) -> Bool {
    let cycle = BillingCycle(line.billingCycle)
    let cycles = (billingCycles ?? []).map { BillingCycle($0) }
    if let wanted = line.termDuration {
      return terms.contains { term in
        term.duration.uppercased() == wanted.uppercased()
          && (term.billingCycle.map { BillingCycle($0) == cycle } ?? (cycles.isEmpty || cycles.contains(cycle)))
      }
    }
    return cycles.isEmpty || cycles.contains(cycle)
      || terms.contains { $0.billingCycle.map { BillingCycle($0) } == cycle }
  }
}
