package import CatalogModel
package import Foundation

/// What the name of a file says of the sheet in it.
///
/// `Nov_NCE_LicenseBasedPL_GA_US.csv` is a licence sheet of some November, `price_sheet_license_GA_US_202611.csv` that
/// of November 2026. Source: names of the portal's exports.
package struct SheetName: Sendable, Hashable {
  package var view: PriceView?
  package var month: SheetMonth?
  /// A month without a year: 1 to 12.
  package var monthOfYear: Int?
  package var isPreview: Bool

  package init(_ path: String) {
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent.lowercased()
    let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    view = Self.view(name)
    isPreview = words.contains("preview") || words.contains("future")
    month = Self.month(name)
    monthOfYear = words.lazy.compactMap(Self.monthNumber).first
  }

  private static func view(_ name: String) -> PriceView? {
    if let known = PriceView.known.sorted(by: { $0.rawValue.utf8.count > $1.rawValue.utf8.count })
      .first(where: { name.contains($0.rawValue) })
    {
      return known
    }
    if name.contains("endofs") { return .licencesAtEndOfSale }
    if name.contains("license") || name.contains("licence") { return .licences }
    if name.contains("reservation") { return .reservations }
    if name.contains("consumption") || name.contains("azureplan") || name.contains("azure_plan") { return .consumption }
    if name.contains("software") { return .software }
    if name.contains("marketplace") { return .marketplace }
    return nil
  }

  /// Six digits that stand alone, or a year and a month with a mark between.
  private static func month(_ name: String) -> SheetMonth? {
    for match in name.matches(of: /(?:^|[^0-9])(20[0-9]{2})[-_.]?([0-9]{2})(?![0-9])/) {
      if let month = SheetMonth(parsing: String(match.1) + String(match.2)) { return month }
    }
    return nil
  }

  /// The number of a month by its English name or the first three letters of it.
  private static func monthNumber(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return monthNames.firstIndex { $0.hasPrefix(word) && (word.utf8.count == 3 || word == $0) }.map { $0 + 1 }
  }

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// The month of a sheet, as far as the name, the rows and the person say.
  ///
  /// - Parameter latestStart: the latest start of a row.
  /// - Returns: `nil` where it stays unknown. A month without a year is that of the latest start, where a row starts in it.
  package func month(latestStart: Date?) -> SheetMonth? {
    if let month { return month }
    guard let monthOfYear, let latestStart else { return nil }
    let latest = SheetMonth(of: latestStart)
    return latest.number % 100 == monthOfYear ? latest : nil
  }
}
