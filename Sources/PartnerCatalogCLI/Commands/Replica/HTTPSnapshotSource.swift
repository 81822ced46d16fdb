import CatalogStore
import Foundation
import PartnerCenter

/// Snapshots on a web server, read in pieces, so that an interrupted download continues where it ended.
struct HTTPSnapshotSource: SnapshotSource {
  /// The address of the folder, without a slash at its end.
  let name: String
  private let transport: any FileTransport
  /// Bytes of one request.
  private let piece: Int

  /// How often a piece is asked for that could not be read to its end.
  private static let mostAttempts = 3

  /// - Throws: ``CommandError`` for an address that holds credentials or a query.
  init(_ address: String, transport: any FileTransport, piece: Int = 16 << 20) throws {
    guard let url = URLComponents(string: address), url.user == nil, url.password == nil, url.query == nil,
      url.fragment == nil
    else {
      throw CommandError.usage(
        "The address of snapshots is a plain https URL of their folder, without user, query or #.")
    }
    var folder = address
    if folder.hasSuffix("/" + SnapshotManifest.fileName) { folder.removeLast(SnapshotManifest.fileName.count) }
    while folder.hasSuffix("/") { folder.removeLast() }
    name = folder
    self.transport = transport
    self.piece = piece
  }

  /// Whether a text is an address rather than a path.
  static func isAddress(_ text: String) -> Bool {
    text.contains("://")
  }

  func manifest() async throws -> Data {
    let address = "\(name)/\(SnapshotManifest.fileName)"
    let response = try await transport.send(TransportRequest(url: address, headers: Self.headers))
    guard response.status == 200 else { throw unexpected(response, of: address) }
    return response.body
  }

  func receive(_ file: String, bytes: Int, into download: SnapshotDownload) async throws {
    let part = download.path + ".piece"
    defer { try? FileManager.default.removeItem(atPath: part) }
    while download.size < bytes {
      let (start, end) = (download.size, min(download.size + piece, bytes))
      let response = try await piece("\(name)/\(file)", start..<end, to: part, limit: bytes)
      switch response.status {
      case 206 where response.headers["Content-Range"]?.hasPrefix("bytes \(start)-") == true:
        try download.append(contentsOf: part, atMost: end)
      case 200:
        // A server without ranges sends everything.
        download.reset()
        try download.append(contentsOf: part, atMost: bytes)
        return
      default: throw unexpected(response, of: "\(name)/\(file)")
      }
      guard download.size > start else { return }
    }
  }

  private func piece(
    _ address: String, _ range: Range<Int>, to path: String, limit: Int
  ) async throws -> TransportResponse {
    var headers = Self.headers
    headers.add("Range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")
    let request = TransportRequest(url: address, headers: headers)
    for _ in 1..<Self.mostAttempts {
      do {
        return try await transport.download(request, to: path, limit: limit)
      } catch let failure as TransportFailure {
        guard failure.isTransient else { throw failure }
      }
    }
    return try await transport.download(request, to: path, limit: limit)
  }

  private static let headers: Headers = [
    .init("Accept-Encoding", "identity"), .init("Cache-Control", "no-cache"),
  ]

  private func unexpected(_ response: TransportResponse, of address: String) -> SnapshotError {
    .unreadable(address, reason: "the server answered \(response.status)")
  }
}
