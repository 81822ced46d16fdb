import Synchronization

/// What became of customers since the emulator began to serve them.
struct CustomerChanges: Sendable {
  /// They are listed with the relationship `none`, and answer 403 with code 20002 by id and below.
  var left: Set<String> = []
  /// They are in no list, and answer 404 with code 60003.
  var gone: Set<String> = []
}

extension Emulator {
  /// Ends the relationship with customers, as when a customer goes to another partner.
  ///
  /// - Parameter customers: numbers as of ``customerNames``.
  public func endRelationship(withCustomers customers: some Sequence<Int>) {
    change { changes, catalog in changes.left.formUnion(customers.map { catalog.customer($0).id }) }
  }

  /// Takes customers away, as when their tenants are deleted.
  ///
  /// - Parameter customers: numbers as of ``customerNames``.
  public func removeCustomers(_ customers: some Sequence<Int>) {
    change { changes, catalog in changes.gone.formUnion(customers.map { catalog.customer($0).id }) }
  }

  /// Makes all customers be there again, with a relationship.
  public func restoreCustomers() { change { changes, _ in changes = CustomerChanges() } }

  private func change(_ body: (inout CustomerChanges, EmulatorCatalog) -> Void) {
    state.withLock { body(&$0.customerChanges, $0.catalog) }
  }
}
