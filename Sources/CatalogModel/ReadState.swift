/// How far a product list, or a market, is read.
public enum ReadState: String, Sendable, Codable, CaseIterable {
  /// Everything was read to its end.
  case complete
  /// The service does not show it to this partner: a response, not a failure.
  case forbidden
  /// Some of it was not read.
  case partial
  /// It was never read.
  case unread
}
