#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The schema of the newest version as `known-schema.txt` holds it, in the order of names: what each opening compares a
/// file with, in some hundredths of a millisecond.
///
/// A line of `sqlite_schema` is four texts, each ended by NUL: type, name, table, SQL.
struct KnownSchema {
  private let bytes: UnsafeRawBufferPointer
  /// Where each text begins.
  private var starts: [Int] = []

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    starts.reserveCapacity(512)
    var position = 0
    while position < bytes.count, let start = bytes.baseAddress,
      let end = memchr(start + position, 0, bytes.count - position)
    {
      starts.append(position)
      position = UnsafeRawPointer(end) - start + 1
    }
    starts.append(bytes.count)
  }

  var count: Int { (starts.count - 1) / 4 }

  private func text(_ number: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[starts[number]..<starts[number + 1] - 1])
  }

  /// The line of a name.
  func line(named name: UnsafeRawBufferPointer) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Self.compare(text(middle * 4 + 1), name) < 0 { low = middle + 1 } else { high = middle }
    }
    return low < count && Self.compare(text(low * 4 + 1), name) == 0 ? low : nil
  }

  /// Whether a line is that of a row: type, name, table, SQL.
  func isLine(_ line: Int, _ row: PreparedStatement) -> Bool {
    (0..<4).allSatisfy { Self.compare(text(line * 4 + $0), row.textBytes(Int32($0))) == 0 }
  }

  /// As SQLite orders texts by their bytes.
  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let first = left.baseAddress, let second = right.baseAddress {
      let order = memcmp(first, second, common)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }
}
