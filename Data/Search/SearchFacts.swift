/// The vocabulary of search: reviewed synonyms, and the regions of Azure with their names.
///
/// Embedded in the program as plain text, which is read in microseconds: a one-shot search pays for it at every start.
public enum SearchFacts {
  /// Two terms with the same meaning.
  public struct Synonym: Sendable, Hashable {
    /// As written in the file; may be several words.
    public var said: String
    /// The words that the catalog uses; may be several.
    public var meant: String
    /// Whether a search for ``meant`` also finds ``said``.
    public var isMutual: Bool
  }

  /// A region of Azure.
  public struct Region: Sendable, Hashable {
    /// As Azure Resource Manager calls it: `westus2`.
    public var id: String
    /// `West US 2` first, then other spellings: `us west 2`.
    public var names: [String]
  }

  /// The reviewed list of `synonyms.txt`.
  public static let synonyms: [Synonym] = lines(PackageResources.synonyms_txt).compactMap { line in
    guard let mark = line.utf8.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ">") }) else {
      return nil
    }
    let (said, meant) = (line[..<mark].dropLast(), line[line.utf8.index(after: mark)...].dropFirst())
    return Synonym(said: String(said), meant: String(meant), isMutual: line.utf8[mark] == UInt8(ascii: "="))
  }

  /// The regions of `regions.txt`.
  public static let regions: [Region] = lines(PackageResources.regions_txt).compactMap { line in
    let parts = line.split(separator: "\t").map(String.init)
    return parts.count > 1 ? Region(id: parts[0], names: Array(parts[1...])) : nil
  }

  /// The lines of a file, without comments and empty lines.
  private static func lines(_ file: [UInt8]) -> [Substring] {
    String(decoding: file, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
  }
}
