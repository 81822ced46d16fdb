/// An attribute of an element: a name of this package, and a value that is escaped where it is written.
///
/// Handlers of events and inline styles have no factory; addresses are a ``PageURL``.
struct Attribute: Sendable {
  let name: StaticString
  /// `nil` for an attribute without a value.
  let value: String?

  private init(_ name: StaticString, _ value: String? = nil) {
    self.name = name
    self.value = value
  }

  static func href(_ url: PageURL) -> Attribute { Attribute("href", url.text) }
  static func src(_ url: PageURL) -> Attribute { Attribute("src", url.text) }
  static func action(_ url: PageURL) -> Attribute { Attribute("action", url.text) }

  static func id(_ id: String) -> Attribute { Attribute("id", id) }
  static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
  static func lang(_ code: String) -> Attribute { Attribute("lang", code) }
  static let directionByContent = Attribute("dir", "auto")
  static func title(_ text: String) -> Attribute { Attribute("title", text) }
  static func role(_ role: StaticString) -> Attribute { Attribute("role", "\(role)") }
  static func rel(_ relation: StaticString) -> Attribute { Attribute("rel", "\(relation)") }
  static func tabindex(_ index: Int) -> Attribute { Attribute("tabindex", String(index)) }
  static let hidden = Attribute("hidden")

  static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  static func labelled(by id: String) -> Attribute { Attribute("aria-labelledby", id) }
  static let currentPage = Attribute("aria-current", "page")

  static let utf8 = Attribute("charset", "utf-8")
  static func name(_ name: String) -> Attribute { Attribute("name", name) }
  static func content(_ text: String) -> Attribute { Attribute("content", text) }
  static func type(_ type: StaticString) -> Attribute { Attribute("type", "\(type)") }
  static func value(_ text: String) -> Attribute { Attribute("value", text) }
  static func placeholder(_ text: String) -> Attribute { Attribute("placeholder", text) }
  static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
  static func method(_ method: StaticString) -> Attribute { Attribute("method", "\(method)") }
  static let checked = Attribute("checked")
  static let selected = Attribute("selected")
  static let autocompleteOff = Attribute("autocomplete", "off")
  static let spellcheckOff = Attribute("spellcheck", "false")
  static func rows(_ count: Int) -> Attribute { Attribute("rows", String(count)) }
  static func maxlength(_ count: Int) -> Attribute { Attribute("maxlength", String(count)) }
  static let columnHead = Attribute("scope", "col")
  static let rowHead = Attribute("scope", "row")
  static func dateTime(_ text: String) -> Attribute { Attribute("datetime", text) }

  /// The content is for copying.
  static let copies = Attribute("data-copy")
  /// Belongs to a form elsewhere on the page.
  static func form(_ id: String) -> Attribute { Attribute("form", id) }
  /// An empty icon, so that no browser asks for one.
  static let noIcon = Attribute("href", "data:,")

  /// A value for the script: `data-label`, `data-version`.
  static func data(_ name: DataName, _ value: String) -> Attribute { Attribute(name.attribute, value) }

  /// The values that the script reads.
  enum DataName {
    case label, done, version, changed, reload

    var attribute: StaticString {
      switch self {
      case .label: "data-label"
      case .version: "data-version"
      case .changed: "data-changed"
      case .done: "data-done"
      case .reload: "data-reload"
      }
    }
  }

  // MARK: - Pictures

  /// A distance from the left edge: pixels, or a share of the width, so that a picture is as wide as its place while its
  /// letters keep their size.
  enum Extent {
    case pixels(Int)
    /// Thousandths.
    case share(Int)

    var text: String {
      switch self {
      case .pixels(let pixels): String(pixels)
      case .share(let share): "\(share / 10).\(share % 10)%"
      }
    }
  }

  static func width(_ width: Extent) -> Attribute { Attribute("width", width.text) }
  static func height(_ height: Int) -> Attribute { Attribute("height", String(height)) }
  static func x(_ x: Extent) -> Attribute { Attribute("x", x.text) }
  static func y(_ y: Int) -> Attribute { Attribute("y", String(y)) }
  static func x1(_ x: Extent) -> Attribute { Attribute("x1", x.text) }
  static func x2(_ x: Extent) -> Attribute { Attribute("x2", x.text) }
  static func y1(_ y: Int) -> Attribute { Attribute("y1", String(y)) }
  static func y2(_ y: Int) -> Attribute { Attribute("y2", String(y)) }
  static let anchorEnd = Attribute("text-anchor", "end")
  static let anchorMiddle = Attribute("text-anchor", "middle")
}
