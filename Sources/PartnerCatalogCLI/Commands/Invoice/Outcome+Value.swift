import PartnerCenter

extension Outcome {
  /// The value; `nil` where the service states that there is none.
  ///
  /// - Throws: the refusal of a closed resource.
  func orThrow() throws -> Value? {
    switch self {
    case .found(let value): value
    case .notFound: nil
    case .forbidden(let refusal): throw refusal
    }
  }
}

extension ListOutcome {
  /// The items, all of them; `nil` where the service states that there is no such list.
  ///
  /// - Throws: the refusal of a closed list, and ``IncompleteList`` where an element cannot be read.
  func orThrow() throws -> [Item]? {
    switch self {
    case .read(let reading):
      guard reading.unreadable == 0 else { throw IncompleteList(unreadable: reading.unreadable) }
      return reading.items
    case .notFound: return nil
    case .forbidden(let refusal): throw refusal
    case .unchanged: return []
    }
  }
}

/// A list with elements that cannot be read: what it holds is not all there is.
struct IncompleteList: Error, CustomStringConvertible {
  var unreadable: Int
  var description: String {
    "\(Formatting.count(unreadable, "element")) of the list cannot be read. Nothing of it is shown, as it is not whole."
  }
}

extension RequestError {
  /// Whether the service answered that the resource is not there.
  var isAbsence: Bool {
    if case .refused(let refusal) = cause { refusal.status == 404 } else { false }
  }
}
