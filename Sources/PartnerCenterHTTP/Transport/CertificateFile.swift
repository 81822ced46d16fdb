package import Foundation
import NIOSSL
import PartnerCenter

/// A PEM file of certificate authorities.
package enum CertificateFile {
  /// The number of certificates in the file.
  package static func count(in file: URL) throws -> Int { try certificates(in: file).count }

  /// The certificates in the file, at least one.
  ///
  /// - Throws: `TransportFailure.refused`, naming the file, where it cannot be read or holds no certificate.
  static func certificates(in file: URL) throws -> [NIOSSLCertificate] {
    let certificates: [NIOSSLCertificate]
    do {
      certificates = try NIOSSLCertificate.fromPEMFile(file.path)
    } catch {
      throw TransportFailure.refused(
        reason: "the certificate file \(file.path) (SSL_CERT_FILE) cannot be read as PEM certificates")
    }
    guard !certificates.isEmpty else {
      throw TransportFailure.refused(reason: "the certificate file \(file.path) (SSL_CERT_FILE) holds no certificate")
    }
    return certificates
  }
}
