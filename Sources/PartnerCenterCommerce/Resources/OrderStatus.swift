/// The state of an order; unknown words are kept.
///
/// Source: "Order resources", table OrderStatus (2023); the spellings with underscores from the purchase-order pages.
public enum OrderStatus: Sendable, Hashable {
  /// Accepted, and worked on.
  case pending
  /// Accepted; provisioning may still be pending.
  case completed
  /// Placed, and held until the purchase-order files are uploaded.
  case pendingPurchaseOrderUpload
  /// The files are uploaded, and reviewed by Microsoft.
  case purchaseOrderUploadComplete
  /// Placed, and held for a second review.
  case pendingReview
  /// Refused in the review: it will not be processed.
  case purchaseOrderReviewRejected
  /// Some of its subscriptions failed.
  case partialSuccess
  /// Failed.
  case error
  /// All lines are cancelled.
  case cancelled
  /// Suspended.
  case suspended
  /// The service does not tell.
  case unknown
  /// Any other word, as received.
  case other(String)

  /// The documented states and their spelling on the wire.
  static let words: [(status: OrderStatus, word: String)] = [
    (.unknown, "unknown"), (.completed, "completed"), (.pending, "pending"), (.cancelled, "cancelled"),
    (.suspended, "suspended"), (.pendingReview, "pending_review"),
    (.pendingPurchaseOrderUpload, "pending_po_upload"), (.purchaseOrderUploadComplete, "po_upload_complete"),
    (.purchaseOrderReviewRejected, "po_review_rejected"), (.partialSuccess, "partial_success"), (.error, "error"),
  ]

  /// Reads a word in any case, with blanks, underscores or nothing between its parts.
  public init(_ word: String) {
    // Some bodies spell it with one l.
    let folded = WireWord.folded(word) == "canceled" ? "cancelled" : WireWord.folded(word)
    self = Self.words.first { WireWord.folded($0.word) == folded }?.status ?? .other(word)
  }

  /// The spelling of the wire, such as `pending_po_upload`; of an unknown state the word received.
  public var word: String {
    if case .other(let word) = self { return word }
    return Self.words.first { $0.status == self }?.word ?? "unknown"
  }

  /// What a state means for its buyer. None of the meanings permits a second purchase.
  public enum Meaning: Sendable, Hashable, CaseIterable {
    /// Placed, and worked on or waiting for provisioning.
    case placed
    /// Placed, and held for a document or a review: a person must act.
    case held
    /// Placed, and some of it failed: only those lines need a new plan.
    case partlyFailed
    /// Not carried out, or cancelled: the order buys nothing any more.
    case failed
    /// A word that says nothing for certain: the order stays open.
    case open
  }

  /// The meaning of the state.
  public var meaning: Meaning {
    switch self {
    case .pending, .completed: .placed
    case .pendingPurchaseOrderUpload, .purchaseOrderUploadComplete, .pendingReview, .suspended: .held
    case .partialSuccess: .partlyFailed
    case .purchaseOrderReviewRejected, .error, .cancelled: .failed
    case .unknown, .other: .open
    }
  }
}
