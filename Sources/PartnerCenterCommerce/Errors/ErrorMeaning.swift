public import PartnerCenter

/// The reaction that an error of the service asks for. Decided in one table, ``known``, and nowhere else.
public enum ErrorMeaning: Sendable, Hashable, CaseIterable {
  /// The same call may succeed later.
  case retry
  /// An id or a term is out of date: read the catalog again, then plan again with its price.
  case rereadCatalog
  /// The input of the plan is wrong.
  case fixInput
  /// The customer must act: sign an agreement, accept a relationship, be qualified.
  case askCustomer
  /// The partner must act: credit, contracts, roles, a review by Microsoft. Days, not minutes.
  case askPartner
  /// The sign-in is not accepted, such as one without a second factor: sign in, then the same call.
  case signIn
  /// The call was carried out before: its result is at the service.
  case alreadyDone
  /// The call may have been carried out: look up its result before anything else.
  case outcomeUnknown
  /// Not possible for this item, account or state, whatever the input.
  case unsupported
  /// An error that no table lists, or one without a code: report it, and buy nothing because of it.
  case unknown

  /// The meaning of an error response.
  ///
  /// A code decides before the status; the statuses without a code are those of gateways.
  public static func of(_ error: ServiceError) -> ErrorMeaning { of(code: error.code, status: error.status) }

  /// The meaning of a code, such as that of an order group; `status` distinguishes codes with two meanings.
  public static func of(code: String?, status: Int?) -> ErrorMeaning {
    if status == 429 { return .retry }
    let rows = code.flatMap { Int($0) }.flatMap { index[$0] } ?? []
    // Without a status, as in an order group, a code with two meanings has that of its first row.
    if let row = rows.first(where: { $0.status == nil || status == nil || $0.status == status }) { return row.meaning }
    switch status {
    case 401?: return .signIn
    case 408?, 500?, 502?, 503?, 504?: return .outcomeUnknown
    default: return .unknown
    }
  }

  /// The meaning of the error of a cart line; `nil` for a name that no page lists.
  public static func ofLineError(_ number: Int?) -> ErrorMeaning {
    number.flatMap { number in lineErrors.first { $0.code == number }?.meaning } ?? .unknown
  }

  /// One code and its meaning.
  public struct Row: Sendable, Hashable {
    /// The number of the code.
    public var code: Int
    /// The only status with this meaning; `nil` for any.
    public var status: Int?
    /// The reaction.
    public var meaning: ErrorMeaning
    /// The fact behind the code, in few words.
    public var fact: String
  }

  private static let index = Dictionary(grouping: known, by: \.code)
}
