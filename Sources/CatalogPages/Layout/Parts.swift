import CatalogModel
import CatalogQuery
import Foundation

/// Small pieces that many pages are made of.
enum Parts {
  /// An id that the script gives a copy button.
  static func id(_ text: String) -> HTML { Tag.bdi(.class("id"), .copies) { text } }

  /// An id that leads somewhere.
  static func link(_ text: String, to url: PageURL) -> HTML {
    Tag.a(.class("id"), .href(url)) { Tag.bdi { text } }
  }

  /// A text of the catalog in its own direction of writing.
  static func text(_ text: String) -> HTML { Tag.span(.directionByContent) { text } }

  /// A command to copy.
  static func command(_ text: String) -> HTML { Tag.code(.class("command"), .copies) { text } }

  /// A time, which the script turns into an age.
  static func time(_ date: Date?) -> HTML {
    guard let date else { return HTML() }
    let text = date.iso8601Text
    return Tag.time(.dateTime(text)) { String(text.prefix(16).replacing("T", with: " ")) + " UTC" }
  }

  /// A day without its time.
  static func day(_ date: Date?) -> HTML {
    guard let date else { return HTML() }
    let day = date.iso8601Day
    return Tag.span(.class("number")) { day }
  }

  /// A word with the colour of its meaning.
  static func state(_ word: String, _ tone: Tone) -> HTML { Tag.span(.class("state \(tone.rawValue)")) { word } }

  /// The colours of states; each word says the same without its colour.
  enum Tone: String { case good, caution, bad, plain }

  /// Names with their values; those without a value are left out.
  static func facts(_ facts: [(name: String, value: HTML)]) -> HTML {
    let facts = facts.filter { $0.value != HTML() }
    guard !facts.isEmpty else { return HTML() }
    return Tag.dl(.class("facts")) {
      for fact in facts {
        Tag.div {
          Tag.dt { fact.name }
          Tag.dd { fact.value }
        }
      }
    }
  }

  /// A sentence beside the content.
  static func note(_ text: String, _ tone: Tone = .plain) -> HTML {
    Tag.p(.class("note \(tone.rawValue)")) { text }
  }

  /// The name of a market: `Germany`.
  static func name(of market: Market) -> String { MarketNames.name(of: market) }

  /// A market's code with its name as the title.
  static func market(_ market: Market) -> HTML { Tag.span(.title(name(of: market))) { market.code } }

  static func tone(_ state: ReadState) -> Tone {
    switch state {
    case .complete: .good
    case .partial, .unread: .caution
    case .forbidden: .plain
    }
  }

  static func tone(_ kind: ChangeKind) -> Tone {
    switch kind {
    case .added, .returned: .good
    case .removed: .bad
    case .changed, .reissued: .plain
    }
  }
}
