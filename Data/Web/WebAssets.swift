/// The files that the pages load, inside the program.
public enum WebAssets {
  /// The style sheet, UTF-8.
  public static var styleSheet: [UInt8] { PackageResources.page_css }
  /// The script, an ES module, UTF-8.
  public static var script: [UInt8] { PackageResources.page_js }
}
