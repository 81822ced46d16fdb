public import CatalogModel
import Foundation
public import PartnerCenter

/// What a customer holds.
extension Call {
  /// The kinds by which entitlements are filtered.
  ///
  /// Source: "Get a collection of entitlements".
  public enum EntitlementKind: String, Sendable, Hashable, CaseIterable {
    case software, reservedInstance
  }

  /// `GET …/entitlements`; needs a token of application and user.
  ///
  /// - Parameters:
  ///   - customer: the holder.
  ///   - kind: `nil` for all.
  ///   - showsExpiry: whether the response has expiry dates.
  /// - Returns: the call of a list of ``Entitlement``.
  public static func entitlements(
    of customer: CustomerID, kind: EntitlementKind? = nil, showsExpiry: Bool = true
  ) -> Call {
    Call(
      ["customers", customer.rawValue, "entitlements"],
      query: [("entitlementType", kind?.rawValue), ("showExpiry", showsExpiry ? "true" : nil)],
      subject: .part(of: customer))
  }

  /// The read of the reservations behind an artifact, at the address that the entitlement names; needs a token of
  /// application and user.
  ///
  /// - Returns: `nil` for an address outside the customer's artifacts: it is not requested. Host and scheme of an absolute
  ///   one are ignored: every request goes to the service that the client knows.
  public static func reservationDetails(at link: String, of customer: CustomerID) -> Call? {
    var path = Substring(link.trimmingCharacters(in: .whitespaces))
    if let scheme = path.range(of: "://") {
      let rest = path[scheme.upperBound...]
      path = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
    }
    if path.lowercased().hasPrefix("/v1/") { path = path.dropFirst(3) }
    let prefix = "/customers/\(customer.rawValue)/artifacts/".lowercased()
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard path.lowercased().hasPrefix(prefix),
      path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#") }),
      parts.dropFirst().allSatisfy({ !["", ".", ".."].contains($0.removingPercentEncoding ?? "") })
    else { return nil }
    return Call(path: String(path), subject: .part(of: customer))
  }
}
