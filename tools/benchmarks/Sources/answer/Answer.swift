import CatalogQuery
import Foundation
import JudgedCorpus

/// Which question does it answer: what does this project's search find, and in what time?
///
///     answer judged CORPUS.ndjson QUERIES.ndjson CATALOG.sqlite RESULTS.ndjson
///     answer store CORPUS.ndjson CATALOG.sqlite
///     answer serve CATALOG.sqlite
@main
struct Answer {
  private static let usage = """
    usage: answer judged CORPUS QUERIES CATALOG RESULTS   the judged set, over a catalog made of the corpus
           answer store CORPUS CATALOG                    makes the catalog
           answer serve CATALOG                           a question a line in, an answer a line out

    """

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    switch (arguments.first, arguments.count) {
    case ("judged", 5):
      let documents = try Document.all(in: URL(fileURLWithPath: arguments[1]))
      if !FileManager.default.fileExists(atPath: arguments[3]) {
        try await CorpusStore.write(documents, to: arguments[3])
      }
      let judged = Judged(documents: documents, catalog: try Catalog(path: arguments[3]))
      let lines = try Question.all(in: URL(fileURLWithPath: arguments[2])).map { try judged.answer($0) + "\n" }
      try lines.joined().write(toFile: arguments[4], atomically: true, encoding: .utf8)
    case ("store", 3):
      try await CorpusStore.write(Document.all(in: URL(fileURLWithPath: arguments[1])), to: arguments[2])
    case ("serve", 2):
      try Service(catalog: Catalog(path: arguments[1])).run()
    default:
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
  }
}
