/// The name of an element. `script` and `style` hold no text here, so that no inline code can be written.
struct Tag: Sendable {
  let name: StaticString
  /// Whether the element has neither content nor an end tag.
  let isVoid: Bool

  private init(_ name: StaticString, isVoid: Bool = false) {
    self.name = name
    self.isVoid = isVoid
  }

  static let html = Tag("html")
  static let head = Tag("head")
  static let title = Tag("title")
  static let meta = Tag("meta", isVoid: true)
  static let link = Tag("link", isVoid: true)
  static let body = Tag("body")

  static let header = Tag("header")
  static let nav = Tag("nav")
  static let main = Tag("main")
  static let footer = Tag("footer")
  static let section = Tag("section")
  static let article = Tag("article")
  static let aside = Tag("aside")
  static let div = Tag("div")
  static let h1 = Tag("h1")
  static let h2 = Tag("h2")
  static let p = Tag("p")
  static let ul = Tag("ul")
  static let ol = Tag("ol")
  static let li = Tag("li")
  static let dl = Tag("dl")
  static let dt = Tag("dt")
  static let dd = Tag("dd")
  static let figure = Tag("figure")
  static let figcaption = Tag("figcaption")
  static let details = Tag("details")
  static let summary = Tag("summary")

  static let a = Tag("a")
  static let span = Tag("span")
  static let strong = Tag("strong")
  static let mark = Tag("mark")
  static let bdi = Tag("bdi")
  static let time = Tag("time")
  static let code = Tag("code")
  static let small = Tag("small")
  static let del = Tag("del")
  static let ins = Tag("ins")

  static let table = Tag("table")
  static let caption = Tag("caption")
  static let thead = Tag("thead")
  static let tbody = Tag("tbody")
  static let tr = Tag("tr")
  static let th = Tag("th")
  static let td = Tag("td")

  static let form = Tag("form")
  static let fieldset = Tag("fieldset")
  static let legend = Tag("legend")
  static let label = Tag("label")
  static let input = Tag("input", isVoid: true)
  static let select = Tag("select")
  static let option = Tag("option")
  static let textarea = Tag("textarea")
  static let button = Tag("button")

  static let svg = Tag("svg")
  static let svgTitle = Tag("title")
  static let desc = Tag("desc")
  static let rect = Tag("rect")
  static let line = Tag("line")
  static let svgText = Tag("text")

  /// An ES module of this site; there is no other script.
  static func module(_ url: PageURL) -> HTML { Tag("script").callAsFunction(.type("module"), .src(url)) }
}
