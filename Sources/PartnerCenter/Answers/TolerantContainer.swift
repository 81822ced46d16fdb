/// A JSON object read with patience: absent, null and oddly typed members are told apart from nothing.
///
/// Names are looked up in camelCase and then in PascalCase; numbers and booleans may come as strings and strings as
/// numbers. Only an object that is none, or an identifier that is missing, is an error.
struct TolerantContainer {
  private let container: KeyedDecodingContainer<AnyKey>

  init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: AnyKey.self)
  }

  /// An identifier: must be there, and not empty.
  func required(_ name: String) throws -> String {
    guard let text = string(name), !text.isEmpty else {
      throw DecodingError.keyNotFound(
        AnyKey(name), .init(codingPath: container.codingPath, debugDescription: "no \(name)"))
    }
    return text
  }

  func string(_ name: String) -> String? {
    guard let key = key(name) else { return nil }
    if let text = try? container.decode(String.self, forKey: key) { return text }
    return value(name)?.text
  }

  func int(_ name: String) -> Int? {
    guard let key = key(name) else { return nil }
    if let number = try? container.decode(Int.self, forKey: key) { return number }
    guard let text = value(name)?.text else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0.rounded(.towardZero)) }
  }

  func bool(_ name: String) -> Bool? {
    guard let key = key(name) else { return nil }
    if let flag = try? container.decode(Bool.self, forKey: key) { return flag }
    switch value(name)?.text?.lowercased() {
    case "true", "1": return true
    case "false", "0": return false
    default: return nil
    }
  }

  func strings(_ name: String) -> [String] {
    guard let key = key(name) else { return [] }
    if let texts = try? container.decode([String].self, forKey: key) { return texts }
    return value(name)?.texts ?? []
  }

  func value(_ name: String) -> JSONValue? {
    guard let key = key(name), let value = try? container.decode(JSONValue.self, forKey: key) else { return nil }
    return value == .null ? nil : value
  }

  /// A nested resource; `nil` where it is absent, null, elided to `{}` or unreadable.
  func nested<Resource: Decodable>(_ name: String, as type: Resource.Type = Resource.self) -> Resource? {
    key(name).flatMap { try? container.decode(Resource.self, forKey: $0) }
  }

  /// A list of nested resources, unreadable ones left out.
  func list<Resource: Decodable>(_ name: String, of type: Resource.Type = Resource.self) -> [Resource] {
    guard let key = key(name) else { return [] }
    return (try? container.decode([Patient<Resource>].self, forKey: key))?.compactMap(\.resource) ?? []
  }

  /// The elements of a list, one element in place of a list, or nothing for null.
  ///
  /// - Throws: `DecodingError` for anything else: a text in place of a list is no empty list.
  func elements<Resource: Decodable>(_ name: String, of type: Resource.Type) throws -> [Patient<Resource>] {
    guard let key = key(name), try !container.decodeNil(forKey: key) else { return [] }
    do {
      return try container.decode([Patient<Resource>].self, forKey: key)
    } catch {
      guard let single = try? container.decode(Patient<Resource>.self, forKey: key), single.resource != nil else {
        throw error
      }
      return [single]
    }
  }

  func has(_ name: String) -> Bool { key(name) != nil }

  /// The key under which the member really stands.
  private func key(_ name: String) -> AnyKey? {
    let key = AnyKey(name)
    if container.contains(key) { return key }
    let pascal = AnyKey(name.prefix(1).uppercased() + name.dropFirst())
    return container.contains(pascal) ? pascal : nil
  }
}

/// An element of a list that may turn out to be unreadable without spoiling its neighbours.
struct Patient<Resource: Decodable>: Decodable {
  var resource: Resource?
  /// Whether there was anything: `null` elements say nothing and lose nothing.
  var isNull: Bool

  init(from decoder: any Decoder) throws {
    isNull = (try? decoder.singleValueContainer().decodeNil()) ?? false
    resource = isNull ? nil : try? Resource(from: decoder)
  }
}

struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
