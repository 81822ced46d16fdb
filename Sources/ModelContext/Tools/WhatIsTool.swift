import CatalogModel
import CatalogQuery

extension Tool {
  /// What an id or a name stands for.
  static let whatIs = Tool(
    "what_is",
    "What an id or name stands for: Graph GUIDs, string ids, service plans, legacy offers, part numbers, SKUs.",
    [Argument("query", .text, isRequired: true), .cursor],
    output: [
      "edition": .text, "total": .integer,
      "ids": .list(.object([:])),
    ]
  ) { question in
    let found = try Crosswalk.lookUp(question.arguments.text("query") ?? "", in: question.catalog)
    let freshness = try MarketFreshness(of: nil, in: question.catalog)
    var answer = try ToolAnswer(question)
    answer.add(
      "total", .integer(Int64(found.nodes.count)),
      found.isEmpty ? "0 ids: nothing is known of it" : "\(found.nodes.count) ids and names, related ones too")
    answer.add("edition", .string(found.asOf), "Microsoft's table of \(found.asOf)")
    answer.add("marketReading", freshness.value, freshness.line)
    let rows = found.nodes.map { node in
      var row = AnswerRow()
      row.add("kind", node.kind.rawValue)
      row.add("id", node.id)
      row.add("name", orNull: node.name)
      let edges = found.edges.filter { $0.from.kind == node.kind && $0.from.id == node.id }.map { edge in
        let source = [edge.source, edge.asOf].compactMap(\.self).joined(separator: " ")
        return "\(edge.to.kind.rawValue) \(edge.to.id) (\(edge.confidence.rawValue), \(source))"
      }
      if !edges.isEmpty {
        let shown = edges.prefix(mostEdges) + (edges.count > mostEdges ? ["and \(edges.count - mostEdges) more"] : [])
        row.add("belongsTo", .array(shown.map(JSONValue.string)), "belongs to \(shown.joined(separator: "; "))")
      }
      return row
    }
    answer.add("ids", rows, from: try question.arguments.offset(), limit: Argument.mostRows)
    return answer
  }

  /// A licence has many service plans.
  private static let mostEdges = 8
}
