import CatalogModel
import CatalogQuery
import Foundation
import JudgedCorpus

/// Which question does it answer: what does this project's search find for the judged set, and in what time?
///
///     answer CORPUS.ndjson QUERIES.ndjson CATALOG.sqlite RESULTS.ndjson
///
/// Makes the catalog file from the corpus where it is not there. Writes one line a query: the ids of the first twenty
/// documents, and the milliseconds of the best of five askings.
@main
struct Answer {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    guard arguments.count == 4 else {
      FileHandle.standardError.write(Data("usage: answer CORPUS QUERIES CATALOG RESULTS\n".utf8))
      exit(64)
    }
    let documents = try Document.all(in: URL(fileURLWithPath: arguments[0]))
    let questions = try Question.all(in: URL(fileURLWithPath: arguments[1]))
    if !FileManager.default.fileExists(atPath: arguments[2]) {
      try await CorpusStore.write(documents, to: arguments[2])
    }
    var ids: [Place: String] = [:]
    for document in documents {
      for market in document.markets {
        ids[Place(product: document.productId, sku: document.skuId, market: market)] = document.id
      }
    }
    let catalog = try Catalog(path: arguments[2])
    var lines = ""
    for question in questions {
      lines += try answer(question, catalog, ids) + "\n"
    }
    try lines.write(toFile: arguments[3], atomically: true, encoding: .utf8)
  }

  /// A document is known by its SKU and the market it was found in.
  private struct Place: Hashable {
    var product: ProductID
    var sku: SKUID
    var market: Market
  }

  private static func answer(_ question: Question, _ catalog: Catalog, _ ids: [Place: String]) throws -> String {
    let clock = ContinuousClock()
    let options = question.options(limit: 20)
    var best = Duration.seconds(3600)
    var found = try catalog.search(question.text, options)
    for _ in 0..<5 {
      let start = clock.now
      found = try catalog.search(question.text, options)
      best = min(best, clock.now - start)
    }
    let result = Result(
      query: question.id,
      documents: found.items.map {
        ids[Place(product: $0.productID, sku: $0.skuID, market: $0.market)] ?? "\($0.sku)?"
      },
      total: found.total, milliseconds: Double(best.components.attoseconds) / 1e15)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(result), as: UTF8.self)
  }

  private struct Result: Encodable {
    var query: String
    var documents: [String]
    var total: Int
    var milliseconds: Double
  }
}
