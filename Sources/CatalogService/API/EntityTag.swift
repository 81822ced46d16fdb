package import CatalogQuery
package import Foundation
import MessageDigest

/// Names an answer weakly: equal tags mean equal answers but for the ages in them.
///
/// Verdicts, prices and days depend on the time, so that a tag is good for one hour.
package struct EntityTag: Sendable, Hashable {
  /// `W/"incarnation-version-hash"`.
  package let text: String

  /// The tag of the answer to a URL.
  package init(_ version: DataVersion, url: String, scopes: Set<ServiceAccess.Scope>, release: String, at now: Date) {
    let hour = Int((now.timeIntervalSince1970 / 3600).rounded(.down))
    let facts = [url, scopes.map(\.rawValue).sorted().joined(separator: " "), release, "\(hour)"]
    let hash = SHA256.hexadecimal(of: facts.joined(separator: "\n").utf8).prefix(16)
    text = "W/\"\(version)-\(hash)\""
  }

  /// Whether the values of `If-None-Match` hold the tag, compared weakly (RFC 9110, section 13.1.2).
  package func isAmong(_ values: [String]) -> Bool {
    let own = Self.opaque(text[...])
    return values.contains { value in
      value.split(separator: ",").contains { candidate in
        let candidate = candidate.drop { $0 == " " || $0 == "\t" }.trimmingSuffix { $0 == " " || $0 == "\t" }
        return candidate == "*" || Self.opaque(candidate) == own
      }
    }
  }

  private static func opaque(_ tag: Substring) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag }
}

extension Substring {
  fileprivate func trimmingSuffix(while isEnd: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isEnd(last) { text.removeLast() }
    return text
  }
}
