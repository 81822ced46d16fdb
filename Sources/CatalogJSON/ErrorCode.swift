public import CatalogModel

/// The stable word of an error: programs decide by it, whatever the message says.
///
/// An open set: a later version may add words, and a reader keeps those that it does not know.
public struct ErrorCode: StringIdentifier {
  /// The word.
  public let rawValue: String
  /// Wraps a word without checking it.
  public init(_ text: String) { rawValue = text }

  /// The budget of requests or of time is spent.
  public static let budget: ErrorCode = "budget"
  /// The server has more requests than it can answer at this moment.
  public static let busy: ErrorCode = "busy"
  /// The user, or the program that asks, stopped the command.
  public static let cancelled: ErrorCode = "cancelled"
  /// Several items match: a choice is missing.
  public static let choiceMissing: ErrorCode = "choiceMissing"
  /// Requests are paused after repeated failures of the service.
  public static let circuitOpen: ErrorCode = "circuitOpen"
  /// The configuration file, the environment or a secret file is invalid.
  public static let configuration: ErrorCode = "configuration"
  /// The confirmation names another plan.
  public static let confirmationDiffers: ErrorCode = "confirmationDiffers"
  /// A value of the provisioning context is missing.
  public static let contextMissing: ErrorCode = "contextMissing"
  /// Several customers match.
  public static let customerAmbiguous: ErrorCode = "customerAmbiguous"
  /// The customer's billing country is unknown.
  public static let customerMarketUnknown: ErrorCode = "customerMarketUnknown"
  /// No customer matches.
  public static let customerNotFound: ErrorCode = "customerNotFound"
  /// Another process publishes the catalog into the database.
  public static let databaseBusy: ErrorCode = "databaseBusy"
  /// The client library of the database is not installed.
  public static let databaseLibrary: ErrorCode = "databaseLibrary"
  /// The database, or this user's rights in it, do not allow the publication.
  public static let databaseRefused: ErrorCode = "databaseRefused"
  /// There is no connection to the database.
  public static let databaseUnreachable: ErrorCode = "databaseUnreachable"
  /// The answer would take longer than the server allows.
  public static let deadline: ErrorCode = "deadline"
  /// The facts forbid the decision about a purchase.
  public static let decisionRefused: ErrorCode = "decisionRefused"
  /// The demo has no invoices.
  public static let demoKeepsNothing: ErrorCode = "demoKeepsNothing"
  /// The file of the demo's orders cannot be used.
  public static let demoOrders: ErrorCode = "demoOrders"
  /// The emulator cannot listen on its port.
  public static let emulator: ErrorCode = "emulator"
  /// An error without a code of its own.
  public static let failed: ErrorCode = "failed"
  /// The file exists, and is not replaced.
  public static let fileExists: ErrorCode = "fileExists"
  /// The token, or the origin of the request, does not permit it.
  public static let forbidden: ErrorCode = "forbidden"
  /// The request names a host that the server does not serve.
  public static let hostUnknown: ErrorCode = "hostUnknown"
  /// The inventory check cannot be requested as asked.
  public static let inventoryQuestion: ErrorCode = "inventoryQuestion"
  /// The service has no such invoice.
  public static let invoiceNotFound: ErrorCode = "invoiceNotFound"
  /// Several items have the name that was given; the candidates are listed.
  public static let itemAmbiguous: ErrorCode = "itemAmbiguous"
  /// The catalog does not hold the item, or not in that market.
  public static let itemNotFound: ErrorCode = "itemNotFound"
  /// The text is not an item id.
  public static let itemUnreadable: ErrorCode = "itemUnreadable"
  /// The journal of purchases is damaged, or was changed by something else.
  public static let journalDamaged: ErrorCode = "journalDamaged"
  /// The file is not a journal of purchases.
  public static let journalForeign: ErrorCode = "journalForeign"
  /// Another process writes the journal of purchases.
  public static let journalLocked: ErrorCode = "journalLocked"
  /// There is no journal of purchases.
  public static let journalMissing: ErrorCode = "journalMissing"
  /// A newer version of the program wrote the journal of purchases.
  public static let journalNewer: ErrorCode = "journalNewer"
  /// The journal of purchases cannot be written.
  public static let journalReadOnly: ErrorCode = "journalReadOnly"
  /// The journal of purchases cannot be read.
  public static let journalUnreadable: ErrorCode = "journalUnreadable"
  /// An event could not be written into the journal of purchases.
  public static let journalWriteFailed: ErrorCode = "journalWriteFailed"
  /// The file is no usable table of licences.
  public static let licenceTable: ErrorCode = "licenceTable"
  /// The server cannot listen on its address.
  public static let listen: ErrorCode = "listen"
  /// The log file cannot be written.
  public static let logFile: ErrorCode = "logFile"
  /// The path does not accept the method.
  public static let methodNotAllowed: ErrorCode = "methodNotAllowed"
  /// The metrics file cannot be written.
  public static let metricsFile: ErrorCode = "metricsFile"
  /// The item cannot be ordered by this customer.
  public static let notOrderable: ErrorCode = "notOrderable"
  /// The service does not permit the request to this account.
  public static let notPermitted: ErrorCode = "notPermitted"
  /// The data is older than the server may serve.
  public static let notReady: ErrorCode = "notReady"
  /// A purchase of the same product for the same customer has an unknown outcome.
  public static let outcomeOpen: ErrorCode = "outcomeOpen"
  /// It is not known whether a call that changes something was carried out.
  public static let outcomeUnknown: ErrorCode = "outcomeUnknown"
  /// The outcome of a checkout could not be recorded.
  public static let outcomeUnrecorded: ErrorCode = "outcomeUnrecorded"
  /// The output cannot be written.
  public static let output: ErrorCode = "output"
  /// The server has nothing at the path.
  public static let pathNotFound: ErrorCode = "pathNotFound"
  /// The plan was made in the future of this machine's clock.
  public static let planAhead: ErrorCode = "planAhead"
  /// The content of the plan does not have its digest.
  public static let planAltered: ErrorCode = "planAltered"
  /// The plan is no longer valid.
  public static let planExpired: ErrorCode = "planExpired"
  /// The file is not a plan.
  public static let planForeign: ErrorCode = "planForeign"
  /// The plan file lacks its end.
  public static let planIncomplete: ErrorCode = "planIncomplete"
  /// There is no plan at that path.
  public static let planMissing: ErrorCode = "planMissing"
  /// A newer version of the program wrote the plan.
  public static let planNewer: ErrorCode = "planNewer"
  /// The plan was made for another service or tenant.
  public static let planOther: ErrorCode = "planOther"
  /// The plan file cannot be read.
  public static let planUnreadable: ErrorCode = "planUnreadable"
  /// The plan was used before.
  public static let planUsed: ErrorCode = "planUsed"
  /// The text is not a page position.
  public static let positionUnreadable: ErrorCode = "positionUnreadable"
  /// The file is no whole price sheet.
  public static let priceSheet: ErrorCode = "priceSheet"
  /// Several purchases have ids that begin so.
  public static let purchaseAmbiguous: ErrorCode = "purchaseAmbiguous"
  /// The journal holds no such purchase.
  public static let purchaseNotFound: ErrorCode = "purchaseNotFound"
  /// The billing export or the lines of an invoice cannot be read to their end.
  public static let reconciliation: ErrorCode = "reconciliation"
  /// A reconciliation file or a list of exchange rates cannot be read.
  public static let reconciliationFile: ErrorCode = "reconciliationFile"
  /// The service refused the request.
  public static let refused: ErrorCode = "refused"
  /// The customer has no reseller relationship with the partner any more.
  public static let relationshipEnded: ErrorCode = "relationshipEnded"
  /// The request is larger than the server accepts.
  public static let requestTooLarge: ErrorCode = "requestTooLarge"
  /// The body is of a media type that the server does not read.
  public static let requestUnsupported: ErrorCode = "requestUnsupported"
  /// The sign-in was refused.
  public static let signIn: ErrorCode = "signIn"
  /// The snapshot is not the file that its manifest describes.
  public static let snapshotDamaged: ErrorCode = "snapshotDamaged"
  /// The snapshot is older than the copy.
  public static let snapshotOlder: ErrorCode = "snapshotOlder"
  /// The snapshot is of another tenant, cloud or locale.
  public static let snapshotOther: ErrorCode = "snapshotOther"
  /// The snapshot is of a catalog that was built again.
  public static let snapshotRebuilt: ErrorCode = "snapshotRebuilt"
  /// The place of the snapshots cannot be read.
  public static let snapshotUnreadable: ErrorCode = "snapshotUnreadable"
  /// A rule of purchases forbids the step.
  public static let stepRefused: ErrorCode = "stepRefused"
  /// Another process writes to the catalog file.
  public static let storeBusy: ErrorCode = "storeBusy"
  /// The catalog file is damaged.
  public static let storeDamaged: ErrorCode = "storeDamaged"
  /// The file is not a catalog.
  public static let storeForeign: ErrorCode = "storeForeign"
  /// Another process has locked the catalog file for a moment.
  public static let storeLocked: ErrorCode = "storeLocked"
  /// There is no catalog file.
  public static let storeMissing: ErrorCode = "storeMissing"
  /// A newer version of the program wrote the catalog file.
  public static let storeNewer: ErrorCode = "storeNewer"
  /// An older version of the program wrote the catalog file.
  public static let storeOlder: ErrorCode = "storeOlder"
  /// The catalog file belongs to another tenant, cloud or locale.
  public static let storeOther: ErrorCode = "storeOther"
  /// The catalog file cannot be read.
  public static let storeUnreadable: ErrorCode = "storeUnreadable"
  /// The catalog file cannot be written.
  public static let storeWriteFailed: ErrorCode = "storeWriteFailed"
  /// The service knows no such subscription of the customer.
  public static let subscriptionNotFound: ErrorCode = "subscriptionNotFound"
  /// The service limits the rate of requests.
  public static let throttled: ErrorCode = "throttled"
  /// The client has asked more often than the server allows.
  public static let tooManyRequests: ErrorCode = "tooManyRequests"
  /// The request needs a token, or its token is unknown.
  public static let unauthorized: ErrorCode = "unauthorized"
  /// The run ended at an error that the program does not know.
  public static let unexpected: ErrorCode = "unexpected"
  /// The service cannot be reached.
  public static let unreachable: ErrorCode = "unreachable"
  /// The response of the service cannot be read.
  public static let unreadable: ErrorCode = "unreadable"
  /// The command line, or the request, is invalid.
  public static let usage: ErrorCode = "usage"

