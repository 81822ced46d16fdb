/// The locks of `flock` as the system lists them.
///
/// Source: proc_locks(5).
package struct SystemLocks: Sendable {
  private let text: String

  /// Reads the list; `nil` where the system has none.
  package init?() {
    guard let text = SystemFile.text("/proc/locks") else { return nil }
    self.text = text
  }

  /// The process that holds the lock of the file with an inode; `nil` for none.
  package func holder(of inode: UInt64) -> Int32? {
    text.split(separator: "\n").lazy.compactMap { line -> Int32? in
      let words = line.split(separator: " ")
      // A process that waits is listed with an arrow before the kind.
      guard words.count > 5, words[1] == "FLOCK", words[5].hasSuffix(":\(inode)"), let process = Int32(words[4]),
        process > 0
      else { return nil }
      return process
    }.first
  }
}
