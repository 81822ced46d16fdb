import CatalogModel
import CatalogQuery
import CatalogService
import CatalogTestSupport
import Foundation
import Testing

@Suite("The description of the API")
struct OpenAPITests {
  private static let shared = Task { try await APIHarness.demo().json("/openapi.json") }

  private func document() async throws -> JSONValue { try await Self.shared.value }

  @Test("describes every path with its variables, and nothing else")
  func paths() async throws {
    let document = try await document()
    #expect(document["openapi"]?.text == "3.1.0" && document["info"]?["version"]?.text == "test")
    let paths = try #require(document["paths"]).members
    #expect(Set(paths.keys) == Set(CatalogAPI.paths))
    var ids: Set<String> = []
    for (path, item) in paths {
      for (method, operation) in item.members {
        #expect(["get", "post"].contains(method))
        #expect(ids.insert(try #require(operation["operationId"]?.text)).inserted)
        let parameters = try #require(operation["parameters"]).elements
        let variables = parameters.filter { $0["in"]?.text == "path" }.compactMap { $0["name"]?.text }
        #expect(variables.allSatisfy { path.contains("{\($0)}") } && variables.count == path.count { $0 == "{" })
        #expect(Set(parameters.compactMap { $0["name"]?.text }).count == parameters.count)
        #expect(operation["responses"]?["200"] != nil)
      }
    }
  }

  @Test("says that a body may be left out, and the path that takes one accepts that")
  func body() async throws {
    let document = try await document()
    #expect(document["paths"]?.members["/api/v1/check"]?["post"]?["requestBody"]?["required"] == .bool(false))
    let reply = try await APIHarness.demo().reply("/api/v1/check", method: "POST")
    #expect(reply.status == 200)
    #expect(try reply.json["ids"]?.elements == [])
  }

  @Test("refers only to schemas that are there")
  func references() async throws {
    let document = try await document()
    let schemas = try #require(document["components"]?["schemas"]).members
    var found: Set<String> = []
    func collect(_ value: JSONValue) {
      if let reference = value["$ref"]?.text { found.insert(reference) }
      value.members.values.forEach(collect)
      value.elements.forEach(collect)
    }
    collect(document)
    #expect(found.count > 30)
    for reference in found {
      #expect(schemas[String(reference.dropFirst("#/components/schemas/".count))] != nil, "\(reference)")
    }
  }

  @Test(
    "has a schema that each answer keeps, with no key that it does not name",
    arguments: [
      ("/api/v1/search", "search?q=microsoft&limit=100&explain=1"), ("/api/v1/search", "search?group=1&q=365"),
      ("/api/v1/search", "search?q=microsoft%20xyzzyplugh"), ("/api/v1/customers", "customers"),
      ("/api/v1/customers/{customer}", "customers/contoso.onmicrosoft.com"),
      ("/api/v1/customers/{customer}/can-buy", "customers/contoso.onmicrosoft.com/can-buy?all=1&limit=100"),
      ("/api/v1/customers/{customer}/resolve", "customers/contoso.onmicrosoft.com/resolve?item=microsoft%20365"),
      ("/api/v1/customers/{customer}/resolve", "customers/contoso.onmicrosoft.com/resolve?item=server"),
      ("/api/v1/changes", "changes"), ("/api/v1/changes", "changes?kind=price"),
      ("/api/v1/changes-by-day", "changes-by-day"), ("/api/v1/markets", "markets?all=1"),
      ("/api/v1/unavailable-markets", "unavailable-markets"), ("/api/v1/status", "status"),
      ("/api/v1/what-is", "what-is?q=ENTERPRISEPACK"), ("/api/v1/version", "version"),
    ])
  func answers(path: String, target: String) async throws {
    let document = try await document()
    let schema = try #require(
      document["paths"]?.members[path]?["get"]?["responses"]?["200"]?["content"]?.members["application/json"]?["schema"]
    )
    let answer = try await APIHarness.demo().json("/api/v1/\(target)")
    let faults = SchemaCheck(document: document).faults(answer, schema)
    #expect(faults.isEmpty, "\(faults.prefix(5))")
  }

  @Test("has a schema for items with their history, for explanations, checks and errors")
  func furtherAnswers() async throws {
    let api = try await APIHarness.demo()
    let check = SchemaCheck(document: try await document())
    func schema(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }
    let items = try #require(try await api.json("/api/v1/search?q=microsoft&limit=10")["items"]).elements
    for item in items {
      let id = try #require(item["catalogItemId"]?.text)
      #expect(check.faults(try await api.json("/api/v1/items/\(id)"), schema("ItemDetails")) == [])
      let why = try await api.json("/api/v1/customers/contoso.onmicrosoft.com/why-not?item=\(id)")
      #expect(check.faults(why, schema("Explanation")) == [])
    }
    let ids = items.compactMap { $0["catalogItemId"]?.text }.joined(separator: "\n") + "\nnothing"
    let reply = try await api.reply("/api/v1/check", method: "POST", body: ids)
    #expect(check.faults(try reply.json, schema("CheckResponse")) == [])
    for target in ["/api/v1/items/microsoft", "/api/v1/search?limit=x", "/api/v1/nothing"] {
      #expect(check.faults(try await api.reply(target).json, schema("ErrorResponse")) == [])
    }
  }
}

