import CatalogModel
import CatalogQuery
import Foundation
import JudgedCorpus

/// Answers the queries of the judged set in the corpus's own ids.
struct Judged {
  private var catalog: Catalog
  private var ids: [Place: String] = [:]

  /// A document is known by its SKU and the market it was found in.
  private struct Place: Hashable {
    var product: ProductID
    var sku: SKUID
    var market: Market
  }

  init(documents: [Document], catalog: Catalog) {
    self.catalog = catalog
    for document in documents {
      for market in document.markets {
        ids[Place(product: document.productId, sku: document.skuId, market: market)] = document.id
      }
    }
  }

  /// One line of results: the first twenty documents, and the milliseconds of the best of five askings.
  func answer(_ question: Question) throws -> String {
    let options = question.options
    var (found, best) = try Service.timed { try catalog.search(question.text, options) }
    for _ in 0..<4 {
      let (again, time) = try Service.timed { try catalog.search(question.text, options) }
      (found, best) = (again, min(best, time))
    }
    return try Service.line(
      Result(
        query: question.id ?? "",
        documents: found.items.map {
          ids[Place(product: $0.productID, sku: $0.skuID, market: $0.market)] ?? "\($0.sku)?"
        },
        partial: found.isPartial,
        marked: found.suggestion != nil
          || found.items.first.map { $0.oldName != nil || $0.licenceID != nil || !$0.describedOnly.isEmpty } ?? false,
        milliseconds: best))
  }

  private struct Result: Encodable {
    var query: String
    var documents: [String]
    var partial: Bool
    /// Whether the answer says that its first hit is not quite what was asked for.
    var marked: Bool
    var milliseconds: Double
  }
}
