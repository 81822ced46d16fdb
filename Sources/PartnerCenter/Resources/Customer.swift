public import CatalogModel

/// A customer of the partner.
///
/// The list of customers omits the billing profile; a request by id includes it.
public struct Customer: WireResource, Hashable {
  /// The customer's id, a GUID; it is the id of the customer's tenant too.
  public var id: CustomerID
  /// From the company profile, else from the billing profile; empty where both omit it.
  public var companyName: String
  /// The primary domain of the company profile, such as `contoso.onmicrosoft.com`; empty where absent.
  public var domain: String
  /// Every domain in the response, in lower case, the company profile's first.
  public var domains: [String]
  /// The country of the billing address, which is the market of the customer's purchases. `nil` in lists.
  public var billingCountry: Market?
  /// `none`, `reseller`, `advisor`, `syndication`, `microsoft_support`, as received; `nil` where the response omits it.
  public var relationshipToPartner: String?

  /// Reads a customer.
  ///
  /// - Throws: where `id` is missing. Every other member may be absent.
  public init(_ object: WireObject) throws {
    id = CustomerID(try object.required("id"))
    let company = object.value("companyProfile")
    let billing = object.value("billingProfile")
    companyName = company?["companyName"]?.text ?? billing?["companyName"]?.text ?? ""
    domain = company?["domain"]?.text ?? ""
    let places = [
      company?["domain"], object.value("domain"), object.value("customDomains"), object.value("verifiedDomains"),
      object.value("domains"),
    ]
    domains = places.compactMap(\.self).flatMap(Self.domains).reduce(into: []) { known, next in
      if !known.contains(next) { known.append(next) }
    }
    billingCountry = billing?["defaultAddress"]?["country"]?.text.flatMap { Market(parsing: $0) }
    relationshipToPartner = object.identifier("relationshipToPartner")
  }

  /// Whether the relationship with the partner has ended; `nil` where the response does not say.
  public var hasRelationshipEnded: Bool? { relationshipToPartner.map { $0.lowercased() == "none" } }

  /// The domains of a text, of an object with a name, or of a list of either; unverified ones are left out.
  private static func domains(_ value: JSONValue) -> [String] {
    switch value {
    case .array(let elements): return elements.flatMap(domains)
    case .object:
      if value["isVerified"]?.text == "false" { return [] }
      return ["name", "domain", "domainName", "id"].lazy.compactMap { value[$0] }.first.map(domains) ?? []
    default:
      guard let domain = value.text?.lowercased(), domain.count <= 253, domain.contains("."),
        !domain.contains(where: { $0.isWhitespace || "@/:".contains($0) })
      else { return [] }
      return [domain]
    }
  }
}

/// One qualification of a customer, from the service's list.
public struct CustomerQualification: WireResource, WrappedInList, Hashable {
  /// The name, such as `Education`, and the state of its vetting where the service gives one.
  public var qualification: Qualification

  /// The list comes as `{"qualifications": […]}`, among other shapes.
  static let listName: StaticString = "qualifications"

  /// Reads `{"qualification","vettingStatus"}`.
  ///
  /// - Throws: where `qualification` is missing or empty.
  public init(_ object: WireObject) throws {
    qualification = Qualification(
      name: try object.required("qualification"), vettingStatus: object.string("vettingStatus"))
  }
}

/// Whether a customer has signed the Microsoft Customer Agreement with Microsoft itself: the list of agreements
/// confirmed by the partner does not include it.
///
/// Source: "Get the direct signing status of the Microsoft Customer Agreement".
public struct DirectSignedStatus: WireResource, Hashable {
  /// `nil` where the response does not say.
  public var isSigned: Bool?

  /// Reads the status.
  ///
  /// - Throws: for an error body under a status of success. An object without `isSigned` is not an error.
  public init(_ object: WireObject) throws {
    if object.isErrorBody { throw WireObject.Fault.errorBody }
    isSigned = object.bool("isSigned")
  }
}
