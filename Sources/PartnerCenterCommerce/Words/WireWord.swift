/// A word of the service, compared without case and without the blanks, hyphens and underscores between its parts:
/// `PendingPoUpload`, `pending po upload` and `pending_po_upload` are the same.
enum WireWord {
  static func folded(_ word: String) -> String {
    word.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
  }
}
