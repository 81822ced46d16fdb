import MessageDigest
import WebAssets

/// The files that pages load, named after their content, so that a browser may keep each for ever.
enum SiteAssets {
  struct Asset: Sendable {
    /// `page-0123456789ab.css`.
    let name: String
    let mediaType: String
    let body: [UInt8]
  }

  static let styleSheet = asset(WebAssets.styleSheet, "css", "text/css; charset=utf-8")
  static let script = asset(WebAssets.script, "js", "text/javascript; charset=utf-8")
  static let all = [styleSheet, script]

  private static func asset(_ body: [UInt8], _ ending: String, _ mediaType: String) -> Asset {
    let digest = SHA256.hexadecimal(of: body).prefix(12)
    return Asset(name: "page-\(digest).\(ending)", mediaType: mediaType, body: body)
  }
}
