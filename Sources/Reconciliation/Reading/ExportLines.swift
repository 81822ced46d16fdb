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
  /// - Throws: ``Malformed``, `GzipReader.Damaged`, and errors of the body.
  static func forEach(in path: String, _ body: (inout BilledLine) throws -> Void) throws {
    let reader = try GzipReader(path: path)
    var buffer: [UInt8] = []
    var waiting: [Data] = []
    var count = 0
    func pass() throws {
      // Changed in place: a copy of each line would be as dear as its reading.
      var pieces = try Parallel.map(waiting, least: 1, read)
      for number in pieces.indices {
        for index in pieces[number].lines.indices { try body(&pieces[number].lines[index]) }
        count += pieces[number].lines.count
        if let reason = pieces[number].fault { throw Malformed(line: count + 1, reason: reason) }
      }
      waiting.removeAll(keepingCapacity: true)
    }
    while try reader.read(into: &buffer) {
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

  /// The lines of a piece, up to one that is none.
  private struct Piece: Sendable {
    var lines: [BilledLine] = []
    /// The reason why the next line is none; `nil`: all are.
    var fault: String?
  }

  @Sendable
  private static func read(_ bytes: Data) -> Piece {
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
