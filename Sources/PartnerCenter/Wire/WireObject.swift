package import CatalogModel

/// A JSON object of a response, read tolerantly: absent and null members are equal, and types are converted.
///
/// Names are looked up in camelCase and then in PascalCase; numbers and booleans may come as strings and strings as
/// numbers. Errors are only a value that is not an object, and a missing identifier. Valid only inside the initializer
/// that receives it: it points into the bytes of the response.
public struct WireObject {
  struct Member {
    var keyStart: Int
    var keyEnd: Int
    var isKeyEscaped: Bool
    var value: WireValue

    /// `nil` for a key with invalid UTF-8 or an invalid escape.
    func name(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
      JSONString.text(UnsafeBufferPointer(rebasing: bytes[keyStart..<keyEnd]))
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var members: [Member] = []
  /// Whether a name may be in PascalCase, which is rare: it saves the second look-up.
  private var hasCapitals = false

  /// The reason why a resource cannot be read, without any of its content.
  package enum Fault: Error, Hashable {
    case noObject
    case missing(String)
    /// A member that must not be lost, of the wrong type or form.
    case unreadable(String)
    case noList
    case errorBody
  }

  /// - Throws: `Fault.noObject` for anything else.
  init(_ value: WireValue) throws {
    var scanner = JSONScanner(value)
    try self.init(&scanner)
  }

  /// Passes an object, and notes the positions of its members.
  ///
  /// A list in the member `name` is read into `elements` on the way. Throws `Fault.noObject` for any other value, and
  /// `JSONScanner.Malformed`.
  init<Resource>(
    _ scanner: inout JSONScanner, reading name: StaticString, into elements: inout Elements<Resource>?
  ) throws {
    var isMet = false
    try self.init(&scanner) { key, scanner in
      guard !isMet, Self.isSame(key, name.utf8Start, name.utf8CodeUnitCount) else { return false }
      isMet = true
      guard scanner.isAt(UInt8(ascii: "[")) else { return false }
      elements = try Elements(&scanner)
      return true
    }
  }

  /// Passes an object, and notes where its members lie.
  ///
  /// - Throws: `Fault.noObject` where there is none, `JSONScanner.Malformed`, `ReadingAllowance.Spent` for more members
  ///   than a resource has.
  init(_ scanner: inout JSONScanner) throws { try self.init(&scanner) { _, _ in false } }

  /// Calls `passing` with each key; it passes the value and returns true, or returns false.
  @inline(__always)
  private init(
    _ scanner: inout JSONScanner, passing: (UnsafeBufferPointer<UInt8>, inout JSONScanner) throws -> Bool
  ) throws {
    bytes = scanner.bytes
    guard scanner.isAt(UInt8(ascii: "{")) else { throw Fault.noObject }
    guard try scanner.opens(until: UInt8(ascii: "}")) else { return }
    members.reserveCapacity(24)
    repeat {
      let keyStart = scanner.position + 1
      let isKeyEscaped = try scanner.skipString()
      let keyEnd = scanner.position - 1
      try scanner.skipColon()
      if isKeyEscaped || keyStart < keyEnd && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[keyStart]) {
        hasCapitals = true
      }
      let start = scanner.position
      let value =
        try passing(UnsafeBufferPointer(rebasing: bytes[keyStart..<keyEnd]), &scanner)
        ? WireValue(scanner, from: start) : scanner.value(depth: 1)
      guard members.count < ReadingAllowance.members else { throw ReadingAllowance.Spent() }
      members.append(Member(keyStart: keyStart, keyEnd: keyEnd, isKeyEscaped: isKeyEscaped, value: value))
    } while try scanner.goesOn(until: UInt8(ascii: "}"))
  }

  private static func isSame(_ key: UnsafeBufferPointer<UInt8>, _ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    key.elementsEqual(UnsafeBufferPointer(start: name, count: count))
  }

  /// An identifier that must be present and valid.
  package func required(_ name: StaticString) throws -> String {
    guard let text = identifier(name) else { throw Fault.missing("\(name)") }
    return text
  }

  /// A text that must be present and not empty, of any length and with any characters, such as an address or a token.
  package func requiredText(_ name: StaticString) throws -> String {
    guard let text = string(name), !text.isEmpty else { throw Fault.missing("\(name)") }
    return text
  }

  /// An identifier that may be absent; an invalid one, such as an empty text, counts as absent.
  package func identifier(_ name: StaticString) -> String? {
    guard let member = member(name) else { return nil }
    if let plain = member.plainIdentifier { return plain }
    return (member.string ?? member.scalarText).flatMap { Identifier.isGood($0) ? $0 : nil }
  }

