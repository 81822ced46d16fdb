import CatalogModel
import CatalogQuery

/// The search: hits and filters, or the start page where nothing is asked yet.
enum SearchPage {
  static func page(_ answer: SearchAnswer, _ context: PageContext) -> SitePage {
    let question = answer.question
    return SitePage(
      title: question.text.isEmpty ? Texts.search : question.text, current: .search, query: question.text,
      main: HTML {
        Tag.div(.class("columns")) {
          Tag.section(.id("results"), .label("Results")) {
            heading(answer)
            HitList.html(answer)
            if let next = answer.result.next {
              Tag.p(.class("more")) {
                Tag.a(.class("button"), .rel("next"), .href(PageURL(.search, question.parameters(after: next)))) {
                  Texts.next
                }
              }
            }
          }
          if question.countsFacets { FilterForm.html(answer) }
        }
      })
  }

  /// The start page: a way into each of the others.
  static func start(_ lastRun: RunRecord?, _ context: PageContext) -> SitePage {
    SitePage(
      title: "", current: .home,
      main: HTML {
        Tag.div(.class("columns")) {
          Tag.section(.id("results"), .class("start"), .label("Start")) {
            Tag.h1 { "Products, SKUs and items of Partner Center" }
            Tag.p(.class("lead")) { Texts.searchHint }
            Tag.ul(.class("examples")) {
              for example in ["Microsoft 365 E3", "sql server 2022", "d2s v3", "power bi"] {
                Tag.li { Tag.a(.href(PageURL(.search, [("q", example)]))) { example } }
              }
            }
            Tag.ul(.class("ways")) {
              for way in ways(context) {
                Tag.li {
                  Tag.a(.href(PageURL(way.route))) { way.name }
                  Tag.p { way.sentence }
                }
              }
            }
            if let lastRun {
              Tag.p(.class("note")) {
                "The service was last read "
                Parts.time(lastRun.finishedAt ?? lastRun.startedAt)
                "."
              }
            }
          }
          Tag.aside(.id("filters"), .hidden)
        }
      })
  }

  private static func ways(_ context: PageContext) -> [(route: PageRoute, name: String, sentence: String)] {
    [
      (.check, Texts.check, "A pasted list: current, reissued, gone."),
      (.whatIs, Texts.whatIs, "One id, in all its spellings and systems."),
    ]
      + (context.showsCustomers
        ? [(.customers, Texts.customers, "Holdings and offers of a customer, with the reason for each refusal.")] : [])
      + [
        (.changes, Texts.changes, "Added, changed, removed, reissued."),
        (.status, Texts.status, "The age of the data, market by market."),
      ]
  }

  private static func heading(_ answer: SearchAnswer) -> HTML {
    let result = answer.result
    return HTML {
      Tag.h1(.class("hidden")) { result.query.isEmpty ? "All items" : "Results for \(result.query)" }
      Tag.div(.class("summary")) {
        Tag.p(.id("total")) {
          Tag.strong { Texts.grouped(result.total) }
          result.total == 1 ? " hit" : " hits"
          if answer.question.isBySKU, result.total > 0 { ", by SKU" }
        }
        if answer.question.countsFacets, result.total > 0 {
          Tag.a(.class("tofilters"), .href(PageURL(fragment: "filters"))) { Texts.filters }
        }
      }
      if result.isPartial { Parts.note("No item has every word. These are the closest.", .caution) }
      if let suggestion = result.suggestion {
        Tag.p(.class("note")) {
          "Did you mean "
          Tag.a(.href(PageURL(.search, [("q", suggestion)]))) { suggestion }
          "?"
        }
      }
      if result.total == 0 { nothing(answer) }
    }
  }

  private static func nothing(_ answer: SearchAnswer) -> HTML {
    HTML {
      Tag.p(.class("empty")) { "Nothing matches." }
      for gap in answer.gaps {
        Parts.note(
          gap.state == .forbidden
            ? "Partner Center does not show the catalog of \(Parts.name(of: gap.market)) to this partner."
            : "\(Parts.name(of: gap.market)) is not read as a whole, so absence proves nothing.", .caution)
      }
      if answer.question.isFiltered {
        Tag.p { Tag.a(.href(PageURL(.search, [("q", answer.question.text)]))) { "Search without filters" } }
      }
    }
  }
}
