import CatalogModel
import Foundation
import PartnerCenter

/// A successful response before headers are added.
struct RouteResponse {
  var status = 200
  var body = Data()
  var headers: Headers = []
}

/// Routes a request below `/v1` to its resource, and builds the response.
struct Router {
  var catalog: EmulatorCatalog
  var configuration: EmulatorConfiguration
  /// With the changes that faults make to this one response.
  var dialect: WireDialect
  /// The share of list items that this one response leaves out; which ones depends on their ids alone.
  var shortage: Double = 0
  var repeatsAnItem = false
  var request: APIRequest
  /// Customers that left, or are there no more.
  var customerChanges = CustomerChanges()
  /// Whether an application and user asks, not an application alone.
  var isUser = false
  /// The status requests of the subscription's registration since its start; `nil` without one.
  var registrationPolls: Int?
  /// The status requests of every registration since its start.
  var registrations: [String: Int] = [:]
  /// Availability ids reissued since the start.
  var reissues = Reissues()
  /// The subscriptions that customers bought since the start.
  var bought: @Sendable (_ customerID: String) -> [SampleSubscription] = { _ in [] }

  func response() throws(APIError) -> RouteResponse {
    let words = Array(request.parts.dropFirst())
    func isWord(_ index: Int, _ word: String) -> Bool {
      words.indices.contains(index) && words[index].lowercased() == word
    }
    if isWord(0, "products") { return try catalogAnswer(words, customer: nil) }
    if isWord(0, "extensions"), isWord(1, "product"), isWord(2, "checkinventory") { return try inventory() }
    if isWord(0, "productpromotions"), words.count == 1 { return try promotions() }
    guard isWord(0, "customers") else { throw .noRoute }
    guard words.count > 1 else { return try customers() }
    let customer = try customer(words[1])
    if words.count == 2 { return RouteResponse(body: customerBody(customer)) }
    if isWord(2, "products") { return try catalogAnswer(Array(words.dropFirst(2)), customer: customer) }
    if isWord(2, "qualifications"), words.count == 3 { return RouteResponse(body: qualificationsBody(customer)) }
    if isWord(2, "agreements"), words.count == 3 {
      guard isUser else { throw .userNeeded }
      return RouteResponse(body: agreementsBody(customer))
    }
    if isWord(2, "directsignedmicrosoftcustomeragreementstatus"), words.count == 3 {
      guard isUser else { throw .userNeeded }
      return RouteResponse(body: directSignedBody(customer))
    }
    if isWord(2, "subscriptions"), words.count == 3 { return RouteResponse(body: subscriptionsBody(customer)) }
    if isWord(2, "subscriptions"), words.count == 4 || isWord(4, "azureentitlements") {
      guard let held = customer.subscriptions.first(where: { $0.id == words[3].lowercased() }) else {
        throw .subscriptionNotFound
      }
      if words.count == 4 { return RouteResponse(body: held.body(dialect)) }
      guard isUser else { throw .userNeeded }
      return RouteResponse(body: azureEntitlementsBody(held))
    }
    if isWord(2, "subscriptions"), words.count == 5 {
      guard customer.subscriptions.contains(where: { $0.id == words[3].lowercased() }) else {
        throw .subscriptionNotFound
      }
      if isWord(4, "registrationstatus") { return RouteResponse(body: registrationBody(words[3])) }
      if isWord(4, "registrations"), request.method == .post {
        return RouteResponse(
          status: 202,
          headers: [.init("Location", "/customers/\(customer.id)/subscriptions/\(words[3])/registrationstatus")])
      }
    }
    throw .noRoute
  }

  /// A customer with a relationship, and what it bought.
  func customer(_ id: String) throws(APIError) -> SampleCustomer {
    guard var customer = catalog.customer(id: id), !customerChanges.gone.contains(customer.id) else {
      throw .customerNotFound
    }
    if customerChanges.left.contains(customer.id) { throw .noRelationship }
    customer.subscriptions += bought(customer.id)
    return customer
  }

  /// Whether a subscription is registered for reservations.
  func isRegistered(_ subscription: String) -> Bool {
    catalog.isRegisteredFromTheStart(subscription) || registrations[subscription].map { $0 >= 2 } ?? false
  }

  var collection: CollectionWriting {
    CollectionWriting(request: request, dialect: dialect, repeatsAnItem: repeatsAnItem)
  }

  var locale: String { request.headers.first("X-Locale") ?? "en-US" }
}
