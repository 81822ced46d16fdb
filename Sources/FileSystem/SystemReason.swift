import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Error {
  /// Why the system refused it, such as `Permission denied`: in its words, without a full stop and without the path.
  package var systemReason: String {
    var error = self as NSError
    while true {
      if error.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(truncatingIfNeeded: error.code))) }
      guard let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error else { break }
      error = cause as NSError
    }
    let text = (self as NSError).localizedDescription
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
