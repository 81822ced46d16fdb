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
  /// The user, or the program that asks, stopped the command.
  public static let cancelled: ErrorCode = "cancelled"
  /// Requests are paused after repeated failures of the service.
  public static let circuitOpen: ErrorCode = "circuitOpen"
  /// The configuration file, the environment or a secret file is invalid.
  public static let configuration: ErrorCode = "configuration"
  /// Several customers match.
  public static let customerAmbiguous: ErrorCode = "customerAmbiguous"
  /// The customer's billing country is unknown.
  public static let customerMarketUnknown: ErrorCode = "customerMarketUnknown"
  /// No customer matches.
  public static let customerNotFound: ErrorCode = "customerNotFound"
  /// The emulator cannot listen on its port.
  public static let emulator: ErrorCode = "emulator"
  /// An error without a code of its own.
  public static let failed: ErrorCode = "failed"
  /// The inventory check cannot be requested as asked.
  public static let inventoryQuestion: ErrorCode = "inventoryQuestion"
  /// The catalog does not hold the item, or not in that market.
  public static let itemNotFound: ErrorCode = "itemNotFound"
  /// The text is not an item id.
  public static let itemUnreadable: ErrorCode = "itemUnreadable"
  /// The log file cannot be written.
  public static let logFile: ErrorCode = "logFile"
  /// The metrics file cannot be written.
  public static let metricsFile: ErrorCode = "metricsFile"
  /// The service does not permit the request to this account.
  public static let notPermitted: ErrorCode = "notPermitted"
  /// It is not known whether a call that changes something was carried out.
  public static let outcomeUnknown: ErrorCode = "outcomeUnknown"
  /// The output cannot be written.
  public static let output: ErrorCode = "output"
  /// The text is not a page position.
  public static let positionUnreadable: ErrorCode = "positionUnreadable"
  /// The service refused the request.
  public static let refused: ErrorCode = "refused"
  /// The customer has no reseller relationship with the partner any more.
  public static let relationshipEnded: ErrorCode = "relationshipEnded"
  /// The sign-in was refused.
  public static let signIn: ErrorCode = "signIn"
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
    .budget, .cancelled, .circuitOpen, .configuration, .customerAmbiguous, .customerMarketUnknown,
    .customerNotFound, .emulator, .failed, .inventoryQuestion, .itemNotFound, .itemUnreadable, .logFile,
    .metricsFile, .notPermitted, .outcomeUnknown, .output, .positionUnreadable, .refused, .relationshipEnded,
    .signIn, .storeBusy, .storeDamaged, .storeForeign, .storeLocked, .storeMissing, .storeNewer, .storeOlder,
    .storeOther, .storeUnreadable, .storeWriteFailed, .subscriptionNotFound, .throttled, .unexpected, .unreachable,
    .unreadable, .usage,
  ]
}
