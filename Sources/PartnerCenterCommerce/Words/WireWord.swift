/// A word of the service, compared without case and without the blanks, hyphens and underscores between its parts:
/// `PendingPoUpload`, `pending po upload` and `pending_po_upload` are the same.
enum WireWord {
  static func folded(_ word: String) -> String {
    String(decoding: word.lowercased().utf8.filter { ![0x20, 0x2D, 0x5F].contains($0) }, as: UTF8.self)
  }
}
