/// The words of the frame and of the script, in one table.
enum Texts {
  static let site = "Partner catalog"
  static let language = "en"
  static let skip = "Skip to content"
  static let pages = "Pages"

  static let search = "Search"
  static let searchPrompt = "Words, codes or ids"
  static let searchHint = "Titles, codes such as d2sv3, regions, ids; typing errors are tolerated."
  static let filters = "Filters"
  static let apply = "Apply"
  static let show = "Show"
  static let next = "Next page"
  static let clear = "Clear filters"

  static let customers = "Customers"
  static let check = "Check ids"
  static let whatIs = "What is…"
  static let changes = "Changes"
  static let status = "Status"

  static let copy = "Copy"
  static let copied = "Copied"
  static let versionChanged = "The catalog has changed since this page was made."
  static let reload = "Reload"
  static let nothing = "Nothing"

  /// `1 item`, `1,204 items`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// `14,160,001`.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return number < 0 ? "\u{2212}" + text : text
  }
}
