/// Header fields in order; names compare without case, and may occur more than once.
public struct Headers: Sendable, Hashable, ExpressibleByArrayLiteral, Sequence {
  /// One header field.
  public struct Field: Sendable, Hashable {
    /// As sent or received, in any case.
    public var name: String
    /// As sent or received; untrusted where it was received.
    public var value: String

    /// Creates a field. Nothing is checked: a transport refuses characters that cannot be sent.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  private var fields: [Field] = []

  /// Creates headers with these fields, in this order.
  public init(_ fields: [Field] = []) { self.fields = fields }
  /// Creates headers with these fields, in this order.
  public init(arrayLiteral fields: Field...) { self.fields = fields }

  /// The value of the first field of that name; `nil` where there is none.
  public subscript(name: String) -> String? {
    fields.first { Self.isSame($0.name, name) }?.value
  }

  /// The value before its first comma, trimmed: the service doubles echoed headers (`a,a`). `nil` where there is none.
  public func first(_ name: String) -> String? {
    self[name].map { value in
      let part = value.utf8.prefix { $0 != UInt8(ascii: ",") }
      guard let first = part.firstIndex(where: { !Self.isBlank($0) }),
        let last = part.lastIndex(where: { !Self.isBlank($0) })
      else { return "" }
      return String(value[first...last])
    }
  }

  /// Appends a field; fields of the same name stay.
  public mutating func add(_ name: String, _ value: String) { fields.append(Field(name, value)) }

  /// Replaces every field of that name.
  public mutating func set(_ name: String, _ value: String) {
    fields.removeAll { Self.isSame($0.name, name) }
    fields.append(Field(name, value))
  }

  /// Names of headers are ASCII.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8) { fold($0) == fold($1) }
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The fields in order, duplicates included.
  public func makeIterator() -> IndexingIterator<[Field]> { fields.makeIterator() }
}
