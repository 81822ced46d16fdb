public import Foundation
import Synchronization

extension Emulator {
  /// The differences that the invoices have on purpose, by invoice: what a reconciliation must find, and nothing else.
  public var invoiceTruth: [PlantedDifference] {
    invoiceBook.invoices.flatMap(\.truth).sorted { $0.invoiceId < $1.invoiceId }
  }

  /// The ids of the invoices that are out, the newest first.
  public var invoiceIDs: [String] { invoiceBook.invoices.map(\.id) }

  /// The days before which products ended that were ordered later all the same, by `product:sku`.
  public var retirements: [String: Date] {
    let orders = state.withLock { $0.storefront.orders }.filter { $0.planted == .retiredBeforeOrder }
    return Dictionary(
      orders.flatMap { order in
        order.lines.map { (RequestedLine.skuName($0.itemID), order.created.addingTimeInterval(-86_400)) }
      }, uniquingKeysWith: min)
  }

  /// The truth as JSON, one object a line.
  public var invoiceTruthLines: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Data(
      invoiceTruth.flatMap { entry in (try? encoder.encode(entry)).map { $0 + [UInt8(ascii: "\n")] } ?? Data() })
  }

  private var invoiceBook: InvoiceBook {
    let now = serviceTime
    return state.withLock { $0.invoiceBook(at: now) }
  }
}

extension Emulator.State {
  /// The invoices of all orders of all customers, made again after a purchase and on another day.
  mutating func invoiceBook(at now: Date) -> InvoiceBook {
    storefront.settle(until: now, &faults)
    if let book, book.isCurrent(storefront, catalog, at: now) { return book }
    let made = InvoiceBook(storefront, catalog, at: now)
    book = made
    return made
  }
}
