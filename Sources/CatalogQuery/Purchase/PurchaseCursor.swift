/// A way through the items of an answer that reads them as they are wanted.
protocol PurchaseCursor {
  /// How many items there are.
  func total() throws -> Int
  /// Hands out one item after the other until the body returns false.
  func forEach(_ body: (Candidate) throws -> Bool) throws
}
