import Foundation

/// An address of this site: always a path of one of its routes, so that nothing else can be linked.
struct PageURL: Sendable, Hashable {
  /// Percent-encoded: `/items/CFQ7TTC0LH18:0001?market=DE`.
  let text: String

  /// A route with its parameters.
  ///
  /// - Parameters:
  ///   - route: the page.
  ///   - query: names and values, in their order; any text.
  ///   - fragment: the id of an element of the page.
  init(_ route: PageRoute, _ query: [(name: String, value: String)] = [], fragment: String? = nil) {
    var text = route.path
    if !query.isEmpty {
      text += "?" + query.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }.joined(separator: "&")
    }
    if let fragment { text += "#" + Self.escaped(fragment) }
    self.text = text
  }

  /// An element of the page that is shown.
  init(fragment: String) { text = "#" + Self.escaped(fragment) }

  /// All but the unreserved characters and the colon escaped: colons are common in ids, and mean nothing behind a slash.
  static func escaped(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: unescaped) ?? "" }

  private static let unescaped = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:")
}

/// The pages and files of the site.
enum PageRoute: Sendable, Hashable {
  case home, search, customers, check, whatIs, changes, status
  /// A product, a SKU or an availability by its id.
  case item(String)
  /// A customer by its id.
  case customer(String)
  case styleSheet, script

  /// The path, percent-encoded.
  var path: String {
    switch self {
    case .home: "/"
    case .search: "/search"
    case .item(let id): "/items/" + PageURL.escaped(id)
    case .customers: "/customers"
    case .customer(let id): "/customers/" + PageURL.escaped(id)
    case .check: "/check"
    case .whatIs: "/what-is"
    case .changes: "/changes"
    case .status: "/status"
    case .styleSheet: "/assets/" + SiteAssets.styleSheet.name
    case .script: "/assets/" + SiteAssets.script.name
    }
  }

  /// The name in logs and metrics.
  var name: String {
    switch self {
    case .item: "/items/{id}"
    case .customer: "/customers/{c}"
    case .styleSheet, .script: "/assets/{file}"
    default: path
    }
  }
}
