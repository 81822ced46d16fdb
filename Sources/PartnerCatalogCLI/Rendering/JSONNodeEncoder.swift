import Foundation

/// Turns encodable values into ``JSONNode``s. Dates become ISO 8601 UTC with seconds; members of dictionaries are sorted.
final class JSONNodeEncoder: Encoder {
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any] = [:]
  private var content = Content.nothing

  private enum Content {
    case nothing
    case single(JSONNode)
    case object(MemberList)
    case array(ElementList)
  }

  init(codingPath: [any CodingKey] = []) { self.codingPath = codingPath }

  static func node(_ value: some Encodable, at path: [any CodingKey] = []) throws -> JSONNode {
    switch value {
    case let date as Date: return .string(date.formatted(.iso8601))
    case let url as URL: return .string(url.absoluteString)
    case let optional as any OptionalValue where optional.isNil: return .null
    default: break
    }
    let encoder = JSONNodeEncoder(codingPath: path)
    try value.encode(to: encoder)
    guard case .object(let members) = encoder.node, value is any StringKeyed else { return encoder.node }
    return .object(members.sorted { $0.key < $1.key })
  }

  var node: JSONNode {
    switch content {
    case .nothing: .object([])
    case .single(let node): node
    case .object(let list): list.node
    case .array(let list): list.node
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .object(let list) = content { return KeyedEncodingContainer(Members(list: list, codingPath: codingPath)) }
    let list = MemberList()
    content = .object(list)
    return KeyedEncodingContainer(Members(list: list, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    let list = ElementList()
    content = .array(list)
    return Elements(list: list, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

private protocol OptionalValue { var isNil: Bool { get } }
extension Optional: OptionalValue { fileprivate var isNil: Bool { self == nil } }

private protocol StringKeyed {}
extension Dictionary: StringKeyed where Key == String {}

/// A node that is being filled: a value, or an encoder that is asked at the end.
private enum Pending {
  case ready(JSONNode)
  case later(JSONNodeEncoder)

  var node: JSONNode {
    switch self {
    case .ready(let node): node
    case .later(let encoder): encoder.node
    }
  }
}

private final class MemberList {
  var members: [(key: String, value: Pending)] = []
  var node: JSONNode { .object(members.map { ($0.key, $0.value.node) }) }
}

private final class ElementList {
  var elements: [Pending] = []
  var node: JSONNode { .array(elements.map(\.node)) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let list: MemberList
  let codingPath: [any CodingKey]

  mutating func encodeNil(forKey key: Key) { list.members.append((key.stringValue, .ready(.null))) }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    list.members.append((key.stringValue, .ready(try JSONNodeEncoder.node(value, at: codingPath + [key]))))
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
    -> KeyedEncodingContainer<Nested>
  { nested(key).container(keyedBy: type) }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { later("super") }
  mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: Key) -> JSONNodeEncoder { later(key.stringValue) }

  private func later(_ key: String) -> JSONNodeEncoder {
    let encoder = JSONNodeEncoder(codingPath: codingPath)
    list.members.append((key, .later(encoder)))
    return encoder
  }
}

private struct Elements: UnkeyedEncodingContainer {
  let list: ElementList
  let codingPath: [any CodingKey]
  var count: Int { list.elements.count }

  mutating func encodeNil() { list.elements.append(.ready(.null)) }

  mutating func encode(_ value: some Encodable) throws {
    list.elements.append(.ready(try JSONNodeEncoder.node(value, at: codingPath)))
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    later().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { later().unkeyedContainer() }
  mutating func superEncoder() -> any Encoder { later() }

  private func later() -> JSONNodeEncoder {
    let encoder = JSONNodeEncoder(codingPath: codingPath)
    list.elements.append(.later(encoder))
    return encoder
  }
}

extension JSONNodeEncoder: SingleValueEncodingContainer {
  func encodeNil() { content = .single(.null) }
  func encode(_ value: Bool) { content = .single(.literal(value ? "true" : "false")) }
  func encode(_ value: String) { content = .single(.string(value)) }
  func encode(_ value: Float) throws { try encode(Double(value)) }
  func encode(_ value: Int) { integer(value) }
  func encode(_ value: Int8) { integer(value) }
  func encode(_ value: Int16) { integer(value) }
  func encode(_ value: Int32) { integer(value) }
  func encode(_ value: Int64) { integer(value) }
  func encode(_ value: UInt) { integer(value) }
  func encode(_ value: UInt8) { integer(value) }
  func encode(_ value: UInt16) { integer(value) }
  func encode(_ value: UInt32) { integer(value) }
  func encode(_ value: UInt64) { integer(value) }

  func encode(_ value: Double) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(value, .init(codingPath: codingPath, debugDescription: "JSON has no \(value)"))
    }
    content = .single(.literal(value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"))
  }

  func encode(_ value: some Encodable) throws { content = .single(try Self.node(value, at: codingPath)) }

  private func integer(_ value: some BinaryInteger) { content = .single(.literal(String(value))) }
}
