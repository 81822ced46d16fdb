import CatalogModel

/// Applies a filter to candidates; each offer and each text is judged once.
final class CandidateFilter {
  private let conditions: FilterConditions
  private let isEmpty: Bool
  private let lookups: Lookups
  private var offers: [Int32: Bool] = [:]
  private var texts: [Int32: Bool] = [:]

  init(_ conditions: FilterConditions, _ lookups: Lookups) {
    self.conditions = conditions
    isEmpty = conditions.isEmpty
    self.lookups = lookups
  }

  /// Whether the item of a candidate passes: the same as ``FilterConditions/admits(_:)`` of the item.
  func admits(_ candidate: Candidate) throws -> Bool {
    if isEmpty { return true }
    return try conditions.admits(
      market: lookups.market(candidate.market), segment: lookups.segment(candidate.segment),
      scope: lookups.scope(ofPlace: candidate.place)) && admits(offer: candidate.offer) && admits(text: candidate.text)
  }

  private func admits(offer number: Int32) throws -> Bool {
    if let known = offers[number] { return known }
    let isAdmitted = conditions.listing.admits(try lookups.offer(number))
    offers[number] = isAdmitted
    return isAdmitted
  }

  private func admits(text number: Int32) throws -> Bool {
    if let known = texts[number] { return known }
    let isAdmitted = try lookups.text(number).map { conditions.admits(textOf: $0.item) } ?? false
    texts[number] = isAdmitted
    return isAdmitted
  }
}
