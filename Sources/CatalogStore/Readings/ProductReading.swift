/// The times of the reading and change of a product, packed: there may be more than a million of them.
package struct ProductReading: Sendable {
  /// Position in ``ReadingHistory/places``.
  package var marketScope: Int32
  /// Position in ``ReadingHistory/products``.
  package var product: Int32
  /// The run that last read it completely; 0 for a product to read again.
  package var run: Int32
  package var readAt: UInt32
  package var firstSeen: UInt32
  package var changedAt: UInt32
  /// The last reading before it was found changed.
  package var unchangedUntil: UInt32
  /// The time since which it exists at the service but in no list.
  package var unlistedSince: UInt32
  /// The last time some of its lists were checked and unchanged, after its last reading.
  package var glancedAt: UInt32 = 0
  /// How many changes it was then still expected to have seen.
  package var doubt: Float = 0
  /// How often that was since it was read.
  package var glances: UInt16 = 0
  /// How often it was found changed.
  package var changes: UInt16
  /// From how many lists it is read; 0 where that is not known.
  package var lists: UInt16

  package init(
    marketScope: Int32, product: Int32, run: Int32, readAt: UInt32, firstSeen: UInt32, changedAt: UInt32 = 0,
    unchangedUntil: UInt32 = 0, unlistedSince: UInt32 = 0, changes: UInt16 = 0, lists: UInt16
  ) {
    self.marketScope = marketScope
    self.product = product
    self.run = run
    self.readAt = readAt
    self.firstSeen = firstSeen
    self.changedAt = changedAt
    self.unchangedUntil = unchangedUntil
    self.unlistedSince = unlistedSince
    self.changes = changes
    self.lists = lists
  }
}
