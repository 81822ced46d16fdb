package import CatalogModel
package import Foundation

/// A whole price sheet of one market, to be stored.
package struct NewPriceSheet: Sendable {
  package var view: PriceView
  package var timeline: PriceTimeline
  package var month: SheetMonth
  package var content: PriceSheetContent
  /// The names of the columns, as received.
  package var columns: [String]
  /// How many bytes came.
  package var bytes: Int
  /// SHA-256 of these bytes.
  package var digest: [UInt8]
  package var fetchedAt: Date

  package init(
    view: PriceView, timeline: PriceTimeline, month: SheetMonth, content: PriceSheetContent, columns: [String],
    bytes: Int, digest: [UInt8], fetchedAt: Date
  ) {
    self.view = view
    self.timeline = timeline
    self.month = month
    self.content = content
    self.columns = columns
    self.bytes = bytes
    self.digest = digest
    self.fetchedAt = fetchedAt
  }
}
