import Synchronization

/// Changes of customers since the emulator started.
struct CustomerChanges: Sendable {
  /// Customers whose relationship ended: listed with the relationship `none`; requests by id and below get 403 with
  /// code 20002.
  var left: Set<String> = []
  /// Deleted customers: in no list; requests by id get 404 with code 60003.
  var gone: Set<String> = []
}

extension Emulator {
  /// Ends the relationship with customers, as when a customer changes the partner.
  ///
  /// - Parameter customers: positions in ``customerNames``.
  public func endRelationship(withCustomers customers: some Sequence<Int>) {
    change { changes, catalog in changes.left.formUnion(customers.map { catalog.customer($0).id }) }
  }

  /// Removes customers, as when their tenants are deleted.
  ///
  /// - Parameter customers: positions in ``customerNames``.
  public func removeCustomers(_ customers: some Sequence<Int>) {
    change { changes, catalog in changes.gone.formUnion(customers.map { catalog.customer($0).id }) }
  }

  /// Restores all customers, with a relationship.
  public func restoreCustomers() { change { changes, _ in changes = CustomerChanges() } }

  private func change(_ body: (inout CustomerChanges, EmulatorCatalog) -> Void) {
    state.withLock { body(&$0.customerChanges, $0.catalog) }
  }
}
