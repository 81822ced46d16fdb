package import CatalogModel
package import Foundation

extension JSONValue {
  /// The value in its stored form, independent of the dialect: names in camelCase, numbers and flags as such, no nulls.
  package var fragment: JSONFragment { JSONFragment(canonical: undialected.canonicalText) }

  /// Members of refund windows and renewal options that are numbers or flags. Source: table Availability of the
  /// reference.
  private static let numbers: Set = ["sequenceId"]
  private static let flags: Set = ["isAutoRenewable"]

  private var undialected: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.undialected))
    case .object(let members):
      var plain: [String: JSONValue] = [:]
      // Of two spellings of one name the camelCase one counts.
      for (name, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
        let name = name.prefix(1).lowercased() + name.dropFirst()
        plain[name] = value.undialected.asMember(name)
      }
      return .object(plain)
    default: return self
    }
  }

  private func asMember(_ name: String) -> JSONValue {
    guard case .string(let text) = self else { return self }
    if Self.numbers.contains(name), let number = Int64(text) { return .integer(number) }
    if Self.flags.contains(name), let flag = Bool(text.lowercased()) { return .bool(flag) }
    return self
  }
}

extension JSONValue {
  /// Reads a JSON body, with or without a byte order mark.
  ///
  /// - Throws: where it is not, or holds a string or number that cannot be read.
  package init(body: Data) throws { self = try WireBytes.read(body) { try $0.value().whole() } }
}
