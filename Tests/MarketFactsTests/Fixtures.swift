import Foundation
import Testing

@testable import import_unavailable_markets

/// The pages in `Fixtures/`, and where the repository's own files are.
enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let repository = folder.appending(path: "../../..").standardizedFileURL

  static func path(_ name: String) -> String { folder.appending(path: name).path }
  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
  static func page(_ name: String) throws -> Page { Page(name: name, text: try text(name)) }

  /// Editions of the page itself, which stand beside the repository on some machines only.
  static let seeds = repository.appending(path: "../shared/seeds").standardizedFileURL

  /// The list that the package ships, and the pages that it is written from.
  static var shipped: URL { repository.appending(path: "Data/Markets/unavailable-markets.json") }
  static let pages = ["ja-JP.md", "zh-TW.md", "en-US-2023.md"]

  /// The same of reservations.
  static var shippedReservations: URL {
    repository.appending(path: "Data/Markets/unavailable-reservation-markets.json")
  }
  static let reservationPages = ["reservations-2022.md", "reservations-2018-10.md", "reservations-2018-first.md"]
}

/// Runs with a file of its own that holds a text, and removes it.
func withFile(_ text: String, _ body: (URL) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: "list.json")
  try Data(text.utf8).write(to: file)
  try body(file)
}
