/// A value that can mean nothing.
package struct UnknownWord: Error, Sendable, CustomStringConvertible {
  /// The value and its fault, without a full stop.
  package var what: String
  /// What is accepted, as a sentence; may be empty.
  package var advice: String

  package init(_ what: String, _ advice: String) {
    self.what = what
    self.advice = advice
  }

  package var description: String { advice.isEmpty ? "\(what)." : "\(what). \(advice)" }
}
