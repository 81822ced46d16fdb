/// The decimal places of a currency's smallest unit.
///
/// Source: ISO 4217, list one.
enum MinorUnits {
  private static let none: Set<String> = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
  ]
  private static let three: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

  /// 0, 2 or 3; 2 for a currency that is not listed.
  static func places(of currency: String) -> Int {
    none.contains(currency) ? 0 : three.contains(currency) ? 3 : 2
  }
}
