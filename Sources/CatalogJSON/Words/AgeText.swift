/// Ages in short words.
package enum AgeText {
  /// `45s`, `12m`, `5h`, `3d`: the largest unit with a count of at least two, rounded down.
  package static func short(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(seconds)s"
    case ..<7200: "\(seconds / 60)m"
    case ..<172_800: "\(seconds / 3600)h"
    default: "\(seconds / 86_400)d"
    }
  }
}
