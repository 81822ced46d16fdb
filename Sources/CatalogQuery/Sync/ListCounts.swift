/// The number of a market's product lists in each state.
public struct ListCounts: Sendable, Hashable, Codable {
  /// Lists that were read to their end.
  public var complete: Int
  /// Lists of which some part was not read.
  public var partial: Int
  /// Lists that were never read.
  public var unread: Int
  /// Lists that the service does not show to this partner.
  public var forbidden: Int

  /// Counts, each 0 or more.
  public init(complete: Int = 0, partial: Int = 0, unread: Int = 0, forbidden: Int = 0) {
    self.complete = complete
    self.partial = partial
    self.unread = unread
    self.forbidden = forbidden
  }

  init(_ partitions: [PartitionRecord]) {
    func count(_ state: ReadState) -> Int { partitions.count { $0.state == state } }
    self.init(
      complete: count(.complete), partial: count(.partial), unread: count(.unread), forbidden: count(.forbidden))
  }

  /// Lists that are not forbidden.
  public var readable: Int { complete + partial + unread }
}
