import CatalogModel

/// Facts about the software subscriptions of one market, and the conclusion that follows from them.
///
/// One empty or closed list proves nothing: the list of all software must show no subscription either, and the store
/// must hold none.
struct SoftwareSubscriptionFindings: Sendable, Hashable {
  /// How the service answered the request of a list.
  enum ListResponse: Sendable, Hashable {
    case read
    /// The list is closed to this partner.
    case closed(code: String)
    /// The list was not requested, or could not be read.
    case unread
  }

  enum Conclusion: Sendable, Hashable {
    case available
    /// - Parameter evidence: the responses of both lists, in words.
    case unavailable(evidence: String)
    case unknown
  }

  /// Whether the store holds a software subscription in the market.
  var isStored: Bool
  /// Whether the list of software subscriptions shows a product, as of its last reading.
  var isListed: Bool
  var subscriptions: ListResponse
  var software: ListResponse
  /// Whether each product of the list of all software is known to be something other than a subscription.
  var isOtherSoftware = false

  var conclusion: Conclusion {
    if isStored || isListed { return .available }
    guard isOtherSoftware, let first = words(.softwareSubscriptions, subscriptions),
      let second = words(.software, software)
    else { return .unknown }
    return .unavailable(evidence: "\(first), \(second)")
  }

  private func words(_ view: TargetView, _ response: ListResponse) -> String? {
    switch response {
    case .read: "the list \(view) shows none"
    case .closed(let code): "the list \(view) is refused (\(code))"
    case .unread: nil
    }
  }
}
