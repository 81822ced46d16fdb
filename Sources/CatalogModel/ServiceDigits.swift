/// The digits of numbers in ids of the service: ten digits, and the consonants but Y.
package enum ServiceDigits {
  /// In ASCII, by value.
  package static let all = Array("0123456789BCDFGHJKLMNPQRSTVWXZ".utf8)
}
