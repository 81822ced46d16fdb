import Foundation

/// One answer of a list: its items, and the way to the next page.
///
/// Read as a list: a collection with `items`, a bare array, and one bare resource in place of a collection of one.
struct Page<Item: Decodable & Sendable>: Decodable, Sendable {
  var items: [Item]
  /// Elements that are there but cannot be read: the list is then known to be incomplete.
  var unreadable: Int
  var next: Link?

  init(from decoder: any Decoder) throws {
    if let array = try? decoder.singleValueContainer().decode([Patient<Item>].self) {
      self.init(array, next: nil)
      return
    }
    let object = try TolerantContainer(decoder)
    if object.has("items") {
      var next: Link?
      if Self.leadsOn(object.value("links")?["next"]) {
        next = object.nested("links", as: Links.self)?.next
        guard next != nil else { throw PagingFault.unreadableLink }
      }
      self.init(try object.elements("items", of: Item.self), next: next)
      return
    }
    // A collection of nothing may leave its items out, but must say so: an answer without items proves nothing.
    if object.int("totalCount") == 0 {
      self.init(items: [], unreadable: 0, next: nil)
      return
    }
    self.init(items: [try Item(from: decoder)], unreadable: 0, next: nil)
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

  private init(_ elements: [Patient<Item>], next: Link?) {
    self.init(
      items: elements.compactMap(\.resource),
      unreadable: elements.count { $0.resource == nil && !$0.isNull }, next: next)
  }

  private init(items: [Item], unreadable: Int, next: Link?) {
    self.items = items
    self.unreadable = unreadable
    self.next = next
  }

  private struct Links: Decodable {
    var next: Link?
    init(from decoder: any Decoder) throws { next = try TolerantContainer(decoder).nested("next") }
  }
}

/// The way through a list leads nowhere good.
enum PagingFault: Error, Hashable {
  /// A `next` link that cannot be read: the rest of the list cannot be reached.
  case unreadableLink
  /// The same `next` link again.
  case loop(uri: String)
  /// A page without items that still names a next one.
  case emptyPageWithNext
  /// A `next` link to another host, to another scheme, or with another method than GET.
  case foreignLink(uri: String)
}

extension PagingFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadableLink: "its link to the next page cannot be read"
    case .loop: "its pages go round in a circle"
    case .emptyPageWithNext: "an empty page names a next one"
    case .foreignLink: "its link to the next page leads to another host, where no token is sent"
    }
  }
}
