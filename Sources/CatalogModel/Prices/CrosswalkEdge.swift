/// Two ids that an imported table puts side by side; the words are those of the view `crosswalk`.
package struct CrosswalkEdge: Sendable, Hashable {
  package var fromKind: String
  package var fromID: String
  package var toKind: String
  package var toID: String
  package var asOf: String
  package var confidence: String
  /// The name of what it leads to; `nil` for none.
  package var name: String?

  package init(
    from: (kind: String, id: String), to: (kind: String, id: String), asOf: String, confidence: String, name: String?
  ) {
    (fromKind, fromID) = from
    (toKind, toID) = to
    self.asOf = asOf
    self.confidence = confidence
    self.name = name
  }
}
