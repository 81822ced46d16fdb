import PartnerCenter

/// The routes of balances and invoices.
enum InvoiceRoute: Hashable {
  case balance, balances, list, estimateLinks
  case invoice(String), statement(String)
  /// Provider and type as asked for: in the query, or in the older form of the path.
  case lines(String, provider: String, type: String)

  /// The route of a request; `nil` for any other.
  init?(_ request: APIRequest) {
    let words = request.parts.map { $0.lowercased() }
    guard words.first == "v1", words.count > 1, words[1] == "invoices" else { return nil }
    let rest = Array(words.dropFirst(2))
    func id() -> String {
      let id = request.parts[2]
      let prefix = ["onetime-", "recurring-"].first { rest[0].hasPrefix($0) }
      return prefix.map { String(id.dropFirst($0.count)) } ?? id
    }
    switch (rest.count, rest.count > 1 ? rest[1] : "") {
    case (0, _): self = .list
    case (1, _) where rest[0] == "summary": self = .balance
    case (1, _) where rest[0] == "summaries": self = .balances
    case (1, _): self = .invoice(id())
    case (2, "links") where rest[0] == "estimates": self = .estimateLinks
    case (2, "lineitems"):
      self = .lines(
        id(), provider: request.parameter("provider") ?? "", type: request.parameter("invoicelineitemtype") ?? "")
    case (4, "lineitems"): self = .lines(id(), provider: rest[2], type: rest[3])
    case (3, "documents") where rest[2] == "statement": self = .statement(id())
    default: return nil
    }
  }

  /// Whether an application alone is refused. Source: the pages of the routes, table of authentication.
  var needsUser: Bool {
    switch self {
    case .balances, .invoice, .statement: true
    case .balance, .list, .estimateLinks, .lines: false
    }
  }
}

extension APIError {
  static let invoiceNotFound = APIError(status: 404, code: 2_000, description: "The invoice was not found.")
  static let lineTypeInvalid = APIError(
    status: 400, code: 2_000, description: "Invoice Line Item type is not valid.")
}
