/// One availability that may be part of an answer, in the store's own numbers: small, for there may be very many.
struct Candidate: Hashable {
  var place: Int32
  var market: Int32
  var sku: Int32
  var segment: Int32
  var ordinal: Int32
  var text: Int32
  var productText: Int32
  var offer: Int32
  /// Minus the relevance of its document: the lower the better; 0 without words.
  var score: Float
  /// The row of the table of removed ones; 0 for one that is there.
  var removed: Int32
}
