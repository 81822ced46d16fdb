import CatalogModel
import Foundation

extension PurchaseFacts {
  /// The sentence of a reason that applies.
  func message(for reason: VerdictReason.Code) -> String {
    switch reason {
    case .relationshipEnded: RelationshipEnd.reason(customer, relationshipEndedAt)
    case .removed: removedMessage
    case .notInMarket:
      "It is not offered in \(customerMarket), where \(customer) buys. It is offered in \(Self.few(offeredIn.isEmpty ? [itemMarket.code] : offeredIn.map(\.code)))."
        + olderEditions
    case .notPurchasable:
      "It is listed in \(itemMarket), but Microsoft marks it as not purchasable."
    case .unavailableMarket where isUnavailableReservation:
      "Microsoft does not sell Azure reservations in \(customerMarket), as its page of \(reservationsUnavailable?.date ?? "") documents\(dissent)."
    case .unavailableMarket:
      subscriptionsUnavailable == .documented
        ? "Software subscriptions are not sold in \(customerMarket), as Microsoft documents."
        : "Software subscriptions are not sold in \(customerMarket): syncs some hours apart found none there"
          + (unavailabilityEvidence.map { " (\($0))." } ?? ".")
    case .segmentNotEligible: segmentMessage
    case .inventoryRestricted:
      if case .restricted(let block) = inventory { block.sentence } else { "The inventory check found it restricted." }
    case .quantityOutOfRange: quantityMessage
    case .termNotOffered: termMessage
    case .forbiddenToPartner: forbiddenMessage
    case .neverSeen: "The catalog has never held \(item)."
    case .listIncomplete:
      "\(customerMarket) is only partly synced, so the item may exist there."
    }
  }

  /// The editions that do not name the market, where the newest does.
  private var dissent: String {
    guard let list = reservationsUnavailable, !list.dissenting.isEmpty else { return "" }
    return "; its page of \(list.dissenting.joined(separator: ", and that of ")) does not name it"
  }

  /// The editions that name the market, where the newest does not.
  private var olderEditions: String {
    guard isReservation, let list = reservationsUnavailable, !list.isNamed else { return "" }
    return
      " Microsoft's page of \(list.dissenting.joined(separator: ", and that of ")) names \(customerMarket) among the markets without Azure reservations; that of \(list.date) does not."
  }

  private var removedMessage: String {
    var date = "an unknown date"
    if case .removed(let when) = presence { date = when.iso8601Day }
    let gone = "It is no longer in the catalog of \(itemMarket): missing since \(date)."
    return successors.isEmpty ? gone : gone + " It was replaced by \(Self.few(successors))."
  }

  private var segmentMessage: String {
    guard let qualification = segmentStanding?.qualification else {
      return "It is for the segment \(segment), which no known qualification opens."
    }
    let own = (qualifications ?? []).first { $0.opens == segment }
    let standing =
      switch own?.vettingStatus?.lowercased() {
      case nil: "\(customer) has no approved \(qualification) qualification"
      case "inreview": "the \(qualification) qualification of \(customer) is under review"
      case "denied": "the \(qualification) qualification of \(customer) was denied"
      default: "the \(qualification) qualification of \(customer) is \(own?.vettingStatus ?? "not approved")"
      }
    return "It is for \(segment) customers, and \(standing)."
  }

  private var quantityMessage: String {
    let wanted = wish.quantity ?? 0
    if wanted >= minimumQuantity, wanted <= maximumQuantity, let mostHeld {
      return
        "\(wanted) is too many: \(customer) holds \(heldQuantity), and may hold at most \(mostHeld), over all partners together."
    }
    return wanted < minimumQuantity
      ? "\(wanted) is too few: at least \(minimumQuantity) must be ordered."
      : "\(wanted) is too many: at most \(maximumQuantity) can be ordered."
  }

  private var termMessage: String {
    let wanted = [wish.term?.uppercased(), wish.billingCycle.map(PurchasePlan.cartSpelling)].compactMap(\.self)
      .joined(separator: " ")
    let offered = plans.map(\.words).filter { !$0.isEmpty }
    return offered.isEmpty
      ? "It is not offered with \(wanted): it has no terms."
      : "It is not offered with \(wanted), but with \(offered.joined(separator: ", "))."
  }

  private var forbiddenMessage: String {
    guard case .forbidden(let lists) = presence else { return "The service does not show it to this partner." }
    return "The service does not show \(lists.joined(separator: ", ")) of \(customerMarket) to this partner."
  }

  /// The first few, and how many more.
  static func few(_ texts: [String]) -> String {
    let shown = texts.prefix(8).joined(separator: ", ")
    return texts.count > 8 ? "\(shown) and \(texts.count - 8) more" : shown
  }
}
