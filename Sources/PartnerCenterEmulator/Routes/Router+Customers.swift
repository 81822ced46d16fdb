import CatalogModel
import Foundation

/// Customers, their qualifications and the registration of their subscriptions.
extension Router {
  /// `GET /customers`: pages of `size`, led on by a header. The billing profile is not in the list.
  func customers() throws(APIError) -> RouteResponse {
    var numbers = Array(0..<catalog.shape.customers).filter { !customerChanges.gone.contains(catalog.customer($0).id) }
    numbers = kept(numbers) { catalog.customer($0).id }
    if let filter = request.parameter("filter") {
      guard let wanted = try? JSONDecoder().decode(CustomerFilter.self, from: Data(filter.utf8)) else {
        throw .invalid("filter")
      }
      numbers = numbers.filter { wanted.accepts(catalog.customer($0)) }
    }
    var paged = collection
    paged.dialect.singleObject = false
    paged.dialect.paging = .header
    let size = request.parameter("size").flatMap { Int($0) } ?? 0
    paged.dialect.pageSize = size > 0 ? size : 500
    return RouteResponse(
      body: paged.list(count: numbers.count) { number, writer in
        let customer = catalog.customer(numbers[number])
        writer.object { writer in
          writer.member("id", customer.id)
          companyProfile(customer, &writer)
          writer.member("relationshipToPartner", customerChanges.left.contains(customer.id) ? "none" : "reseller")
          writer.unknownMembers()
          writer.objectType("Customer")
        }
      })
  }

  func customerBody(_ customer: SampleCustomer) -> Data {
    var writer = DialectWriter(dialect)
    writer.object { writer in
      writer.member("id", customer.id)
      writer.member("commerceId", customer.id)
      companyProfile(customer, &writer)
      writer.objectMember("billingProfile") { writer in
        writer.member("id", customer.id)
        writer.member("email", "purchasing@\(customer.domain)")
        writer.member("culture", "en-US")
        writer.member("language", "en")
        writer.member("companyName", customer.name)
        writer.objectMember("defaultAddress") { writer in
          writer.member("country", customer.market.code)
          writer.member("city", "Sample City")
          writer.member("addressLine1", "1 Sample Way")
          writer.member("postalCode", "00000")
          writer.member("firstName", "Sample")
          writer.member("lastName", "Person")
        }
        writer.objectMember("attributes") { writer in
          writer.member("etag", "-4242348048554929329")
          writer.member("objectType", "CustomerBillingProfile")
        }
      }
      writer.member("relationshipToPartner", "reseller")
      writer.member("allowDelegatedAccess", true)
      writer.member("customDomains", [customer.domain, customer.ownDomain])
      writer.unknownMembers()
      writer.objectMember("links") { $0.link("self", uri: "/customers/\(customer.id)") }
      writer.objectType("Customer")
    }
    return writer.data
  }

  private func companyProfile(_ customer: SampleCustomer, _ writer: inout DialectWriter) {
    writer.objectMember("companyProfile") { writer in
      writer.member("tenantId", customer.id)
      writer.member("domain", customer.domain)
      writer.member("companyName", customer.name)
      writer.objectType("CustomerCompanyProfile")
    }
  }

  /// A bare array.
  func qualificationsBody(_ customer: SampleCustomer) -> Data {
    var writer = DialectWriter(dialect)
    writer.array { writer in
      for qualification in kept(customer.qualifications, id: { customer.id + $0.name }) {
        writer.element { writer in
          writer.object { writer in
            writer.member("qualification", qualification.name)
            writer.member("vettingStatus", ifPresent: qualification.vettingStatus)
            if qualification.vettingStatus == "Denied" { writer.member("vettingReason", "Not an institution.") }
            writer.member("vettingCreatedDate", "2025-12-03T10:37:38.885Z")
            writer.unknownMembers()
          }
        }
      }
    }
    return writer.data
  }

  /// The agreements that the customer has accepted.
  func agreementsBody(_ customer: SampleCustomer) -> Data {
    let types = kept(customer.agreements.sorted()) { customer.id + $0 }
    return collection.list(count: types.count) { number, writer in
      writer.object { writer in
        writer.objectMember("primaryContact") { writer in
          writer.member("firstName", "Sample")
          writer.member("lastName", "Person")
          writer.member("email", "signs@\(customer.domain)")
        }
        writer.member("templateId", CatalogIdentifier.guid(catalog.root.at(.subscription, text: types[number])))
        writer.member("dateAgreed", "2024-08-27T00:00:00Z")
        writer.member("type", types[number])
        writer.unknownMembers()
      }
    }
  }

  /// Whether the customer signed the Microsoft Customer Agreement with Microsoft itself.
  func directSignedBody(_ customer: SampleCustomer) -> Data {
    var writer = DialectWriter(dialect)
    writer.object { writer in
      writer.member("isSigned", customer.isDirectSigned)
      writer.unknownMembers()
    }
    return writer.data
  }

  func subscriptionsBody(_ customer: SampleCustomer) -> Data {
    var whole = collection
    whole.dialect.singleObject = false
    var held = kept(customer.subscriptions, id: \.id)
    if let order = request.parameter("order_id") { held.removeAll { $0.purchase?.orderID != order } }
    return whole.list(count: held.count) { held[$0].write(to: &$1) }
  }

  /// The Azure subscriptions under a plan: one.
  func azureEntitlementsBody(_ subscription: SampleSubscription) -> Data {
    var whole = collection
    whole.dialect.singleObject = false
    return whole.list(count: subscription.kind == .azurePlan ? 1 : 0) { _, writer in
      let id = catalog.entitlement(under: subscription)
      writer.object { writer in
        writer.member("id", id)
        writer.member("friendlyName", "Azure subscription")
        writer.member("status", "active")
        writer.member("subscriptionId", id)
      }
    }
  }

  /// Two subscriptions of three are registered; one that is being registered is so when it is asked about twice.
  func registrationBody(_ subscription: String) -> Data {
    let status =
      switch registrationPolls {
      case nil: catalog.isRegisteredFromTheStart(subscription) ? "Registered" : "NotRegistered"
      case 1?: "Registering"
      default: "Registered"
      }
    var writer = DialectWriter(dialect)
    writer.object { writer in
      writer.member("subscriptionId", subscription)
      writer.member("status", status)
      writer.objectType("SubscriptionRegistrationStatus")
    }
    return writer.data
  }
}

/// `{"Field":"CompanyName","Value":"Cont","Operator":"starts_with"}`.
private struct CustomerFilter: Decodable {
  var Field: String
  var Value: String
  var Operator: String

  func accepts(_ customer: SampleCustomer) -> Bool {
    let value = Value.lowercased()
    switch Field.lowercased() {
    case "companyname": return customer.name.lowercased().hasPrefix(value)
    case "domain": return customer.domain.lowercased().hasPrefix(value)
    default: return false
    }
  }
}
