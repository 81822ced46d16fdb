import CatalogModel
import CatalogStore
import PartnerCenter

/// What reading one customer brought: what is to be stored, and what could not be read.
struct CustomerFindings {
  /// Why a part is not as it should be.
  struct Fault {
    var path: String
    /// In one sentence, with the service's own words.
    var reason: String
  }

  var customer: StoredCustomer
  var faults: [Fault] = []
  /// Whether the customer's own answer names a relationship that goes on.
  var isCustomerByItsOwnWord = false

  mutating func miss(_ part: CustomerPart, _ failure: RequestError) {
    miss(part, Fault(path: failure.path, reason: "\(failure)"))
  }

  mutating func miss(_ part: CustomerPart, _ call: Call, _ reason: String) {
    miss(part, Fault(path: call.path, reason: "\(call.path) \(reason)"))
  }

  private mutating func miss(_ part: CustomerPart, _ fault: Fault) {
    customer.unread.insert(part)
    faults.append(fault)
  }
}
