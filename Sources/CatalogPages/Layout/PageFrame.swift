import CatalogQuery

/// The document around a page: head, navigation, search field, footer.
enum PageFrame {
  static func document(_ page: SitePage, _ context: PageContext) -> [UInt8] {
    HTML.document(
      Tag.html(.lang(Texts.language)) {
        head(page)
        Tag.body(
          context.version.map { .data(.version, $0.description) }, .data(.label, Texts.copy),
          .data(.done, Texts.copied),
          .data(.changed, Texts.versionChanged), .data(.reload, Texts.reload)
        ) {
          Tag.a(.class("skip"), .href(PageURL(fragment: "main"))) { Texts.skip }
          header(page, context)
          Tag.main(.id("main"), .tabindex(-1)) { page.main }
          Tag.p(.id("notice"), .class("notice"), .role("status"))
          Tag.p(.id("live"), .class("hidden"), .role("status"))
          Tag.footer {
            Tag.p {
              if let version = context.version { "Version \(Texts.grouped(version.version)) of the data." }
              " Read-only: nothing here buys or changes anything."
            }
          }
        }
      })
  }

  private static func head(_ page: SitePage) -> HTML {
    Tag.head {
      Tag.meta(.utf8)
      Tag.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
      Tag.meta(.name("color-scheme"), .content("light dark"))
      Tag.title { page.title.isEmpty ? Texts.site : "\(page.title) · \(Texts.site)" }
      Tag.link(.rel("icon"), .noIcon)
      Tag.link(.rel("stylesheet"), .href(PageURL(.styleSheet)))
      Tag.module(PageURL(.script))
    }
  }

  private static func header(_ page: SitePage, _ context: PageContext) -> HTML {
    Tag.header(.class("top")) {
      Tag.div(.class("bar")) {
        Tag.a(.class("mark"), .href(PageURL(.home))) { Texts.site }
        Tag.nav(.label(Texts.pages)) {
          Tag.ul {
            for (route, name) in routes(context) {
              Tag.li {
                Tag.a(.href(PageURL(route)), route == page.current ? .currentPage : nil) { name }
              }
            }
          }
        }
      }
      searchForm(page.query)
    }
  }

  private static func routes(_ context: PageContext) -> [(PageRoute, String)] {
    [(.search, Texts.search), (.check, Texts.check), (.whatIs, Texts.whatIs)]
      + (context.showsCustomers ? [(.customers, Texts.customers)] : [])
      + [(.changes, Texts.changes), (.status, Texts.status)]
  }

  /// The one search form; the filters of the search page belong to it as well.
  private static func searchForm(_ query: String) -> HTML {
    Tag.form(.id(searchFormID), .class("search"), .role("search"), .action(PageURL(.search))) {
      Tag.label(.for("q"), .class("hidden")) { Texts.search }
      Tag.input(
        .type("search"), .id("q"), .name("q"), .value(query), .placeholder(Texts.searchPrompt), .autocompleteOff,
        .spellcheckOff, .maxlength(500))
      Tag.button(.type("submit")) { Texts.search }
    }
  }

  static let searchFormID = "search"
}
