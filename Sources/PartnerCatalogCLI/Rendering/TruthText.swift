import CatalogJSON
import PartnerCenterEmulator

/// The emulator's expected catalog as JSON lines, written in parts: it may exceed memory.
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
