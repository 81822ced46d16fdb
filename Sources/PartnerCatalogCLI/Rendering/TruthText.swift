import CatalogJSON
import PartnerCenterEmulator

/// The emulator's truth as JSON lines, a part at a time: it may be larger than memory.
enum TruthText {
  private static let chunk = 1 << 16

  static func write(_ truth: ExpectedCatalog, to console: Console) throws {
    var text = ""
    for item in truth {
      text += try JSONText.line(item)
      if text.utf8.count > chunk {
        try console.write(text)
        text = ""
      }
    }
    try console.write(text)
  }
}
