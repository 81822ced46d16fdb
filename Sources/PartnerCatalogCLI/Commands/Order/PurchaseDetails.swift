import CatalogQuery
import Foundation
import Purchasing

/// What the orders of a purchase have brought: from the service where they are done, else as the journal knows it from an
/// earlier reading.
struct PurchaseDetails: Sendable {
  /// One order with its details.
  struct Entry: Sendable {
    var order: PurchaseOrder
    /// `nil` where nothing was ever read.
    var details: OrderDetails?
    /// By line number; `nil` where they were not asked for.
    var activationLinks: [Int: [String]]?

    /// The provisioning of its lines: as read, else as the order was last looked at.
    var provisioning: [ProvisionedLine]? {
      // No lines at all: the sign-in may not read them.
      (details?.provisioning ?? order.provisioning).flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// In the order of the purchase.
  var entries: [Entry]
  /// What could not be read.
  var warnings: [String] = []

  /// Reads what is known of a purchase.
  ///
  /// Of orders that are done the service is asked, and its answer recorded; trouble is a warning. Links are read on request
  /// alone, and never recorded: whoever has one can use it.
  ///
  /// - Throws: `JournalError`, `CancellationError`.
  init(of purchase: Purchase, journal: PurchaseJournal, readsLinks: Bool, _ session: CommandContext) async throws {
    entries = try purchase.orders.map { order in
      Entry(order: order, details: try journal.details(of: order.order, customer: purchase.customer.id))
    }
    let done = entries.indices.filter { entries[$0].order.standing == .done }
    guard !done.isEmpty || readsLinks && !entries.isEmpty else { return }
    do {
      let context = try PurchaseContext(session, servesDemo: true)
      guard context.place == purchase.service else {
        warnings.append(
          "The purchase is of another service or tenant, \(purchase.service.apiURL) (\(purchase.service.tenant)), which was not asked."
        )
        return
      }
      let customer = purchase.customer.id
      let known = entries
      let now = Date(timeIntervalSince1970: session.now.timeIntervalSince1970.rounded(.down))
      let read = try await context.withService { service in
        var read = known
        var troubles: [String] = []
        var held: [HeldEntitlement]?
        if !done.isEmpty {
          held = try await Self.attempt("entitlements", at: service, &troubles) {
            try await service.entitlements(of: customer) { held in known.contains { held.isOf($0.order.order) } }
          }
        }
        for index in read.indices {
          let order = read[index].order.order
          if done.contains(index) {
            var details = OrderDetails(readAt: now)
            details.entitlements = held.map { $0.filter { $0.isOf(order) } }
            let lines = try await Self.attempt("provisioning of order \(order.id)", at: service, &troubles) {
              try await service.provisioning(of: order.id, customer: customer) ?? []
            }
            details.provisioning = lines?.isEmpty == true ? nil : lines
            read[index].note(details)
          }
          guard readsLinks else { continue }
          let name = "activation links of order \(order.id)"
          read[index].activationLinks = try await Self.attempt(name, at: service, &troubles) {
            var links: [Int: [String]] = [:]
            for line in order.lines where line.hasActivationLinks != false {
              links[line.lineItemNumber] = try await service.activationLinks(
                line: line.lineItemNumber, of: order.id, customer: customer)
            }
            return links
          }
        }
        return (entries: read, held: held, troubles: troubles)
      }
      (entries, warnings) = (read.entries, read.troubles)
      session.recordIfPossible { journal in
        if let held = read.held { try journal.record(held, of: customer, at: now) }
        for (entry, before) in zip(read.entries, known) {
          guard let details = entry.details, details != before.details else { continue }
          try journal.record(details, of: entry.order.order.id)
        }
      }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      warnings.append("The service could not be asked: \(CommandError(error).message)")
    }
  }

  /// The value of one reading; `nil` and a sentence where it failed.
  ///
  /// - Throws: what ends every reading, such as a refused sign-in.
  private static func attempt<Value>(
    _ name: String, at service: PartnerCenterPurchaseService, _ troubles: inout [String],
    _ body: () async throws -> Value
  ) async throws -> Value? {
    do {
      return try await body()
    } catch  where service.endsEverything(error) {
      throw error
    } catch {
      troubles.append("The \(name) could not be read: \(CommandError(error).message)")
      return nil
    }
  }

  /// Whether what the customer holds is known of every order.
  var areEntitlementsKnown: Bool { !entries.isEmpty && entries.allSatisfy { $0.details?.entitlements != nil } }

  /// The time of the oldest reading; `nil` where nothing was read.
  var readAt: Date? { entries.compactMap(\.details?.readAt).min() }
}

extension PurchaseDetails.Entry {
  /// Takes over a reading; what it does not have stays as it was, with its earlier time for the whole.
  fileprivate mutating func note(_ new: OrderDetails) {
    guard new.entitlements != nil || new.provisioning != nil else { return }
    var new = new
    if let old = details {
      if new.entitlements == nil, let known = old.entitlements { (new.entitlements, new.readAt) = (known, old.readAt) }
      if new.provisioning == nil, let known = old.provisioning { (new.provisioning, new.readAt) = (known, old.readAt) }
    }
    details = new
  }
}
