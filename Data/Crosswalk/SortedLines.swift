/// The lines of an embedded file, in the order of their first fields, found by binary search: nothing is parsed but the
/// lines that are found.
struct SortedLines {
  private let bytes: [UInt8]
  /// Where each line begins; comments are left out.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        if bytes[start] != UInt8(ascii: "#") { starts.append(start) }
        while start < bytes.count, bytes[start] != 0x0A { start += 1 }
        start += 1
      }
    }
    self.starts = starts
  }

  var count: Int { starts.count }

  /// The fields of a line, by its place.
  subscript(_ place: Int) -> [String] { fields(starts[place]) }

  private func fields(_ start: Int) -> [String] {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    return bytes[start..<end].split(separator: 0x09, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The place of the line whose first field is a key; `nil` where there is none.
  func place(of key: String) -> Int? {
    let key = Array(key.utf8)
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(starts[middle], key) { low = middle + 1 } else { high = middle }
    }
    guard low < starts.count, bytes[starts[low]...].starts(with: key) else { return nil }
    let end = starts[low] + key.count
    return end < bytes.count && bytes[end] == 0x09 ? low : nil
  }

  private func isBefore(_ start: Int, _ key: [UInt8]) -> Bool {
    for (offset, byte) in key.enumerated() {
      let place = start + offset
      guard place < bytes.count else { return true }
      if bytes[place] != byte { return bytes[place] < byte }
    }
    return false
  }

  /// The places of the lines that a test of their bytes admits.
  func places(where isWanted: (UnsafeRawBufferPointer) -> Bool) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      starts.indices.filter { place in
        let end = place + 1 < starts.count ? starts[place + 1] : bytes.count
        return isWanted(UnsafeRawBufferPointer(rebasing: bytes[starts[place]..<end]))
      }
    }
  }
}
