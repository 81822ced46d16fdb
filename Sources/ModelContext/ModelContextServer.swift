import CatalogJSON
import CatalogModel
import CatalogQuery
public import CatalogService
import Foundation
import Synchronization

/// The Model Context Protocol over a catalog: one message in, at most one message out.
///
/// Speaks the revision 2026-07-28, in which every request stands for itself, and those from 2024-11-05 to 2025-11-25,
/// which open with `initialize`: no state is kept for either. Nine tools, all of which only read.
public struct ModelContextServer: Sendable {
  let description: ServerDescription
  private let source: CatalogSource
  private let now: @Sendable () -> Date

  /// Answers over a catalog.
  ///
  /// - Parameters:
  ///   - reads: the readers of the file.
  ///   - version: of the program, for clients to show.
  public init(_ reads: CatalogReads, version: String) {
    self.init(version: version) { reads }
  }

  /// Answers over a catalog that may not be there yet.
  ///
  /// - Parameters:
  ///   - version: of the program, for clients to show.
  ///   - open: opens the file; called with each question until it succeeds. Its errors are answers of the tools.
  public init(version: String, opening open: @escaping @Sendable () throws -> CatalogReads) {
    description = ServerDescription(version: version)
    source = CatalogSource(open)
    now = { Date() }
  }

  /// Answers a message of a connection that has no headers, such as standard input.
  ///
  /// - Parameters:
  ///   - message: one JSON-RPC message; anything may be given.
  ///   - access: what may be read.
  /// - Returns: the response on one line; `nil` where none is due: for a notification, a response, and a request whose
  ///   task was cancelled.
  public func response(to message: [UInt8], access: ServiceAccess) async -> [UInt8]? {
    let incoming: IncomingMessage
    do {
      incoming = try IncomingMessage(message)
    } catch {
      return OutgoingMessage.error(error.error, to: error.id)
    }
    return await response(to: incoming, access: access)
  }

  /// Answers a message that was read.
  func response(to message: IncomingMessage, access: ServiceAccess) async -> [UInt8]? {
    guard case .request(let id) = message.kind else { return nil }
    do {
      let metadata = RequestMetadata(message.parameters)
      let era = try metadata.era()
      if era == .stateless { try metadata.requireSpokenVersion() }
      guard let result = try await result(of: message, era, access: access) else { return nil }
      return OutgoingMessage.result(result, to: id)
    } catch {
      return OutgoingMessage.error(error, to: id)
    }
  }

  /// The result of a request of an era; `nil` where its task was cancelled.
  func result(
    of message: IncomingMessage, _ era: ProtocolEra, access: ServiceAccess
  ) async throws(ProtocolError) -> JSONValue? {
    switch (message.method, era) {
    case ("initialize", .handshake): return description.initialization(message.parameters)
    case ("ping", .handshake): return .object([:])
    case ("server/discover", .stateless): return description.result(description.discovery, era, isKept: true)
    case ("tools/list", _):
      if let cursor = message.parameters["cursor"], cursor != .null {
        throw ProtocolError(.invalidParameters, "The list of tools has one page: ask without a cursor.")
      }
      return description.result(["tools": .array(Tool.all.map(\.definition))], era, isKept: true)
    case ("tools/call", _):
      guard let members = try await call(message.parameters, access: access) else { return nil }
      return description.result(members, era)
    default:
      throw ProtocolError(.methodNotFound, "Method not found: \(message.method.prefix(80))")
    }
  }

  private func call(
    _ parameters: [String: JSONValue], access: ServiceAccess
  ) async throws(ProtocolError) -> [String: JSONValue]? {
    guard case .string(let name)? = parameters["name"] else {
      throw ProtocolError(.invalidParameters, "params.name must name a tool.")
    }
    guard let tool = Tool.named(name) else {
      throw ProtocolError(.invalidParameters, "Unknown tool: \(name.prefix(80))")
    }
    let given: [String: JSONValue]
    switch parameters["arguments"] {
    case nil, .null?: given = [:]
    case .object(let members)?: given = members
    default: throw ProtocolError(.invalidParameters, "params.arguments must be an object.")
    }
    do {
      return try await answer(tool, given, access).result
    } catch {
      if Task.isCancelled { return nil }
      return ToolAnswer.fault(ToolFault(translating: error))
    }
  }

  private func answer(_ tool: Tool, _ given: [String: JSONValue], _ access: ServiceAccess) async throws -> ToolAnswer {
    guard access.scopes.contains(tool.access) else { throw ToolFault.closed(tool.name) }
    let arguments = try Arguments(given, of: tool)
    let now = now()
    return try await source.reads().read(within: tool.limit(arguments)) { catalog in
      try tool.answer(ToolQuestion(catalog: catalog, arguments: arguments, now: now))
    }
  }
}

extension ToolFault {
  /// The fault for any error of a call.
  fileprivate init(translating error: any Error) {
    switch error {
    case let fault as ToolFault: self = fault
    case let error as CatalogError: self.init(error)
    case let error as ServiceError where error.response.code == .deadline: self = .slow
    case is CancellationError: self = .slow
    default: self = .unavailable
    }
  }
}

/// A catalog that is opened when it is first asked.
private final class CatalogSource: Sendable {
  private let open: @Sendable () throws -> CatalogReads
  private let opened = Mutex<CatalogReads?>(nil)

  init(_ open: @escaping @Sendable () throws -> CatalogReads) { self.open = open }

  /// - Throws: the error of opening; the next question tries again.
  func reads() throws -> CatalogReads {
    if let reads = opened.withLock(\.self) { return reads }
    let reads = try open()
    return opened.withLock { opened in
      if let first = opened { return first }
      opened = reads
      return reads
    }
  }
}
