/// The progress of a list, page by page, and the bounds at which it is given up.
///
/// Nearly every list has one page, which costs nothing here.
struct ListProgress {
  private var pages = 0
  private var items = 0
  private var bytes = 0
  private var pagesInVain = 0
  private var seen: Set<String> = []

  /// The bound of pages. The largest known list, 75,000 customers, has 1,900 pages of 40.
  static let mostPages = 10_000
  /// The bounds of items and bytes, which are held in memory until the list is complete.
  static let mostItems = 1_000_000
  static let mostBytes = 1 << 30
  /// The number of consecutive pages without a new item that ends a list.
  static let patience = 3
  /// The same number of a list whose pages may be empty before its end.
  static let patienceWithEmptyPages = 100

  /// Adds a page.
  ///
  /// - Parameters:
  ///   - page: the page just read.
  ///   - before: the items of the pages before it.
  ///   - size: bytes of the page's body.
  ///   - allowsEmptyPages: whether an empty page may come before the end.
  /// - Throws: `PagingFault` where the list exceeds a bound, or its last pages brought nothing new.
  mutating func add<Item: WireResource>(
    _ page: Page<Item>, after before: [Item], bytes size: Int, allowsEmptyPages: Bool = false
  ) throws(PagingFault) {
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
      // Items without an id count as new: the bounds above hold for them.
      guard let id = item.listID else {
        isNew = true
        continue
      }
      if seen.insert(id).inserted { isNew = true }
    }
    pagesInVain = isNew ? 0 : pagesInVain + 1
    let patience = allowsEmptyPages ? Self.patienceWithEmptyPages : Self.patience
    if pagesInVain >= patience, page.next != nil || allowsEmptyPages { throw .nothingNew(pages: pagesInVain) }
  }
}
