/// Markup in UTF-8 whose every text is escaped.
///
/// There is no way from a `String` to markup but as text: elements come from ``Tag``, attributes from ``Attribute``.
struct HTML: Sendable, Hashable {
  private(set) var bytes: [UInt8] = []

  /// Nothing.
  init() {}

  /// The parts, one after the other.
  init(@HTMLBuilder _ parts: () -> HTML) { self = parts() }

  /// A text, escaped. Controls that HTML does not allow become U+FFFD.
  init(text: String) { appendEscaped(text) }

  /// A whole document.
  static func document(_ root: HTML) -> [UInt8] { Array("<!doctype html>\n".utf8) + root.bytes }

  mutating func append(_ other: HTML) { bytes += other.bytes }

  /// Adds an element. `tag` and the names of attributes are literals of this package.
  fileprivate mutating func append(_ tag: Tag, _ attributes: [Attribute], _ content: HTML) {
    bytes.append(UInt8(ascii: "<"))
    append(tag.name)
    for attribute in attributes {
      bytes.append(UInt8(ascii: " "))
      append(attribute.name)
      guard let value = attribute.value else { continue }
      bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
      appendEscaped(value)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
    guard !tag.isVoid else { return }
    bytes += content.bytes
    bytes += [UInt8(ascii: "<"), UInt8(ascii: "/")]
    append(tag.name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func appendEscaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "'"): append("&#39;")
      case 0x09, 0x0A: bytes.append(byte)
      case ..<0x20, 0x7F: append("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }
}

extension Tag {
  /// An element with its content.
  func callAsFunction(_ attributes: Attribute?..., @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    var html = HTML()
    html.append(self, attributes.compactMap(\.self), content())
    return html
  }

  /// The same with attributes of a list.
  func element(_ attributes: [Attribute?], @HTMLBuilder content: () -> HTML = { HTML() }) -> HTML {
    var html = HTML()
    html.append(self, attributes.compactMap(\.self), content())
    return html
  }
}

/// Puts texts and elements one after the other.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ text: String) -> HTML { HTML(text: text) }
  static func buildExpression(_ text: String?) -> HTML { text.map { HTML(text: $0) } ?? HTML() }
  static func buildExpression(_ html: HTML) -> HTML { html }
  static func buildExpression(_ html: [HTML]) -> HTML { buildArray(html) }
  static func buildPartialBlock(first: HTML) -> HTML { first }
  static func buildPartialBlock(accumulated: HTML, next: HTML) -> HTML {
    var html = accumulated
    html.append(next)
    return html
  }
  static func buildBlock() -> HTML { HTML() }
  static func buildOptional(_ html: HTML?) -> HTML { html ?? HTML() }
  static func buildEither(first: HTML) -> HTML { first }
  static func buildEither(second: HTML) -> HTML { second }
  static func buildArray(_ parts: [HTML]) -> HTML {
    parts.reduce(into: HTML()) { $0.append($1) }
  }
}
