import CatalogModel
import Foundation

/// The pages of a list that were read so far, in a file beside the catalog: a reading that ends early continues where it
/// ended.
///
/// The first line says which list it is. The rows of each page follow, and behind them a line with the address of the next
/// page; what comes after the last such line is a part of a page, and is cut off.
struct RetailDraft {
  /// Which list it is, and when its reading began.
  struct Head: Codable, Equatable {
    /// The addresses of the first pages, one for each currency.
    var lists: [String]
    var startedAt: Date
  }

  /// What is left behind a page.
  struct Place: Codable, Equatable {
    /// The number of the list that is read; that of all lists where nothing is left.
    var list = 0
    /// The address of the next page.
    var next: String
    var pages = 0
    /// Items that name no product and SKU.
    var leftOut = 0
  }

  let path: String
  private(set) var head: Head
  private(set) var place: Place
  /// Whether pages of an earlier run are in it.
  private(set) var isResumed = false

  /// Prices change daily: pages of more than one day are no list.
  private static let longestLife: TimeInterval = 86_400
  /// The mark of a line that is no row.
  private static let mark = UInt8(ascii: "#")

  /// Whether every page is there.
  var isComplete: Bool { place.list >= head.lists.count }

  /// Opens the file, or begins another where it is of other lists, or too old.
  init(_ path: String, lists: [String], now: Date) throws {
    self.path = path
    head = Head(lists: lists, startedAt: now)
    place = Place(next: lists.first ?? "")
    if let found = Self.read(path), found.head.lists == lists,
      (0..<Self.longestLife).contains(now.timeIntervalSince(found.head.startedAt))
    {
      (head, place) = (found.head, found.place)
      isResumed = place.pages > 0
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      defer { try? file.close() }
      try file.truncate(atOffset: UInt64(found.end))
    } else {
      try begin()
    }
  }

  /// Forgets all pages.
  mutating func restart(now: Date) throws {
    head.startedAt = now
    place = Place(next: head.lists.first ?? "")
    isResumed = false
    try begin()
  }

  private func begin() throws {
    try? FileManager.default.removeItem(atPath: path)
    let start = try Self.line(head) + Self.line(place)
    guard
      FileManager.default.createFile(atPath: path, contents: start, attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
  }

  /// Adds the page at ``place``; `next` is the address of the next page of the same list, `nil` behind the last.
  mutating func append(_ page: RetailPage, next: String?) throws {
    var text: [UInt8] = []
    for row in page.items.flatMap(\.rows) { Self.append(row, to: &text) }
    place.pages += 1
    place.leftOut += page.items.count { $0.sku == nil }
    if let next {
      place.next = next
    } else {
      place.list += 1
      place.next = isComplete ? "" : head.lists[place.list]
    }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: Data(text) + Self.line(place))
  }

  /// Writes all rows as a sheet.
  func writeSheet(to target: String) throws {
    var sheet = Data()
    var start: [UInt8] = []
    Self.append(RetailItem.columns, to: &start)
    sheet.append(contentsOf: start)
    for line in try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
      .split(separator: UInt8(ascii: "\n"))
    where line.first != Self.mark {
      sheet.append(line)
      sheet.append(UInt8(ascii: "\n"))
    }
    try sheet.write(to: URL(fileURLWithPath: target))
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  // MARK: - Lines

  private static func append(_ row: [String], to text: inout [UInt8]) {
    for (column, field) in row.enumerated() {
      if column > 0 { text.append(UInt8(ascii: ",")) }
      // A line break within a field would pass for the end of a row.
      if !field.isEmpty { CSV.append(field.replacing("\n", with: " "), to: &text) }
    }
    text.append(UInt8(ascii: "\n"))
  }

  private static func line(_ value: some Encodable) throws -> Data {
    try Data([mark]) + JSONEncoder().encode(value) + Data([UInt8(ascii: "\n")])
  }

  /// The head, the last place and its end; `nil` where there is no such file.
  private static func read(_ path: String) -> (head: Head, place: Place, end: Int)? {
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe),
      let first = bytes.firstIndex(of: UInt8(ascii: "\n")),
      let head = try? JSONDecoder().decode(Head.self, from: bytes.dropFirst().prefix(first - 1))
    else { return nil }
    var end = bytes.endIndex
    while let last = bytes[..<end].lastIndex(of: UInt8(ascii: "\n")), last > first {
      let begin = (bytes[..<last].lastIndex(of: UInt8(ascii: "\n")) ?? first) + 1
      if bytes[begin] == mark, let place = try? JSONDecoder().decode(Place.self, from: bytes[(begin + 1)..<last]),
        place.list >= head.lists.count || !place.next.isEmpty
      {
        return (head, place, last + 1)
      }
      end = last
    }
    return nil
  }
}
