import CatalogJSON
import CatalogModel
import FileSystem
import Foundation
import PartnerCenterEmulator

/// The memory of the demo's service from one command to the next: the requests that changed it, one JSON line each, in a
/// file beside the demo's catalog. Each command carries them out again.
///
/// The file exists once something was put into a cart. It holds nothing real, and may be deleted with the catalog.
struct DemoOrders: Sendable {
  /// `catalog.sqlite.demo-orders`.
  let path: String
  /// Customers and ids depend on the markets: requests that were made with others are passed over.
  private let markets: [Market]

  /// The orders of a demo.
  init(beside database: String, markets: [Market]) {
    path = database + ".demo-orders"
    self.markets = markets.sorted()
  }

  /// The journal of the demo's purchases: none of them is to be among real ones.
  static func journal(beside database: String) -> String { database + ".demo-journal" }

  private struct Line: Codable {
    var markets: [Market]
    var change: RecordedChange
  }

  private static let lineEnd = UInt8(ascii: "\n")

  /// The changes so far; none where there is no file. A line that a kill cut was never carried out.
  ///
  /// - Throws: ``CommandError`` where the file cannot be read, or holds something else.
  func changes() throws -> [RecordedChange] {
    guard FileFacts(path) != nil else { return [] }
    let lines = try contents().split(separator: Self.lineEnd, omittingEmptySubsequences: false)
    // Behind the last line end is nothing, or the beginning of a line.
    return try lines.dropLast().enumerated().compactMap { number, bytes -> RecordedChange? in
      guard let line = try? JSONDecoder().decode(Line.self, from: bytes) else {
        throw problem("line \(number + 1) is not of this program")
      }
      return line.markets == markets ? line.change : nil
    }
  }

  /// Adds a change at the end, before it is carried out; the file is readable by its owner alone.
  ///
  /// - Throws: ``CommandError`` where it cannot be written; nothing is carried out then.
  func append(_ change: RecordedChange) throws {
    let line = Array(try JSONText.line(Line(markets: markets, change: change)).utf8)
    if FileFacts(path) != nil {
      // Behind the beginning of a line, the next one would be lost too.
      let bytes = try contents()
      if let last = bytes.last, last != Self.lineEnd {
        let kept = bytes.lastIndex(of: Self.lineEnd).map { bytes.prefix(through: $0) } ?? Data()
        do { try DraftFile.replace(path, with: kept, permissions: 0o600) } catch { throw problem(error.reason) }
      }
    }
    do { try LineFile(path: path).append(line) } catch { throw problem(error.reason) }
  }

  private func contents() throws -> Data {
    guard FileFacts(path)?.isRegular == true, let bytes = FileManager.default.contents(atPath: path) else {
      throw problem("it cannot be read")
    }
    return bytes
  }

  private func problem(_ reason: String) -> CommandError {
    CommandError(
      .failure, code: .demoOrders,
      message: "The orders of the demo in \(path) cannot be used: \(reason). Nothing was ordered. "
        + "They are nothing real: delete the file, and \(path.dropLast("orders".count))journal with it.")
  }
}
