package import CatalogModel
import Foundation
import SearchFacts

/// An edition of Microsoft's table of licences and service plans, checked.
///
/// Editions differ: a byte order mark or Windows-1252, a header `String_ Id`, blanks and no-break blanks around ids, GUIDs
/// with a bracket before or a blank inside. Source: copies of the CSV from 2022 to 2026.
package struct LicenceTable: Sendable {
  /// A licence of the table.
  package struct Licence: Sendable, Hashable {
    package var id: String
    package var stringID: String
    package var name: String
  }

  /// An edition that is refused.
  package enum Fault: Error, Sendable, Hashable {
    case columnsMissing
    case notAGUID(line: Int)
    case fields(line: Int)
    /// GUIDs of one string id differ in nothing but the last digits.
    case countedUp(String)
    /// How many of the known ids it has.
    case tooFew(has: Int, known: Int)
    case twice(line: Int)
    case unreadable(String)
  }

  package private(set) var licences: Set<Licence> = []
  /// The service plans by id, with every name.
  package private(set) var plans: [String: Set<String>] = [:]
  private var members: Set<[String]> = []

  package static let source = "microsoftTable"

  /// Reads and checks a file.
  ///
  /// - Throws: ``Fault``.
  package init(_ path: String) throws(Fault) {
    do {
      try read(path)
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .unreadable("\(error)")
    }
    try check()
  }

  private mutating func read(_ path: String) throws {
    let file = try SheetBytes(path)
    var bytes = try file.bytes(at: 0, count: min(file.count, 1 << 26))
    if String(validating: bytes, as: UTF8.self) == nil { bytes = Self.fromWindows1252(bytes) }
    var columns: Columns?
    var rows: Set<[String]> = []
    func take(_ record: CSVReader.Record) throws {
      guard let known = columns else {
        columns = try Columns(record)
        return
      }
      guard record.count == known.count else { throw Fault.fields(line: record.line) }
      try self.take(record, known, &rows)
    }
    var reader = CSVReader()
    try bytes.withUnsafeBytes { try reader.read($0, take) }
    try reader.end(take)
    guard columns != nil else { throw Fault.columnsMissing }
  }

  private mutating func take(_ record: CSVReader.Record, _ columns: Columns, _ rows: inout Set<[String]>) throws {
    let fields = (0..<record.count).map { record.text($0) }
    guard rows.insert(fields).inserted else { throw Fault.twice(line: record.line) }
    guard let id = Self.guid(fields[columns.id]) else { throw Fault.notAGUID(line: record.line) }
    licences.insert(
      Licence(id: id, stringID: Self.trimmed(fields[columns.stringID]), name: Self.trimmed(fields[columns.name])))
    guard let column = columns.planID, !Self.trimmed(fields[column]).isEmpty else { return }
    guard let plan = Self.guid(fields[column]) else { throw Fault.notAGUID(line: record.line) }
    members.insert([id, plan])
    for name in [columns.planName, columns.planTitle].compactMap(\.self) {
      let text = Self.trimmed(fields[name])
      if !text.isEmpty { plans[plan, default: []].insert(text) }
    }
  }

  private struct Columns {
    var (id, stringID, name) = (0, 0, 0)
    var planID: Int?
    var planName: Int?
    var planTitle: Int?
    var count: Int

    init(_ record: CSVReader.Record) throws {
      count = record.count
      var places: [String: Int] = [:]
      for index in 0..<record.count {
        places[record.text(index).lowercased().filter { $0.isLetter || $0.isNumber }] = index
      }
      guard let id = places["guid"], let string = places["stringid"],
        let name = places["productdisplayname"] ?? places["displayname"] ?? places["productname"]
      else { throw Fault.columnsMissing }
      (self.id, stringID, self.name) = (id, string, name)
      planID = places["serviceplanid"]
      planName = places["serviceplanname"]
      planTitle = places["serviceplansincludedfriendlynames"] ?? places["friendlyname"]
    }
  }

  private func check() throws(Fault) {
    for (string, same) in Dictionary(grouping: licences, by: \.stringID) {
      let ids = Set(same.map(\.id))
      let ends = Dictionary(grouping: ids) { $0.prefix(30) }
      if ends.values.contains(where: { $0.count > 2 }) { throw .countedUp(string) }
    }
    let known = Set(SearchFacts.licences.map(\.id))
    let has = known.intersection(licences.map(\.id)).count
    guard has * 10 >= known.count * 9 else { throw .tooFew(has: has, known: known.count) }
    let names = Dictionary(grouping: licences, by: \.id).values.count { $0.count > 1 }
    guard names * 20 <= licences.count else { throw .tooFew(has: known.count - names, known: known.count) }
  }

  /// The edges of the table.
  package func edges(asOf edition: String) -> [CrosswalkEdge] {
    licences.sorted { ($0.id, $0.stringID, $0.name) < ($1.id, $1.stringID, $1.name) }.flatMap { licence in
      [
        CrosswalkEdge(
          from: ("graphSku", licence.id), to: ("graphString", licence.stringID), asOf: edition,
          confidence: "published", name: licence.name),
        CrosswalkEdge(
          from: ("graphSku", licence.id), to: ("name", licence.name), asOf: edition, confidence: "published", name: nil),
      ]
    }
      + members.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { pair in
        CrosswalkEdge(
          from: ("graphSku", pair[0]), to: ("servicePlan", pair[1]), asOf: edition, confidence: "published",
          name: plans[pair[1]]?.min())
      }
  }

  private static func guid(_ text: String) -> String? {
    let bare = text.filter { !$0.isWhitespace && !"(){}".contains($0) }
    return GUID.isGUID(bare) ? GUID.canonical(bare) : nil
  }

  private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

  /// UTF-8 of text in Windows-1252, as older editions are.
  private static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
    Array((String(bytes: bytes, encoding: .windowsCP1252) ?? String(decoding: bytes, as: UTF8.self)).utf8)
  }
}

extension LicenceTable.Fault: CustomStringConvertible {
  /// The failure as a clause.
  package var description: String {
    switch self {
    case .columnsMissing: "its first line lacks GUID, String_Id or Product_Display_Name"
    case .notAGUID(let line): "line \(line) has no valid GUID"
    case .fields(let line): "line \(line) has another number of fields than the first line"
    case .countedUp(let string): "the GUIDs of \(string) are counted up, as a spreadsheet program does"
    case .tooFew(let has, let known): "it has \(has) of \(known) known licences"
    case .twice(let line): "line \(line) stands twice"
    case .unreadable(let reason): reason
    }
  }
}
