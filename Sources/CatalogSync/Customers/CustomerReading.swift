import CatalogModel
import CatalogSchema
import CatalogStore
import Foundation
import PartnerCenter

/// Reads one customer, with all parts that decide about its purchases.
///
/// A part that is not permitted or cannot be read is unknown, not empty; the other parts are read all the same.
struct CustomerReading: Sendable {
  let reader: PartReader
  let now: @Sendable () -> Date
  /// Whether to request agreements, which only the public cloud has.
  let asksForAgreements: Bool

  /// Reads a customer.
  ///
  /// - Parameters:
  ///   - id: the customer.
  ///   - listed: the customer in the list; `nil` if the list leaves it out.
  ///   - listedAs: its line in the list, to be stored.
  ///   - asked: the response to requesting it by id, if there is one already.
  ///   - known: its stored content.
  /// - Returns: the content to store, and the faults.
  /// - Throws: errors that end the run.
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
      findings.miss(.profile, Call.customer(id), "failed: the response is about another customer")
    case .ended:
      // The parts of such a customer give the same response.
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

  /// Takes the fields of the customer itself.
  private func take(_ whole: Customer, known: KnownCustomer, _ findings: inout CustomerFindings) {
    if !whole.companyName.isEmpty { findings.customer.name = whole.companyName }
    if !whole.domain.isEmpty { findings.customer.domain = whole.domain }
    findings.customer.market = whole.billingCountry
    findings.customer.domains = whole.domains
    findings.customer.relationship = whole.relationshipToPartner ?? findings.customer.relationship
    findings.isCustomerByItsOwnWord = whole.hasRelationshipEnded == false
    // A response without a relationship means a current one, unless the stored one has ended.
    findings.customer.hasRelationshipEnded =
      whole.hasRelationshipEnded ?? (known.relationship?.lowercased() == "none" ? nil : false)
  }

  // MARK: - Lists whose elements cannot be requested by id

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

  /// Whether the customer is known to have accepted the Microsoft Customer Agreement, in whichever way.
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

  /// Whether a list is believed: one that came empty and held elements is, after a second run confirms it.
  private func isBelieved(
    _ isEmpty: Bool, _ part: CustomerPart, _ call: Call, had: Int, _ ledger: inout AbsenceLedger,
    _ findings: inout CustomerFindings
  ) -> Bool {
    guard isEmpty, had > 0, !ledger.isBelieved(CustomerAbsence(part)) else { return true }
    findings.miss(
      part, call,
      "came empty and held \(had) before: these are kept until a run at least 6 hours later confirms it")
    return false
  }

  /// The value of a response; `nil`, with a fault noted, if it has none.
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
  /// Notes the fault of a response without a value; a part that is closed to the sign-in is none.
  mutating func miss<Value>(_ part: CustomerPart, _ call: Call, _ response: PartResponse<Value>) {
    switch response {
    case .read, .closed: break
    case .failed(let failure): miss(part, failure)
    case .notFound(let refusal): miss(part, RequestError(cause: .refused(refusal), path: call.path))
    case .ended(let refusal):
      // The response about the customer itself outweighs that of a part.
      if isCustomerByItsOwnWord {
        miss(part, RequestError(cause: .refused(refusal), path: call.path))
      } else {
        customer.hasRelationshipEnded = true
      }
    }
  }
}
