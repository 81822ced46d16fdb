import CatalogModel
import Foundation

/// Writes JSON straight into bytes, in the style of a dialect.
struct DialectWriter {
  private(set) var bytes: [UInt8] = []
  let dialect: WireDialect
  private var depth = 0
  private var isFirst = true

  init(_ dialect: WireDialect) {
    self.dialect = dialect
    bytes.reserveCapacity(4096)
    if dialect.byteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
  }

  var data: Data { Data(bytes) }

  // MARK: - Values

  mutating func object(_ members: (inout DialectWriter) -> Void) { nest("{", "}", members) }
  mutating func array(_ elements: (inout DialectWriter) -> Void) { nest("[", "]", elements) }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    JSONWriter.escape(text, .least, isQuoted: true, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func number(_ value: Int) {
    if dialect.numbersAsStrings { string(String(value)) } else { raw(String(value)) }
  }

  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  mutating func null() { raw("null") }

  // MARK: - Members of an object

  mutating func member(_ name: String, _ value: String) { key(name); string(value) }
  mutating func member(_ name: String, _ value: Int) { key(name); number(value) }
  /// A number of any length, by its text.
  mutating func member(_ name: String, exactly number: String) {
    key(name)
    if dialect.numbersAsStrings { string(number) } else { raw(number) }
  }
  mutating func member(_ name: String, _ value: Bool) { key(name); bool(value) }
  mutating func member(_ name: String, _ values: [String]) {
    key(name)
    array { writer in for value in values { writer.element { $0.string(value) } } }
  }

  /// Absent, or null in the dialect that writes nulls.
  mutating func member(_ name: String, ifPresent value: String?) {
    if let value { member(name, value) } else if dialect.unknownFields { key(name); null() }
  }

  mutating func objectMember(_ name: String, _ members: (inout DialectWriter) -> Void) { key(name); object(members) }
  mutating func arrayMember(_ name: String, _ elements: (inout DialectWriter) -> Void) { key(name); array(elements) }

  /// A member whose value is written by the caller.
  mutating func valueMember(_ name: String, _ value: (inout DialectWriter) -> Void) { key(name); value(&self) }

  /// One element of an array.
  mutating func element(_ value: (inout DialectWriter) -> Void) {
    separate()
    value(&self)
  }

  /// Undocumented members, where the dialect has them.
  mutating func unknownMembers() {
    guard dialect.unknownFields else { return }
    objectMember("experimentalInsights") {
      $0.member("rank", 7); $0.member("labels", ["new", "neu", "新"])
    }
    key("retiredProperty")
    null()
  }

  // MARK: - Layout

  private mutating func key(_ name: String) {
    separate()
    if dialect.pascalCase, let first = name.first {
      string(first.uppercased() + name.dropFirst())
    } else {
      string(name)
    }
    raw(dialect.prettyPrinted ? ": " : ":")
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    breakLine()
  }

  private mutating func nest(_ open: StaticString, _ close: StaticString, _ body: (inout DialectWriter) -> Void) {
    raw(open)
    let outer = isFirst
    isFirst = true
    depth += 1
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = outer
    raw(close)
  }

  private mutating func breakLine() {
    guard dialect.prettyPrinted else { return }
    bytes += [0x0D, 0x0A]
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