/// The part of JSON Schema that the description uses; a key that no schema names is a fault as well.
struct SchemaCheck {
  let document: JSONValue

  func faults(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
    let (faults, named) = check(value, schema, path)
    guard case .object(let members) = value, let named else { return faults }
    return faults + members.keys.filter { !named.contains($0) }.map { "\(path).\($0) is not described" }
  }

  /// The faults, and the keys that the schema names; `nil` where any key is allowed.
  private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> ([String], Set<String>?) {
    if let reference = schema["$ref"]?.text {
      let name = String(reference.dropFirst("#/components/schemas/".count))
      return check(value, document["components"]?["schemas"]?.members[name] ?? .null, path)
    }
    if let all = schema["allOf"]?.elements {
      let parts = all.map { check(value, $0, path) }
      return (parts.flatMap(\.0), parts.reduce(into: Set()) { $0?.formUnion($1.1 ?? []) })
    }
    if let any = schema["anyOf"]?.elements {
      let parts = any.map { faults(value, $0, at: path) }
      return (parts.contains([]) ? [] : parts.min { $0.count < $1.count } ?? [], nil)
    }
    switch (schema["type"]?.text, value) {
    case (nil, _): return ([], nil)
    case ("object", .object(let members)):
      if let values = schema["additionalProperties"] {
        return (members.flatMap { faults($0.value, values, at: "\(path).\($0.key)") }, nil)
      }
      let properties = schema["properties"]?.members ?? [:]
      let missing = (schema["required"]?.texts ?? []).filter { members[$0] == nil }.map { "\(path).\($0) is missing" }
      let wrong = properties.flatMap { key, schema in
        members[key].map { faults($0, schema, at: "\(path).\(key)") } ?? []
      }
      return (missing + wrong, Set(properties.keys))
    case ("array", .array(let elements)):
      let items = schema["items"] ?? .object([:])
      return (elements.enumerated().flatMap { faults($0.element, items, at: "\(path)[\($0.offset)]") }, nil)
    case ("string", .string(let text)):
      let isTime = schema["format"]?.text == "date-time"
      return (!isTime || (try? Date(text, strategy: .iso8601)) != nil ? [] : ["\(path) is no time: \(text)"], nil)
    case ("integer", .integer), ("number", .integer), ("number", .number), ("boolean", .bool), ("null", .null):
      return ([], nil)
    case (let type?, _): return (["\(path) is not of type \(type): \(value)"], nil)
    }
  }
}
