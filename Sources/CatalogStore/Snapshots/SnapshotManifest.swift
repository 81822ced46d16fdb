import CatalogModel
public import Foundation

/// The list of a folder's snapshots, as `manifest.json` beside them: a reader of the folder finds there the newest one,
/// and everything to check it by.
public struct SnapshotManifest: Sendable, Hashable, Codable {
  /// The name of the file in its folder.
  public static let fileName = "manifest.json"
  /// The version of the list's form.
  static let format = 1

  /// Newest first.
  public var snapshots: [Entry]

  /// One snapshot.
  public struct Entry: Sendable, Hashable {
    /// The name of its file beside the manifest: `catalog-7.sqlite`. Numbers grow.
    public var file: String
    /// The number of writing transactions of its catalog.
    public var version: Int
    /// The UUID of its catalog; another one after the catalog was built again.
    public var incarnation: String
    /// The SHA-256 digest of the file, as 64 hexadecimal digits in lower case.
    public var sha256: String
    /// The size of the file.
    public var bytes: Int
    /// When it was copied.
    public var madeAt: Date
    /// Whether it holds prices, which are confidential.
    public var hasPrices: Bool
  }

  private enum CodingKeys: String, CodingKey { case format, snapshots }

  init(snapshots: [Entry]) { self.snapshots = snapshots }

  /// Reads a manifest of this form; keys that it does not know are no error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard try container.decode(Int.self, forKey: .format) == Self.format else {
      throw DecodingError.dataCorruptedError(
        forKey: .format, in: container, debugDescription: "It has the form of a newer version.")
    }
    snapshots = try container.decode([Entry].self, forKey: .snapshots)
  }

  /// Writes the form and the snapshots.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.format, forKey: .format)
    try container.encode(snapshots, forKey: .snapshots)
  }

  /// The largest manifest in bytes.
  static let most = 1 << 20

  /// Reads a manifest that comes from outside.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - place: names it in the error.
  /// - Returns: the list; it may be empty.
  /// - Throws: ``SnapshotError``.
  static func read(_ bytes: Data, of place: String) throws(SnapshotError) -> SnapshotManifest {
    guard bytes.count <= most, let manifest = try? JSONDecoder().decode(SnapshotManifest.self, from: bytes) else {
      throw .manifestUnreadable(place)
    }
    return manifest
  }

  /// The content of the file, the same bytes for the same list.
  var content: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(self)
    }
  }
}

extension SnapshotManifest.Entry: Codable {
  private enum CodingKeys: String, CodingKey { case file, version, incarnation, sha256, bytes, madeAt, hasPrices }

  /// Reads one snapshot, and refuses names that lead out of the folder, and values that no snapshot has.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    file = try container.decode(String.self, forKey: .file)
    version = try container.decode(Int.self, forKey: .version)
    incarnation = try container.decode(String.self, forKey: .incarnation)
    sha256 = try container.decode(String.self, forKey: .sha256)
    bytes = try container.decode(Int.self, forKey: .bytes)
    madeAt = try container.time(forKey: .madeAt)
    hasPrices = try container.decode(Bool.self, forKey: .hasPrices)
    let isDigest = sha256.utf8.count == 64 && sha256.utf8.allSatisfy { Self.digits.contains($0) }
    guard Self.number(of: file) != nil, version > 0, UUID(uuidString: incarnation) != nil, isDigest, bytes > 0 else {
      throw DecodingError.dataCorruptedError(forKey: .file, in: container, debugDescription: "It is no snapshot.")
    }
  }

  private static let digits = Set("0123456789abcdef".utf8)

  /// Writes one snapshot.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(version, forKey: .version)
    try container.encode(incarnation, forKey: .incarnation)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(bytes, forKey: .bytes)
    try container.encode(madeAt.iso8601Text, forKey: .madeAt)
    try container.encode(hasPrices, forKey: .hasPrices)
  }

  /// The name of the snapshot of a number.
  static func name(_ number: Int) -> String { "catalog-\(number).sqlite" }

  /// `catalog-7.sqlite` → 7; `nil` for every other name.
  static func number(of name: String) -> Int? {
    let digits = name.dropFirst("catalog-".count).prefix { $0 != "." }
    guard digits.count <= 12, let number = Int(digits), number > 0, Self.name(number) == name else { return nil }
    return number
  }
}
