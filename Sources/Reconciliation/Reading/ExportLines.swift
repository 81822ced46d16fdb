import Foundation
import Gzip
import PartnerCenter

/// The lines of a file of an export: gzip, one JSON object a line.
enum ExportLines {
  /// A line that is none.
  struct Malformed: Error {
    var line: Int
    var reason: String
  }

  /// The bound of a line in bytes. Known lines have about two thousand.
  private static let longestLine = 1 << 20
  /// Bytes that one thread reads at one time.
  private static let piece = 1 << 18
  /// Pieces that are in memory at one time.
  private static let pieces = 4

  /// Calls `body` with each line.
  ///
  /// - Parameters:
  ///   - path: a gzip file.
  ///   - mayBeUnpacked: whether its content itself may be in it.
  ///   - body: takes a line.
  /// - Throws: ``Malformed``, `GzipReader.Damaged`, and errors of the body.
  static func forEach(
    in path: String, mayBeUnpacked: Bool = false, _ body: (inout BilledLine) throws -> Void
  ) throws {
    let read = try reading(path, mayBeUnpacked: mayBeUnpacked)
    var buffer: [UInt8] = []
    var waiting: [Data] = []
    var count = 0
    func pass() throws {
      // Changed in place: a copy of each line would be as dear as its reading.
      var pieces = try Parallel.map(waiting, least: 1, Self.lines)
      for number in pieces.indices {
        for index in pieces[number].lines.indices { try body(&pieces[number].lines[index]) }
        count += pieces[number].lines.count
        if let reason = pieces[number].fault { throw Malformed(line: count + 1, reason: reason) }
      }
      waiting.removeAll(keepingCapacity: true)
    }
    while try read(&buffer) {
      guard buffer.count >= piece else { continue }
      guard let end = buffer.lastIndex(of: 0x0A) else {
        guard buffer.count <= longestLine else {
          throw Malformed(line: count + 1, reason: "it is longer than \(longestLine) bytes")
        }
        continue
      }
      waiting.append(Data(buffer[...end]))
      buffer.removeSubrange(...end)
      if waiting.count == pieces { try pass() }
    }
    // The last line may have no end: what is no whole object there is no JSON either.
    waiting.append(Data(buffer))
    try pass()
  }

  /// Appends the next part of a file's content to a buffer; false at the end.
  private static func reading(_ path: String, mayBeUnpacked: Bool) throws -> (inout [UInt8]) throws -> Bool {
    if mayBeUnpacked {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      if try file.read(upToCount: 1) == Data([UInt8(ascii: "{")]) {
        try file.seek(toOffset: 0)
        return { buffer in
          guard let data = try file.read(upToCount: piece), !data.isEmpty else { return false }
          buffer.append(contentsOf: data)
          return true
        }
      }
    }
    let reader = try GzipReader(path: path)
    return { try reader.read(into: &$0) }
  }

  /// The lines of a piece, up to one that is none.
  private struct Piece: Sendable {
    var lines: [BilledLine] = []
    /// The reason why the next line is none; `nil`: all are.
    var fault: String?
  }

  @Sendable
  private static func lines(_ bytes: Data) -> Piece {
    var piece = Piece()
    var rest = bytes
    while !rest.isEmpty {
      let length = rest.withUnsafeBytes { $0.firstIndex(of: 0x0A) }
      let line = rest.prefix(length ?? rest.count)
      rest = rest.dropFirst(length.map { $0 + 1 } ?? rest.count)
      // Blank lines are passed.
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do {
        piece.lines.append(try BilledLine(body: line))
      } catch let fault as WireObject.Fault {
        piece.fault = "\(fault)"
        return piece
      } catch {
        piece.fault = "it is no JSON object"
        return piece
      }
    }
    return piece
  }
}
