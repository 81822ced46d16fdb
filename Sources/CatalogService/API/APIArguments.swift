import CatalogJSON
import CatalogModel
import CatalogQuery
import Foundation

/// The parameters of a request, each value checked.
struct APIArguments: Sendable {
  private let parameters: [APIParameter]
  private var values: [String: [String]] = [:]

  /// Reads a query strictly.
  ///
  /// - Parameters:
  ///   - query: as sent, without `?`.
  ///   - parameters: those of the route.
  /// - Throws: ``ServiceError`` with the code `usage` for a parameter that the route has not, one too often, one that is
  ///   missing, a bad escape, and a value that is not accepted.
  init(_ query: String, for parameters: [APIParameter]) throws {
    self.parameters = parameters
    for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
      let sides = Substring(pair).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentText.decoded(sides[0], isForm: true),
        let value = PercentText.decoded(sides.count > 1 ? sides[1] : "", isForm: true)
      else {
        throw ServiceError.usage("The query has a bad percent escape, or bytes that are not UTF-8.")
      }
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw ServiceError.parameter(
          String(name.prefix(80)),
          parameters.isEmpty
            ? "the path has no parameters." : "the path has \(parameters.map(\.name).joined(separator: ", ")).")
      }
      try parameter.check(value)
      values[name, default: []].append(value)
      let most = parameter.isRepeated ? APIParameter.mostValues : 1
      guard values[name]?.count ?? 0 <= most else {
        throw ServiceError.parameter(name, most == 1 ? "it is given twice." : "it is given more than \(most) times.")
      }
    }
    for parameter in parameters where parameter.isRequired && values[parameter.name] == nil {
      throw ServiceError.parameter(parameter.name, "it is missing.")
    }
  }

  func text(_ name: String) -> String? { values[name]?.first }

  func flag(_ name: String) -> Bool {
    if let flag = text(name).flatMap({ APIParameter.Kind.flags[$0] }) { return flag }
    guard case .flag(let usual)? = kind(of: name) else { return false }
    return usual
  }

  func number(_ name: String) -> Int? {
    if let number = text(name).flatMap({ Int($0) }) { return number }
    guard case .number(_, let usual)? = kind(of: name) else { return nil }
    return usual
  }

  func market(_ name: String = "market") throws -> Market? { try text(name).map(FilterWord.market) }

  func term(_ name: String = "term") throws -> String? { try text(name).map(FilterWord.term) }

  func moment(_ name: String, before now: Date) -> Date? {
    text(name).flatMap { MomentArgument(argument: $0) }?.date(before: now)
  }

  /// The values of a parameter whose values may be excluded.
  func filterValues(_ name: String) throws -> [FilterValue] {
    guard let parameter = parameters.first(where: { $0.name == name }) else { return [] }
    return try (values[name] ?? []).map(parameter.filterValue)
  }

  /// Whether the answer depends on the second at which it is asked for.
  var areRelative: Bool {
    parameters.contains { parameter in
      guard parameter.kind == .moment, let text = text(parameter.name),
        case .ago? = MomentArgument(argument: text)
      else { return false }
      return true
    }
  }

  private func kind(of name: String) -> APIParameter.Kind? { parameters.first { $0.name == name }?.kind }
}
