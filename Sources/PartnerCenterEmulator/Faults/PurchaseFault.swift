/// The settings of the faults of purchases; those that belong to another kind are ignored.
public struct PurchaseFault: Sendable, Hashable {
  /// The step of a purchase at which something changes.
  public enum Step: String, Sendable, Hashable, CaseIterable {
    /// A read of availabilities in a customer's catalog.
    case plan
    /// A new cart.
    case cart
    /// A read of a cart.
    case read
    /// A checkout.
    case checkout
  }

  /// The response to a repeated checkout.
  public enum Repetition: String, Sendable, Hashable, CaseIterable {
    /// The first response again. Source: "Checkout a cart".
    case answer
    /// 400, code 800065. Source: "Partner Center REST error codes", like the next two.
    case submitted
    /// 409, code 800060.
    case progress
    /// 409, code 800064.
    case held
  }

  /// The spelling of the code of a line error.
  public enum CodeSpelling: String, Sendable, Hashable, CaseIterable {
    /// `10002`.
    case number
    /// `"10002"`.
    case text
    /// `"QuotaNotAvailable"`.
    case name
    /// `"quota_not_available"`.
    case words
  }

  /// The correlation id of an audit record.
  public enum Correlation: String, Sendable, Hashable, CaseIterable {
    /// The `MS-CorrelationId` of the checkout.
    case own
    /// No id.
    case none
    /// Another id than the caller's.
    case other
  }

  /// The step of ``Fault/Kind/reissue``, ``Fault/Kind/price``, ``Fault/Kind/promotion`` and ``Fault/Kind/attestation``;
  /// `nil` for the default of the kind.
  public var step: Step?
  /// Seconds, of whatever the kind delays or shortens; `nil` for the default of the kind.
  public var seconds: Int?
  /// Whether what the kind delays never comes.
  public var isNever = false
  /// The response of ``Fault/Kind/repeated``.
  public var repetition = Repetition.submitted
  /// The order group that fails in ``Fault/Kind/partial``; the last one unless set.
  public var group: String?
  /// The code of ``Fault/Kind/partial`` and ``Fault/Kind/lineError``; 900121 and 10002 unless set.
  public var code: Int?
  /// Whether a repeated checkout orders the failed group after all.
  public var heals = false
  /// The change of ``Fault/Kind/price``, or the discount of ``Fault/Kind/promotion``.
  public var percent = 10
  /// The line of ``Fault/Kind/lineError``, from 0.
  public var line = 0
  /// The spelling of the code of ``Fault/Kind/lineError``.
  public var spelling = CodeSpelling.number
  /// Seconds until an order is found by its id, of ``Fault/Kind/orderLate``.
  public var secondsByID = 0
  /// The correlation id of ``Fault/Kind/audit``.
  public var correlation = Correlation.own
  /// The word of ``Fault/Kind/status``.
  public var word = "pending_po_upload"
  /// The share of the quantity that ``Fault/Kind/provision`` provisions when its time has come.
  public var share = 1.0
  /// Seconds by which links of artifacts and activation links come later than the rest.
  public var secondsOfLinks = 0

  /// Every default.
  public init() {}
}
