import CatalogJSON
import CatalogModel
import CatalogQuery
import CatalogService

/// A refusal as a page: what failed, on what, and where to go on.
enum ErrorPage {
  static func page(_ status: Int, _ heading: String, _ message: String, _ more: HTML = HTML()) -> SitePage {
    SitePage(
      title: heading, status: status,
      main: HTML {
        Tag.h1 { heading }
        Tag.p(.class("lead")) { message }
        more
        Tag.p { Tag.a(.href(PageURL(.home))) { "To the start" } }
      })
  }

  static let unknownPath = page(404, "Not found", "There is no such page.")

  static let customersForbidden = page(
    403, "Not permitted", "Customers are not shown to this reader: the permission names the catalog alone.")

  static func unknownItem(_ id: String, _ market: Market?, successor: CatalogItemID?) -> SitePage {
    page(
      404, "Not found",
      "The catalog does not hold \u{201C}\(id.prefix(80))\u{201D}\(market.map { " in \($0)" } ?? "").",
      HTML {
        if let successor {
          Tag.p(.class("note caution")) {
            "This id was replaced. The same item is now "
            Parts.link(successor.rawValue, to: PageURL(.item(successor.rawValue)))
          }
        }
        Tag.p { Tag.a(.href(PageURL(.search, [("q", String(id.prefix(80)))]))) { "Search for it" } }
      })
  }

  static func method(_ allowed: String) -> SitePage { page(405, "Not allowed", "This address answers \(allowed).") }

  /// Any failure; the path of a file stays inside.
  static func page(_ error: any Error) -> SitePage {
    let refusal = ServiceError(error)
    let candidates = (error as? CatalogError)?.candidates ?? []
    return page(
      refusal.status, heading(refusal),
      refusal.response.code.rawValue.hasPrefix("store")
        ? "Try again in a moment; whoever runs this server finds the reason in its log." : refusal.response.message,
      CustomersPage.table(Array(candidates.prefix(mostCandidates))))
  }

  private static let mostCandidates = 50

  private static func heading(_ refusal: ServiceError) -> String {
    switch refusal.response.code {
    case .customerNotFound: "No such customer"
    case .customerAmbiguous: "Several customers match"
    case .customerMarketUnknown, .relationshipEnded, .itemAmbiguous: "No answer"
    case .busy: "Busy"
    case .deadline, .cancelled: "It took too long"
    default:
      switch refusal.status {
      case 400..<404: "Not understood"
      case 404: "Not found"
      case 413: "Too large"
      case 503: "The catalog cannot be read"
      default: "It failed"
      }
    }
  }
}
