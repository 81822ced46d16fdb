import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import PartnerCenter

/// Reads one customer with everything that bears on its purchases. What is not there or not permitted is unknown, never
/// none; each part that cannot be read leaves the others.
struct CustomerReading: Sendable {
  let reader: PartReader
  let now: @Sendable () -> Date
  /// Agreements are there in the public cloud alone.
  let asksForAgreements: Bool

  /// - Parameters:
  ///   - listed: the customer as the list has it; `nil` where the list leaves it out.
  ///   - asked: the answer to asking for it by id, where it has come already.
  ///   - known: what the store holds of it.
  /// - Throws: what makes going on with the run pointless.
  func read(
    _ id: CustomerID, listed: Customer?, listedAs: String, asked: Customer? = nil, known: KnownCustomer
  ) async throws -> CustomerFindings {
    var findings = CustomerFindings(
      customer: StoredCustomer(
        id: id, name: listed?.companyName ?? "", domain: listed?.domain ?? "", market: nil, qualifications: nil,
        listedAs: listedAs, confirmedAt: now()))
    findings.customer.relationship = listed?.relationshipToPartner
    var ledger = AbsenceLedger(known: known.absences, now: findings.customer.confirmedAt)
    let profile: PartResponse<Customer> =
      if let asked { .read(asked) } else { try await reader.get(Call.customer(id), as: Customer.self, .profile) }
    switch profile {
    case .read(let whole) where whole.id == id:
      take(whole, known: known, &findings)
    case .read:
      findings.miss(.profile, Call.customer(id), "failed: the answer is about another customer")
    case .ended:
      // Nothing below such a customer answers otherwise.
      findings.customer.hasRelationshipEnded = true
      findings.customer.absences = known.absences
      return findings
    case .notFound(let refusal):
      findings.miss(.profile, RequestError(cause: .refused(refusal), path: Call.customer(id).path))
    case .failed(let failure): findings.miss(.profile, failure)
    case .closed: break
    }
    if listed?.hasRelationshipEnded == true, !findings.isCustomerByItsOwnWord {
      findings.customer.hasRelationshipEnded = true
    }
    try await readQualifications(known, &ledger, &findings)
    try await SubscriptionReading(reader: reader, customer: id, known: known, now: now).read(&ledger, &findings)
    if asksForAgreements { try await readAgreements(known, &ledger, &findings) }
    findings.customer.absences = ledger.noted
    return findings
  }

  private func take(_ whole: Customer, known: KnownCustomer, _ findings: inout CustomerFindings) {
    if !whole.companyName.isEmpty { findings.customer.name = whole.companyName }
    if !whole.domain.isEmpty { findings.customer.domain = whole.domain }
    findings.customer.market = whole.billingCountry
    findings.customer.domains = whole.domains
    findings.customer.relationship = whole.relationshipToPartner ?? findings.customer.relationship
    findings.isCustomerByItsOwnWord = whole.hasRelationshipEnded == false
    // A customer that answers is one of this partner's, unless the service said otherwise and now says nothing.
    findings.customer.hasRelationshipEnded =
      whole.hasRelationshipEnded ?? (known.relationship?.lowercased() == "none" ? nil : false)
  }

  // MARK: - Lists without a way to ask for one of their elements

  private func readQualifications(
    _ known: KnownCustomer, _ ledger: inout AbsenceLedger, _ findings: inout CustomerFindings
  ) async throws {
    let call = Call.qualifications(of: findings.customer.id)
    let response = try await reader.list(call, of: CustomerQualification.self, .qualifications)
    guard let read = take(response, .qualifications, call, &ledger, &findings)?.map(\.qualification) else { return }
    let had = (known.qualifications ?? []).count { $0.name.lowercased() != "none" }
    if isBelieved(read.isEmpty, .qualifications, call, had: had, &ledger, &findings) {
      findings.customer.qualifications = read
    }
  }

  private func readAgreements(
    _ known: KnownCustomer, _ ledger: inout AbsenceLedger, _ findings: inout CustomerFindings
  ) async throws {
    let call = Call.agreements(of: findings.customer.id)
    let response = try await reader.list(call, of: Agreement.self, .agreements)
    if let read = take(response, .agreements, call, &ledger, &findings)?.map(\.type),
      isBelieved(read.isEmpty, .agreements, call, had: known.agreements?.count ?? 0, &ledger, &findings)
    {
      findings.customer.agreements = Set(read).sorted()
    }
    if !showsCustomerAgreement(findings.customer, known) { try await readDirectSigned(&ledger, &findings) }
  }

  /// Whether it is known that the customer accepted the Microsoft Customer Agreement, so that the question how is idle.
  private func showsCustomerAgreement(_ customer: StoredCustomer, _ known: KnownCustomer) -> Bool {
    let listed = customer.agreements ?? known.agreements ?? []
    return known.isDirectSigned == true || listed.contains { $0.lowercased() == "microsoftcustomeragreement" }
      || (customer.subscriptions ?? []).contains { $0.isInUse && $0.takesCustomerAgreement }
  }

  private func readDirectSigned(_ ledger: inout AbsenceLedger, _ findings: inout CustomerFindings) async throws {
    let call = Call.directSignedStatus(of: findings.customer.id)
    let response = try await reader.get(call, as: DirectSignedStatus.self, .directSigned)
    findings.customer.isDirectSigned = take(response, .directSigned, call, &ledger, &findings).flatMap(\.isSigned)
  }

  /// Whether an empty list is believed: not at once where it held something.
  private func isBelieved(
    _ isEmpty: Bool, _ part: CustomerPart, _ call: Call, had: Int, _ ledger: inout AbsenceLedger,
    _ findings: inout CustomerFindings
  ) -> Bool {
    guard isEmpty, had > 0, !ledger.isBelieved(CustomerAbsence(part)) else { return true }
    findings.miss(
      part, call,
      "came empty where it held \(had) before: that is believed when a run at least 6 hours later finds the same")
    return false
  }

  /// The answer where there is one; else what stands against it is noted.
  private func take<Value>(
    _ response: PartResponse<Value>, _ part: CustomerPart, _ call: Call, _ ledger: inout AbsenceLedger,
    _ findings: inout CustomerFindings
  ) -> Value? {
    if case .read(let value) = response { return value }
    ledger.keep(part)
    findings.miss(part, call, response)
    return nil
  }
}

extension CustomerFindings {
  /// Notes what stands against the answer to a part.
  mutating func miss<Value>(_ part: CustomerPart, _ call: Call, _ response: PartResponse<Value>) {
    switch response {
    case .read, .closed: break
    case .failed(let failure): miss(part, failure)
    case .notFound(let refusal): miss(part, RequestError(cause: .refused(refusal), path: call.path))
    case .ended(let refusal):
      // A customer whose own answer says that it is one has not left for what one part says.
      if isCustomerByItsOwnWord {
        miss(part, RequestError(cause: .refused(refusal), path: call.path))
      } else {
        customer.hasRelationshipEnded = true
      }
    }
  }
}
