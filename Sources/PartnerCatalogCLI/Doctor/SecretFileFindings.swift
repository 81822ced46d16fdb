import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Checks of the secret files: their readers, and whether a new refresh token can be stored.
enum SecretFileFindings {
  static func all(_ settings: Settings) -> [Finding] {
    var findings: [Finding] = []
    if case .file(let path)? = settings.clientSecret?.value {
      findings.append(access(.clientSecretFile, path))
    }
    if case .file(let path)? = settings.refreshToken?.value {
      findings.append(access(.refreshTokenFile, path))
      let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
      if systemAccess(folder, W_OK) != 0 {
        findings.append(
          .problem(
            SettingKey.refreshTokenFile.rawValue, "\(folder) cannot be written",
            meaning:
              "A new refresh token cannot be stored; the old one works until it expires, then the sign-in fails.",
            remedy: "Give the user of partner-catalog write permission for that folder."))
      }
    }
    return findings
  }

  private static func access(_ key: SettingKey, _ path: String) -> Finding {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return .problem(
        key.rawValue, "\(path): \(String(cString: strerror(errno)))", meaning: "Sign-in with this secret fails.",
        remedy: "Create the file with the secret, or name its file in \(key.variable).")
    }
    guard systemAccess(path, R_OK) == 0 else {
      return .problem(
        key.rawValue, "\(path): permission denied", meaning: "Sign-in with this secret fails.",
        remedy: "Give the user of partner-catalog read permission.")
    }
    if status.st_mode & 0o007 != 0 {
      return .warning(
        key.rawValue, "\(path) is readable by everyone (mode \(String(status.st_mode & 0o777, radix: 8)))",
        meaning: "Every user of this machine can use the secret.", remedy: "chmod o= \(path)")
    }
    return .ok(key.rawValue, "\(path) is readable, and not by everyone")
  }
}

/// `access(2)`, under a name that no method shadows.
private let systemAccess = access
