/// How far a list has come, page by page, and when it is given up.
///
/// Nearly every list has one page, and costs nothing here.
struct ListProgress {
  private var pages = 0
  private var items = 0
  private var bytes = 0
  private var pagesInVain = 0
  private var seen: Set<String> = []

  /// A list of 75,000 customers, the most that are known of, has 1,900 pages of 40.
  static let mostPages = 10_000
  /// Held in memory until the list is whole.
  static let mostItems = 1_000_000
  static let mostBytes = 1 << 30
  /// So many pages in a row may bring nothing that was not there before.
  static let patience = 3

  /// Adds a page.
  ///
  /// - Parameters:
  ///   - page: the page just read.
  ///   - before: the items of the pages before it.
  ///   - size: bytes of the page's body.
  /// - Throws: `PagingFault` where the list exceeds a bound, or its last pages brought nothing new.
  mutating func add<Item: WireResource>(_ page: Page<Item>, after before: [Item], bytes size: Int) throws(PagingFault) {
    pages += 1
    items += page.items.count
    bytes += size
    guard pages <= Self.mostPages, items <= Self.mostItems, bytes <= Self.mostBytes else {
      throw .tooLong(pages: pages)
    }
    if pages == 1 { return }
    if pages == 2 { seen = Set(before.compactMap(\.listID)) }
    var isNew = false
    for item in page.items {
      // What cannot be told apart is taken for new: the bounds above hold for it.
      guard let id = item.listID else {
        isNew = true
        continue
      }
      if seen.insert(id).inserted { isNew = true }
    }
    pagesInVain = isNew ? 0 : pagesInVain + 1
    if pagesInVain >= Self.patience, page.next != nil { throw .nothingNew(pages: pagesInVain) }
  }
}