  /// Every word of this version, in alphabetical order.
  public static let all: [ErrorCode] = [
    .budget, .busy, .cancelled, .choiceMissing, .circuitOpen, .configuration, .confirmationDiffers, .contextMissing,
    .customerAmbiguous, .customerMarketUnknown, .customerNotFound, .databaseBusy, .databaseLibrary,
    .databaseRefused, .databaseUnreachable, .deadline, .decisionRefused, .demoKeepsNothing, .demoOrders, .emulator,
    .failed, .fileExists, .forbidden, .hostUnknown, .inventoryQuestion, .invoiceNotFound, .itemAmbiguous, .itemNotFound,
    .itemUnreadable, .journalDamaged, .journalForeign, .journalLocked, .journalMissing, .journalNewer,
    .journalReadOnly, .journalUnreadable, .journalWriteFailed, .licenceTable, .listen, .logFile, .methodNotAllowed,
    .metricsFile, .notOrderable, .notPermitted, .notReady, .outcomeOpen, .outcomeUnknown, .outcomeUnrecorded,
    .output, .pathNotFound, .planAhead, .planAltered, .planExpired, .planForeign, .planIncomplete, .planMissing,
    .planNewer, .planOther, .planUnreadable, .planUsed, .positionUnreadable, .priceSheet, .purchaseAmbiguous,
    .purchaseNotFound, .reconciliation, .reconciliationFile, .refused, .relationshipEnded, .requestTooLarge,
    .requestUnsupported, .signIn, .snapshotDamaged, .snapshotOlder, .snapshotOther, .snapshotRebuilt,
    .snapshotUnreadable, .stepRefused, .storeBusy, .storeDamaged, .storeForeign, .storeLocked, .storeMissing,
    .storeNewer, .storeOlder, .storeOther, .storeUnreadable, .storeWriteFailed, .subscriptionNotFound, .throttled,
    .tooManyRequests, .unauthorized, .unexpected, .unreachable, .unreadable, .usage,
  ]
}
