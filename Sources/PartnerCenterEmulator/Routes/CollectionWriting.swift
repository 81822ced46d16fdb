import Foundation
import PartnerCenter

/// Puts lists into the envelope of a collection, cut into pages where the dialect cuts them.
struct CollectionWriting {
  var request: APIRequest
  var dialect: WireDialect
  /// One response repeats its first item at the end.
  var repeatsAnItem = false

  /// Writes a page of a collection; `item` writes the item of a number from 0 up to but excluding `count`.
  func list(count: Int, item: (Int, inout DialectWriter) -> Void) -> Data {
    var writer = DialectWriter(dialect)
    if dialect.singleObject, count == 1, !repeatsAnItem {
      item(0, &writer)
      return writer.data
    }
    let size = dialect.paging == nil ? count : max(1, dialect.pageSize)
    let start = min(offset, count)
    let end = min(start + size, count)
    let first = dialect.duplicatesAcrossPages && start > 0 ? start - 1 : start
    let numbers = Array(first..<end) + (repeatsAnItem && first < end ? [first] : [])
    writer.object { writer in
      writer.member("totalCount", numbers.count)
      writer.arrayMember("items") { writer in
        for number in numbers { writer.element { item(number, &$0) } }
      }
      writer.objectMember("links") { writer in
        writer.link("self", uri: path)
        if end < count { next(offset: end, &writer) }
      }
      writer.objectType("Collection")
    }
    return writer.data
  }

  /// The address without `/v1` and without paging parameters.
  private var path: String {
    let target = request.target.dropFirst(request.target.lowercased().hasPrefix("/v1/") ? 3 : 0)
    let halves = target.split(separator: "?", maxSplits: 1)
    let query =
      halves.count < 2
      ? []
      : halves[1].split(separator: "&").filter { pair in
        !["offset=", "seekoperation="].contains { pair.lowercased().hasPrefix($0) }
      }
    return halves.first.map { String($0) + (query.isEmpty ? "" : "?" + query.joined(separator: "&")) } ?? "/"
  }

  private func next(offset: Int, _ writer: inout DialectWriter) {
    let path = path + (path.contains("?") ? "&" : "?")
    switch dialect.paging {
    case nil, .header: writer.link("next", uri: path + "seekOperation=Next", continuation: Self.token(offset))
    case .relative: writer.link("next", uri: path + "offset=\(offset)")
    case .relativeWithVersion: writer.link("next", uri: "/v1" + path + "offset=\(offset)")
    case .absolute: writer.link("next", uri: request.base + "/v1" + path + "offset=\(offset)")
    }
  }

  private var offset: Int {
    let fromHeader = request.headers.first("MS-ContinuationToken").flatMap(Self.offset(of:))
    return max(0, fromHeader ?? request.parameter("offset").flatMap { Int($0) } ?? 0)
  }

  // Opaque to clients: base 64 of a number.
  static func token(_ offset: Int) -> String { Data("offset \(offset)".utf8).base64EncodedString() }

  static func offset(of token: String) -> Int? {
    Data(base64Encoded: token).flatMap { Int(String(decoding: $0.dropFirst(7), as: UTF8.self)) }
  }
}
