import CatalogModel
import Foundation
import Synchronization

/// The description of the API in OpenAPI 3.1, made from the table that dispatches.
enum OpenAPI {
  /// The description on one line, made once.
  static func body(_ api: CatalogAPI) -> [UInt8] {
    bodies.withLock { bodies in
      if let body = bodies[api.settings.release] { return body }
      var json = JSONWriter()
      json.value(document(release: api.settings.release))
      bodies[api.settings.release] = json.bytes + [0x0A]
      return json.bytes + [0x0A]
    }
  }

  /// By release of the program, of which a process has one.
  private static let bodies = Mutex<[String: [UInt8]]>([:])

  static func document(release: String) -> JSONValue {
    var paths: [String: JSONValue] = [:]
    for (path, routes) in Dictionary(grouping: CatalogAPI.routes, by: \.path) {
      paths[path] = .object(
        Dictionary(
          routes.map { ($0.method.lowercased(), operation($0)) }, uniquingKeysWith: { first, _ in first }))
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Partner catalog", "version": .string(release),
        "description":
          "What can this customer buy, and what is its CatalogItemId? Read-only answers from one catalog file.",
      ],
      "servers": [["url": "/"]],
      "paths": .object(paths),
      "components": [
        "schemas": AnswerSchemas.all, "parameters": [:],
        "securitySchemes": [
          "bearer": ["type": "http", "scheme": "bearer"], "basic": ["type": "http", "scheme": "basic"],
        ],
      ],
      // A server on the loopback address alone asks for no token.
      "security": [[:], ["bearer": []], ["basic": []]],
    ]
  }

  private static func operation(_ route: APIRoute) -> JSONValue {
    let variables = route.variableNames.map { name -> JSONValue in
      [
        "name": .string(name), "in": "path", "required": true,
        "schema": ["type": "string", "minLength": 1, "maxLength": .integer(Int64(CatalogAPI.longestVariable))],
      ]
    }
    var operation: [String: JSONValue] = [
      "summary": .string(route.summary), "operationId": .string(name(route)),
      "parameters": .array(variables + route.parameters.map(parameter)),
      "responses": responses(route),
    ]
    if route.hasBody {
      operation["requestBody"] = [
        "required": false, "description": "One id a line; none without a body.",
        "content": [
          "text/plain": ["schema": ["type": "string", "maxLength": .integer(Int64(CatalogAPI.largestBody))]]
        ],
      ]
    }
    return .object(operation)
  }

  /// `/api/v1/customers/{customer}/can-buy` → `customers-customer-can-buy`.
  private static func name(_ route: APIRoute) -> String {
    let words = route.path.split(separator: "/").filter { !["api", "v1"].contains($0) }
    return words.map { $0.filter { !"{}".contains($0) } }.joined(separator: "-")
      .replacingOccurrences(of: ".", with: "-")
  }

  private static func parameter(_ parameter: APIParameter) -> JSONValue {
    let schema = ParameterSchemas.schema(parameter)
    return [
      "name": .string(parameter.name), "in": "query", "description": .string(parameter.explanation),
      "required": .bool(parameter.isRequired), "style": "form", "explode": true,
      "schema": parameter.isRepeated
        ? ["type": "array", "items": schema, "maxItems": .integer(Int64(APIParameter.mostValues))] : schema,
    ]
  }

  private static func responses(_ route: APIRoute) -> JSONValue {
    let isOfCatalog = if case .read = route.answer { true } else { false }
    var responses: [String: JSONValue] = [
      "200": [
        "description": "The answer.",
        "headers": isOfCatalog ? versionHeaders(isSteady: route.method == "GET") : [:],
        "content": [.json: ["schema": AnswerSchemas.reference(route.schema)]],
      ]
    ]
    if isOfCatalog, route.method == "GET" {
      responses["304"] = ["description": "The client has the answer: nothing has changed since."]
    }
    let shared = isOfCatalog ? [400, 401, 403, 421, 429, 503] : [400, 401, 421, 429]
    for status in shared + route.errors {
      responses["\(status)"] = [
        "description": .string(meanings[status] ?? "An error."),
        "content": [.json: ["schema": AnswerSchemas.reference("ErrorResponse")]],
      ]
    }
    return .object(responses)
  }

  private static func versionHeaders(isSteady: Bool) -> JSONValue {
    let text: JSONValue = ["schema": ["type": "string"]]
    return isSteady ? ["Catalog-Version": text, "ETag": text] : ["Catalog-Version": text]
  }

  private static let meanings = [
    400: "A parameter is unknown, given twice, or invalid.", 401: "A token is missing or unknown.",
    403: "The token does not permit it.", 404: "No such customer or item.",
    409: "Several customers or SKUs have the name, or the customer cannot be answered for.",
    413: "The body is too large.", 415: "The body is not lines of text.", 421: "The server does not serve this host.",
    429: "The client asks too often.", 503: "The server is busy, the answer took too long, or the data cannot be read.",
  ]
}

extension String {
  fileprivate static let json = ServiceReply.json
}
