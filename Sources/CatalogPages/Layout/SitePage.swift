import CatalogQuery
import CatalogService
import Foundation

/// A page before its frame is put around it.
struct SitePage: Sendable {
  /// The heading of the window, without the name of the site.
  var title: String
  /// The page of the navigation that it belongs to; `nil` for none.
  var current: PageRoute?
  var status = 200
  /// The text in the search field.
  var query = ""
  /// Between the header and the footer.
  var main: HTML
}

/// The circumstances of an answer.
struct PageContext: Sendable {
  var access: ServiceAccess
  /// The version of the data that the page shows; `nil` where it shows none.
  var version: DataVersion?
  /// The commands that pages show for copying.
  var commands: PageCommands

  var showsCustomers: Bool { access.scopes.contains(.customers) }
}

/// The commands that pages show for copying: a library states facts, and only the program knows how it is called.
public struct PageCommands: Sendable {
  /// The command that chooses a customer's item: a customer's id, and the id of a SKU or item.
  public var resolve: @Sendable (_ customer: String, _ item: String) -> String?
  /// The command that brings a market up to date.
  public var sync: @Sendable (_ market: String) -> String?

  /// Commands; those left out are not shown.
  public init(
    resolve: @escaping @Sendable (_ customer: String, _ item: String) -> String? = { _, _ in nil },
    sync: @escaping @Sendable (_ market: String) -> String? = { _ in nil }
  ) {
    self.resolve = resolve
    self.sync = sync
  }
}
