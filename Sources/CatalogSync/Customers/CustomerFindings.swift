import CatalogModel
import CatalogStore
import PartnerCenter

/// Result of reading one customer: the content to store, and the faults.
struct CustomerFindings {
  /// Why a part could not be read, or is not believed.
  struct Fault {
    var path: String
    /// One sentence, with the error of the service.
    var reason: String
  }

  var customer: StoredCustomer
  var faults: [Fault] = []
  /// Whether the response about the customer itself names a current relationship.
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
