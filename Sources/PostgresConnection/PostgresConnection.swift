#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One connection to a server. Its calls block: use it on a thread of its own.
package final class PostgresConnection {
  private let library: PostgresLibrary
  private let handle: OpaquePointer
  /// Stops the statement in progress, from any thread.
  package let cancellation: PostgresCancellation

  /// Connects.
  ///
  /// - Parameters:
  ///   - target: the database.
  ///   - application: the name that the server shows for this connection.
  ///   - library: the client library.
  /// - Throws: ``PostgresError/notConnected(_:)``.
  package init(_ target: PostgresTarget, application: String, library: PostgresLibrary) throws(PostgresError) {
    let fixed = [
      ("application_name", application), ("client_encoding", "UTF8"), ("connect_timeout", "10"),
      // Notices would be written to standard error.
      ("options", "-c client_min_messages=error"), ("keepalives_idle", "30"),
    ]
    let parameters = target.parameters.map { ($0.name, $0.value) } + fixed
    let handle = Self.withTexts(parameters.map { Optional($0.0) } + [nil]) { names in
      Self.withTexts(parameters.map { Optional($0.1) } + [nil]) { values in library.connect(names, values, 1) }
    }
    guard let handle else { throw .notConnected("out of memory") }
    guard library.status(handle) == Self.isConnected else {
      let reason = Self.message(library, handle)
      library.finish(handle)
      throw .notConnected(reason)
    }
    self.library = library
    self.handle = handle
    cancellation = PostgresCancellation(library, library.makeCancel(handle))
  }

  deinit { library.finish(handle) }

  // Source: libpq-fe.h, ConnStatusType, ExecStatusType, postgres_ext.h.
  private static let isConnected: Int32 = 0
  private static let (commandOK, tuplesOK, copyIn): (Int32, Int32, Int32) = (1, 2, 4)
  private static let (sqlState, primaryMessage) = (Int32(UInt8(ascii: "C")), Int32(UInt8(ascii: "M")))

  /// Runs one statement.
  ///
  /// - Parameters:
  ///   - sql: one statement, with `$1`, `$2` for parameters.
  ///   - parameters: as text; `nil` for NULL.
  ///   - columns: the number of columns to read.
  /// - Returns: the rows, values as text, NULL as an empty one.
  /// - Throws: ``PostgresError``.
  package func execute(
    _ sql: String, _ parameters: [String?] = [], columns: Int = 0
  ) throws(PostgresError) -> [[String]] {
    let result = Self.withTexts(parameters) { values in
      library.execute(handle, sql, Int32(parameters.count), nil, parameters.isEmpty ? nil : values, nil, nil, 0)
    }
    defer { library.clear(result) }
    if let failure = failure(of: result, [Self.commandOK, Self.tuplesOK]) { throw failure }
    return (0..<library.rowCount(result)).map { row in
      (0..<Int32(columns)).map { column in library.value(result, row, column).map { String(cString: $0) } ?? "" }
    }
  }

  /// Copies rows into a table.
  ///
  /// - Parameters:
  ///   - sql: a `COPY … FROM STDIN` in the text format.
  ///   - body: gives the bytes of whole or partial lines to its argument.
  /// - Throws: ``PostgresError``, and the errors of `body`; the server then takes nothing.
  package func copy(_ sql: String, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
    let result = library.execute(handle, sql, 0, nil, nil, nil, nil, 0)
    let refusal = failure(of: result, [Self.copyIn])
    library.clear(result)
    if let refusal { throw refusal }
    do {
      try body { [library, handle] bytes in
        guard let start = bytes.bindMemory(to: CChar.self).baseAddress, !bytes.isEmpty else { return }
        guard library.putCopyData(handle, start, Int32(bytes.count)) == 1 else {
          throw PostgresError.connectionLost(Self.message(library, handle))
        }
      }
    } catch {
      // The server may have ended the copy itself; its reason is better than that of the write that failed.
      _ = library.putCopyEnd(handle, "stopped")
      if error is PostgresError, let reason = endOfCopy() { throw reason }
      _ = endOfCopy()
      throw error
    }
    guard library.putCopyEnd(handle, nil) == 1 else {
      throw PostgresError.connectionLost(Self.message(library, handle))
    }
    if let failure = endOfCopy() { throw failure }
  }

  /// Reads the results that follow a copy.
  private func endOfCopy() -> PostgresError? {
    var first: PostgresError?
    while let result = library.nextResult(handle) {
      first = first ?? failure(of: result, [Self.commandOK])
      library.clear(result)
      if library.status(handle) != Self.isConnected { break }
    }
    return first
  }

  private func failure(of result: OpaquePointer?, _ expected: [Int32]) -> PostgresError? {
    guard let result else { return .connectionLost(Self.message(library, handle)) }
    if expected.contains(library.resultStatus(result)) { return nil }
    func field(_ code: Int32) -> String { library.resultErrorField(result, code).map { String(cString: $0) } ?? "" }
    let state = field(Self.sqlState)
    guard !state.isEmpty, library.status(handle) == Self.isConnected else {
      return .connectionLost(state.isEmpty ? Self.message(library, handle) : field(Self.primaryMessage))
    }
    return .refused(state: state, message: field(Self.primaryMessage))
  }

  private static func message(_ library: PostgresLibrary, _ handle: OpaquePointer) -> String {
    library.errorMessage(handle).map { String(cString: $0) } ?? ""
  }

  private static func withTexts<Result>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = texts.map { text -> UnsafeMutablePointer<CChar>? in text.flatMap { strdup($0) } }
    defer { for copy in copies { free(copy) } }
    let pointers = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: texts.count + 1)
    defer { pointers.deallocate() }
    for (place, copy) in copies.enumerated() { pointers[place] = UnsafePointer(copy) }
    return body(UnsafePointer(pointers))
  }
}

/// Stops the statement that a connection is running. The connection stays usable.
package final class PostgresCancellation: Sendable {
  private let library: PostgresLibrary
  /// The address of libpq's object, which it never changes.
  private let address: Int

  init(_ library: PostgresLibrary, _ handle: OpaquePointer?) {
    self.library = library
    address = Int(bitPattern: handle)
  }

  deinit { library.freeCancel(OpaquePointer(bitPattern: address)) }

  /// Asks the server to stop; waits until it has heard.
  package func cancel() {
    guard let handle = OpaquePointer(bitPattern: address) else { return }
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { reason in
      _ = library.cancel(handle, reason.baseAddress, Int32(reason.count))
    }
  }
}
