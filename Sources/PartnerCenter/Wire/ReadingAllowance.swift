/// The bound of memory for one response, so that a small body cannot expand into a large structure.
///
/// A response of 64 MB may hold 30 million values of two bytes, each of which takes many times that in memory. The
/// allowance is counted in pieces of about ten words; a response that needs more than ``pieces`` is unreadable.
enum ReadingAllowance {
  /// About 300 MB. The largest list of the largest response, 300,000 items of 200 bytes, needs that much.
  static let pieces = 3_000_000
  /// The pieces of one element of a list.
  static let element = 8
  /// The bound of members in an object; the largest known resources have fifty.
  static let members = 10_000

  /// A response that exceeds the allowance.
  struct Spent: Error {}

  /// Takes pieces from the allowance.
  ///
  /// - Throws: ``Spent`` where too few are left.
  static func take(_ pieces: Int, from allowance: UnsafeMutablePointer<Int>) throws {
    allowance.pointee -= pieces
    if allowance.pointee < 0 { throw Spent() }
  }
}
