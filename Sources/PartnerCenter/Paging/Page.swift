import CatalogModel
import Foundation

/// One response of a list: its items, and the link to the next page.
///
/// Read as a list: a collection with `items`, a bare array, one bare resource in place of a collection of one, and a
/// collection in a wrapper of its own name.
struct Page<Item: WireResource>: Sendable {
  var items: [Item]
  /// Elements that cannot be read: the list is then incomplete.
  var unreadable: Int
  var next: Link?
  /// The token at the top level; `nil` where there is none.
  var continuationToken: String?

  /// - Throws: where the body is not a list.
  init(body: Data) throws {
    self = try WireBytes.read(body) { try Self(&$0) }
  }

  private init(_ scanner: inout JSONScanner) throws {
    if scanner.isAt(UInt8(ascii: "[")) {
      self.init(try WireObject.Elements(&scanner), next: nil)
      return
    }
    // Items are nearly the whole body: they are read while scanning, not in a second pass.
    var items: WireObject.Elements<Item>?
    let object = try WireObject(&scanner, reading: "items", into: &items)
    if let name = object.has("items") ? "items" : Self.wrapper(in: object) {
      var next: Link?
      if Self.leadsOn(object.value("links")?["next"]) {
        next = object.nested("links", as: Links.self)?.next
        guard next != nil else { throw PagingFault.unreadableLink }
      }
      let elements = try items ?? object.elements(name, of: Item.self)
      // An error body says nothing about the list, whatever the status.
      if elements.resources.isEmpty, object.isErrorBody { throw WireObject.Fault.errorBody }
      self.init(elements, next: next)
      continuationToken = Self.token(in: object)
      return
    }
    // An empty collection may omit its items, but must say so: a response without items proves nothing.
    if object.int("totalCount") == 0, !object.isErrorBody {
      self.init(WireObject.Elements(), next: nil)
      continuationToken = Self.token(in: object)
      return
    }
    self.init(WireObject.Elements(resources: [try Item(object)]), next: nil)
  }

  /// The name of the list, in a wrapper of its own name.
  private static func wrapper(in object: WireObject) -> StaticString? {
    guard let name = (Item.self as? any WrappedInList.Type)?.listName, object.value(name) != nil else { return nil }
    return name
  }

  private static func token(in object: WireObject) -> String? {
    object.string("continuationToken").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a `next` link means another page: one that is null, elided, or empty throughout means none.
  private static func leadsOn(_ link: JSONValue?) -> Bool {
    switch link {
    case nil, .null: false
    case .object(let members):
      members.values.contains { ![.null, .string(""), .array([]), .string("GET")].contains($0) }
    default: true
    }
  }

  private init(_ elements: WireObject.Elements<Item>, next: Link?) {
    items = elements.resources
    unreadable = elements.unreadable
    self.next = next
  }

  private struct Links: WireResource {
    var next: Link?
    init(_ object: WireObject) throws { next = object.nested("next") }
  }
}

extension Page {
  /// The link to the page behind the token of this one; `nil` where the list is not continued that way, or ends here.
  func link(continuing call: Call) -> Link? {
    guard call.isContinuedByToken else { return nil }
    return continuationToken.map { Link(continuing: call.path, with: $0) }
  }
}

/// A resource whose lists may come in a member of another name than `items`.
protocol WrappedInList {
  static var listName: StaticString { get }
}

/// A list whose pages cannot be followed to the end.
enum PagingFault: Error, Hashable {
  /// A `next` link that cannot be read: the rest of the list cannot be reached.
  case unreadableLink
  /// The same `next` link again.
  case loop(uri: String)
  /// A page without items that links to a next page.
  case emptyPageWithNext
  /// Consecutive pages hold nothing new, and link to a next page.
  case nothingNew(pages: Int)
  /// More pages, items or bytes than a list can have.
  case tooLong(pages: Int)
  /// A `next` link to another host, to another scheme, or with another method than GET.
  case foreignLink(uri: String)
}

extension PagingFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadableLink: "its link to the next page cannot be read"
    case .loop: "its pages form a loop"
    case .emptyPageWithNext: "an empty page links to a next page"
    case .nothingNew(let pages): "\(pages) pages in a row hold nothing new and link to a next page"
    case .tooLong(let pages): "it does not end after \(pages) pages"
    case .foreignLink: "its link to the next page leads to another host, where no token is sent"
    }
  }
}
