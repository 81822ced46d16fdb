import CatalogModel
package import Foundation

/// Members that must not be lost or rounded, such as amounts: absent and null are `nil`, anything unreadable is an error.
extension WireObject {
  /// An amount, exact: read from the text of the number, which may come as a string.
  ///
  /// - Throws: ``Fault/unreadable(_:)`` for any other value, and for a number that a `Decimal` would round.
  package func decimal(_ name: StaticString) throws -> Decimal? {
    guard let member = member(name), !member.isNull else { return nil }
    return try Self.number(member, name).decimal
  }

  /// The amount of the first of several names that has one; an empty text is none.
  ///
  /// - Throws: as ``decimal(_:)``.
  package func amount(_ names: [StaticString]) throws -> ExactDecimal? {
    for name in names {
      guard let member = member(name), !member.isNull, member.plainText?.isEmpty != true else { continue }
      return try Self.number(member, name)
    }
    return nil
  }

  private static func number(_ member: WireValue, _ name: StaticString) throws -> ExactDecimal {
    if let number = ExactDecimal(bytes: member.plainText ?? member.written) { return number }
    guard let text = member.numberText, let number = ExactDecimal(text) else { throw Fault.unreadable("\(name)") }
    return number
  }

  /// The text of the first of several names that has one.
  package func text(_ names: [StaticString]) -> String? {
    for name in names {
      if let text = string(name) { return text }
    }
    return nil
  }

  /// The bytes of a text without escapes, valid only inside the initializer that receives the object; `nil` for any other
  /// value.
  package func plainText(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? { member(name)?.plainText }

  /// The digits of a number as they are written, or of a text in its place; `nil` where it is absent or null.
  ///
  /// - Throws: ``Fault/unreadable(_:)`` for any other value.
  package func digits(_ name: StaticString) throws -> String? {
    guard let member = member(name), !member.isNull else { return nil }
    guard let text = member.numberText else { throw Fault.unreadable("\(name)") }
    return text
  }

  /// An integer, which may come as a string or with a fraction of zeros.
  ///
  /// - Throws: ``Fault/unreadable(_:)`` for any other value, such as `2.5`.
  package func wholeNumber(_ name: StaticString) throws -> Int? {
    guard let number = try decimal(name) else { return nil }
    guard let whole = Int(ExactDecimal.text(number)) else { throw Fault.unreadable("\(name)") }
    return whole
  }

  /// A nested resource.
  ///
  /// - Throws: ``Fault/unreadable(_:)`` where something other than the resource is present.
  package func wholeNested<Resource: WireResource>(
    _ name: StaticString, as type: Resource.Type = Resource.self
  ) throws -> Resource? {
    guard let member = member(name), !member.isNull else { return nil }
    do {
      return try Resource(WireObject(member))
    } catch let fault as Fault {
      throw fault.inside("\(name)")
    }
  }

  /// A list of nested resources, empty where it is absent; one resource in place of a list is a list of one.
  ///
  /// - Throws: ``Fault/unreadable(_:)`` where one element is unreadable: a lost line is worse than none.
  package func wholeList<Resource: WireResource>(
    _ name: StaticString, of type: Resource.Type = Resource.self
  ) throws -> [Resource] {
    guard let member = member(name), !member.isNull else { return [] }
    do {
      guard member.isArray else { return [try Resource(WireObject(member))] }
      var resources: [Resource] = []
      try member.forEachElement { element in
        if element.isNull { return }
        try ReadingAllowance.take(ReadingAllowance.element, from: element.allowance)
        resources.append(try Resource(WireObject(element)))
      }
      return resources
    } catch let fault as Fault {
      throw fault.inside("\(name)")
    }
  }

  /// The members whose names are not known, as JSON, each value in the writing in which it came: no number is
  /// rounded.
  ///
  /// - Returns: `nil` where there are none but nulls.
  package func others(than known: WireNames) -> String? {
    var text: [UInt8] = []
    for member in members where !member.value.isNull {
      if known.contains(UnsafeBufferPointer(rebasing: bytes[member.keyStart..<member.keyEnd])) { continue }
      guard var name = member.name(in: bytes) else { continue }
      if member.isKeyEscaped, name.withUTF8({ known.contains($0) }) { continue }
      text.append(UInt8(ascii: text.isEmpty ? "{" : ","))
      text.append(UInt8(ascii: "\""))
      text.append(contentsOf: bytes[member.keyStart..<member.keyEnd])
      text.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
      text.append(contentsOf: bytes[Int(member.value.start)..<Int(member.value.end)])
    }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self) + "}"
  }

  /// The texts of an object, such as `{"scope":"shared"}`; members that are no texts are left out.
  package func texts(_ name: StaticString) -> [String: String] {
    guard case .object(let members)? = value(name) else { return [:] }
    return members.compactMapValues(\.text)
  }
}

extension WireObject.Fault {
  /// The same fault, with the member in which it was met.
  fileprivate func inside(_ name: String) -> WireObject.Fault {
    switch self {
    case .missing(let inner): .missing("\(name).\(inner)")
    case .unreadable(let inner): .unreadable("\(name).\(inner)")
    case .noObject, .noList, .errorBody: .unreadable(name)
    }
  }
}

extension WireValue {
  /// The value as it is written.
  fileprivate var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)]) }

  /// The content of a string without escapes; `nil` for any other value.
  fileprivate var plainText: UnsafeBufferPointer<UInt8>? {
    guard bytes[Int(start)] == UInt8(ascii: "\"") else { return nil }
    let inside = UnsafeBufferPointer(rebasing: bytes[Int(start) + 1..<Int(end) - 1])
    return inside.contains(UInt8(ascii: "\\")) ? nil : inside
  }

  /// The text of a number, as it is written, or of a string.
  fileprivate var numberText: String? {
    if let string {
      let isTrimmed = [string.utf8.first, string.utf8.last].allSatisfy { $0.map { (0x21...0x7E).contains($0) } ?? true }
      return isTrimmed ? string : string.trimmingCharacters(in: .whitespaces)
    }
    guard !isObject, !isArray, !isNull, flag == nil else { return nil }
    return String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
  }
}
