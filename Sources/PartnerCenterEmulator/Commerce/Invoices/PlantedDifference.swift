/// A difference that an invoice of the emulator has on purpose: the truth that a reconciliation is compared with.
public struct PlantedDifference: Sendable, Hashable, Codable {
  /// The kinds of differences, by the codes of a reconciliation's findings.
  public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
    /// The product is in no catalog.
    case unknownProduct
    /// The order is younger than the end of the product; see ``Emulator/retirements``.
    case retiredBeforeOrder
    /// The order is in no list.
    case lineWithoutOrder
    /// The order has no line.
    case orderWithoutLine
    /// The line is there twice.
    case chargedTwice
    /// One unit more than ordered.
    case quantityDiffers
    /// Three years in the place of one.
    case termDiffers
    /// Another rhythm of charges than ordered.
    case cycleDiffers
    /// The charge ends after the term.
    case chargeOutsideTerm
    /// The subtotal is a hundredth too much.
    case arithmetic
    /// The total of the invoice is one too much.
    case totalDiffers
    /// A tenth more than the list price.
    case aboveSheet
    /// The promotion of the order is missing.
    case promotionMissing
    /// A trial costs something.
    case trialCharged
    /// The rate between equal currencies is not 1.
    case rateDiffers
    /// A credit note for an order that was never charged.
    case creditWithoutCharge
    /// Software that was paid, and is no entitlement.
    case paidNotEntitled
  }

  /// What a reconciliation needs beside the service's own routes to find a difference.
  public enum Need: String, Sendable, Hashable, Codable {
    /// The price sheet of the month.
    case priceSheet
    /// A catalog that was read before and after the product ended.
    case catalogHistory
  }

  /// The invoice.
  public var invoiceId: String
  /// The kind.
  public var code: Code
  /// The line, from 1 in the order of the service; `nil` for a difference of the whole invoice.
  public var lineNumber: Int?
  /// The order; `nil` for a difference of the whole invoice.
  public var orderId: String?
  /// What it takes to find it; `nil` for nothing else.
  public var needs: Need?

  init(_ code: Code, in invoice: String, line: Int? = nil, order: String? = nil) {
    invoiceId = invoice
    self.code = code
    lineNumber = line
    orderId = order
    needs = code == .aboveSheet ? .priceSheet : code == .retiredBeforeOrder ? .catalogHistory : nil
  }
}

/// The orders behind invoices, which were placed before the emulator started, and their differences.
public struct InvoiceShape: Sendable, Hashable {
  /// The number of orders.
  public var orders: Int
  /// The number of further orders: licences and Azure of the commerce before the new one, and Azure plans, in turn.
  public var otherOrders: Int
  /// The kinds of differences that are planted, in turn; empty for none.
  public var differences: [PlantedDifference.Code]
  /// The share of orders with a difference.
  public var share: Double
  /// The months before now in which they were placed.
  public var months: Int

  /// Creates a shape; without orders the invoices hold what the customers always had, and what is bought.
  public init(
    orders: Int = 0, otherOrders: Int = 0, differences: [PlantedDifference.Code] = [], share: Double = 0.2,
    months: Int = 14
  ) {
    self.orders = max(0, orders)
    self.otherOrders = max(0, otherOrders)
    self.differences = differences
    self.share = share
    self.months = max(1, months)
  }
}
