/// The vocabulary of search: reviewed synonyms, renamed products, words that say nothing, and the regions of Azure with
/// their names.
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

  /// A product, or a family of products, that got another name.
  public struct Rename: Sendable, Hashable {
    /// The title of before, such as `Azure Active Directory Premium P1`; may be another product's title today.
    public var oldName: String
    /// The title of today.
    public var newName: String
  }

  /// A licence as Microsoft Graph calls it.
  public struct Licence: Sendable, Hashable {
    /// The `skuId`: a GUID in lower case.
    public var id: String
    /// The `skuPartNumber`, such as `SPE_E5`.
    public var stringID: String
    /// The title in Microsoft's table; may be an old one.
    public var title: String
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
    let (said, meant) = sides(of: line, at: mark)
    return Synonym(said: said, meant: meant, isMutual: line.utf8[mark] == UInt8(ascii: "="))
  }

  /// The list of `renames.txt`, in its order.
  public static let renames: [Rename] = lines(PackageResources.renames_txt).compactMap { line in
    guard let mark = line.utf8.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let (oldName, newName) = sides(of: line, at: mark)
    return Rename(oldName: oldName, newName: newName)
  }

  /// The words of `stop-words.txt`, of all languages, as written there.
  public static let stopWords: [String] = lines(PackageResources.stop_words_txt).flatMap { line in
    line.split(separator: "\t").dropFirst().flatMap { $0.split(separator: " ").map(String.init) }
  }

  /// The licences of `licence-ids.txt`.
  public static let licences: [Licence] = lines(PackageResources.licence_ids_txt).compactMap { line in
    let parts = fields(of: line)
    return parts.count == 3 ? Licence(id: parts[0], stringID: parts[1], title: parts[2]) : nil
  }

  /// The regions of `regions.txt`.
  public static let regions: [Region] = lines(PackageResources.regions_txt).compactMap { line in
    let parts = fields(of: line)
    return parts.count > 1 ? Region(id: parts[0], names: Array(parts[1...])) : nil
  }

  /// The texts before and after a mark that has a blank on either side.
  private static func sides(of line: Substring, at mark: String.Index) -> (String, String) {
    (String(line[..<mark].dropLast()), String(line[line.utf8.index(after: mark)...].dropFirst()))
  }

  /// The fields of a line, with tabulators between.
  private static func fields(of line: Substring) -> [String] {
    line.utf8.split(separator: UInt8(ascii: "\t")).map { String(Substring($0)) }
  }

  /// The lines of a file, without comments and empty lines. They are found as bytes: a search of characters would take a
  /// quarter of a look-up's whole time.
  private static func lines(_ file: [UInt8]) -> [Substring] {
    file.split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }
      .map { Substring(decoding: $0, as: UTF8.self) }
  }
}
