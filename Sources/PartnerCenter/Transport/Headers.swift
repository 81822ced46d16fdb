/// Header fields in order; names compare without case, a name may occur more than once.
public struct Headers: Sendable, Hashable, ExpressibleByArrayLiteral, Sequence {
  public struct Field: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  private var fields: [Field] = []

  public init(_ fields: [Field] = []) { self.fields = fields }
  public init(arrayLiteral fields: Field...) { self.fields = fields }

  /// The value of the first field of that name.
  public subscript(name: String) -> String? {
    let folded = name.lowercased()
    return fields.first { $0.name.lowercased() == folded }?.value
  }

  /// The part of the value before the first comma, blanks cut: the service doubles echoed headers (`a,a`).
  public func first(_ name: String) -> String? {
    self[name].map { value in
      let part = value.prefix { $0 != "," }
      return String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  public mutating func add(_ name: String, _ value: String) { fields.append(Field(name, value)) }

  /// Puts the value in the place of every field of that name.
  public mutating func set(_ name: String, _ value: String) {
    let folded = name.lowercased()
    fields.removeAll { $0.name.lowercased() == folded }
    fields.append(Field(name, value))
  }

  public func makeIterator() -> IndexingIterator<[Field]> { fields.makeIterator() }
}
