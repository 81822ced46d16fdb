public import CatalogModel

/// A customer of the partner.
///
/// The list of customers leaves the billing profile out; asking by id brings it.
/// Source: Partner Center REST reference, "Customer resources".
public struct Customer: WireResource, Hashable {
  public var id: CustomerID
  public var companyName: String
  public var domain: String
  /// The country of the billing address: the market in which this customer buys. `nil` in lists.
  public var billingCountry: Market?
  public var relationshipToPartner: String?

  public init(_ object: WireObject) throws {
    id = CustomerID(try object.required("id"))
    let company = object.value("companyProfile")
    let billing = object.value("billingProfile")
    companyName = company?["companyName"]?.text ?? billing?["companyName"]?.text ?? ""
    domain = company?["domain"]?.text ?? ""
    billingCountry = billing?["defaultAddress"]?["country"]?.text.flatMap { Market(parsing: $0) }
    relationshipToPartner = object.string("relationshipToPartner")
  }
}

/// One qualification of a customer as the service lists it.
public struct CustomerQualification: WireResource, Hashable {
  public var qualification: Qualification

  public init(_ object: WireObject) throws {
    qualification = Qualification(
      name: try object.required("qualification"), vettingStatus: object.string("vettingStatus"))
  }
}