  package func string(_ name: StaticString) -> String? {
    guard let member = member(name) else { return nil }
    return member.string ?? member.scalarText
  }

  func int(_ name: StaticString) -> Int? {
    guard let member = member(name) else { return nil }
    if case .integer(let number)? = member.number { return Int(number) }
    guard let text = member.scalarText else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0.rounded(.towardZero)) }
  }

  package func bool(_ name: StaticString) -> Bool? {
    guard let member = member(name) else { return nil }
    if let flag = member.flag { return flag }
    switch member.scalarText?.lowercased() {
    case "true", "1": return true
    case "false", "0": return false
    default: return nil
    }
  }

  package func strings(_ name: StaticString) -> [String] {
    guard let member = member(name), !member.isObject, let value = try? member.whole() else { return [] }
    return value.texts
  }

  package func value(_ name: StaticString) -> JSONValue? {
    guard let member = member(name), let value = try? member.whole() else { return nil }
    return value == .null ? nil : value
  }

  /// A nested resource; `nil` where it is absent, null, elided to `{}` or unreadable.
  package func nested<Resource: WireResource>(_ name: StaticString, as type: Resource.Type = Resource.self) -> Resource?
  {
    member(name).flatMap { try? Resource(WireObject($0)) }
  }

  /// A list of nested resources, unreadable ones left out.
  package func list<Resource: WireResource>(_ name: StaticString, of type: Resource.Type = Resource.self) -> [Resource]
  {
    guard let member = member(name), let elements = try? Elements<Resource>(member) else { return [] }
    return elements.resources
  }

  /// The elements of a list, one element in place of a list, or nothing for null.
  ///
  /// - Throws: for any other value: a text in place of a list is not an empty list.
  func elements<Resource: WireResource>(_ name: StaticString, of type: Resource.Type) throws -> Elements<Resource> {
    guard let member = member(name), !member.isNull else { return Elements() }
    if member.isArray { return try Elements(member) }
    guard let single = try? Resource(WireObject(member)) else { throw Fault.noList }
    return Elements(resources: [single])
  }

  package func has(_ name: StaticString) -> Bool { member(name) != nil }

  /// Whether it has the members of the service's error body: a code and a text.
  var isErrorBody: Bool {
    identifier("code") != nil && !(string("description") ?? string("message") ?? "").isEmpty
  }

  /// The elements of a list; an unreadable one does not affect the others.
  struct Elements<Resource: WireResource> {
    var resources: [Resource] = []
    /// Unreadable elements, without nulls.
    var unreadable = 0

    init(resources: [Resource] = []) { self.resources = resources }

    init(_ array: WireValue) throws {
      var scanner = JSONScanner(array)
      try self.init(&scanner)
    }

    /// Passes a list, reading its elements on the way.
    ///
    /// - Throws: `Fault.noList` where there is none, `JSONScanner.Malformed`.
    init(_ scanner: inout JSONScanner) throws {
      guard scanner.isAt(UInt8(ascii: "[")) else { throw Fault.noList }
      guard try scanner.opens(until: UInt8(ascii: "]")) else { return }
      repeat {
        try ReadingAllowance.take(ReadingAllowance.element, from: scanner.allowance)
        if scanner.isAt(UInt8(ascii: "{")) {
          let object = try WireObject(&scanner)
          if let resource = try? Resource(object) { resources.append(resource) } else { unreadable += 1 }
        } else if try !scanner.value(depth: 1).isNull {
          unreadable += 1
        }
      } while try scanner.goesOn(until: UInt8(ascii: "]"))
    }
  }

  /// The member of that name, or of the same in PascalCase; of several the first.
  func member(_ name: StaticString) -> WireValue? {
    find(name, isPascal: false) ?? (hasCapitals ? find(name, isPascal: true) : nil)
  }

  private func find(_ name: StaticString, isPascal: Bool) -> WireValue? {
    let count = name.utf8CodeUnitCount
    let first = isPascal ? name.utf8Start[0] & ~0x20 : name.utf8Start[0]
    for member in members {
      if member.isKeyEscaped {
        let wanted = isPascal ? Self.pascal("\(name)") : "\(name)"
        if member.name(in: bytes) == wanted { return member.value }
      } else if member.keyEnd - member.keyStart == count, bytes[member.keyStart] == first,
        Self.isSame(
          UnsafeBufferPointer(rebasing: bytes[member.keyStart + 1..<member.keyEnd]), name.utf8Start + 1, count - 1)
      {
        return member.value
      }
    }
    return nil
  }

  private static func pascal(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}

extension WireValue {
  /// The value as text where it is a string, a number or a boolean.
  fileprivate var scalarText: String? {
    if isObject || isArray { return nil }
    return (try? whole())?.text
  }
}
