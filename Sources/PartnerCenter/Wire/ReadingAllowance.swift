/// How much may be made of one answer, so that a small one that means much costs no more than its bytes let expect.
///
/// An answer of 64 MB may hold 30 million values of two bytes, and each becomes many times that in memory. What is made
/// counts in pieces of some ten words; an answer that needs more than ``pieces`` cannot be read.
enum ReadingAllowance {
  /// Some 300 MB. The largest list that the largest answer can hold, 300,000 items of 200 bytes, needs as many.
  static let pieces = 3_000_000
  /// What an element of a list counts.
  static let element = 8
  /// Objects with more members are no resource; the largest known have fifty.
  static let members = 10_000

  /// An answer that means too much.
  struct Spent: Error {}

  /// Takes pieces, while there are any.
  static func take(_ pieces: Int, from allowance: UnsafeMutablePointer<Int>) throws {
    allowance.pointee -= pieces
    if allowance.pointee < 0 { throw Spent() }
  }
}
