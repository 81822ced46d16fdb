#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The client library of PostgreSQL, opened when it is first used.
///
/// It is not linked: its two dozen shared libraries would be loaded at the start of every command.
/// Source: PostgreSQL 15, "libpq - C Library".
package struct PostgresLibrary: Sendable {
  /// The name of the shared library.
  #if canImport(Darwin)
    package static let name = "libpq.5.dylib"
  #else
    package static let name = "libpq.so.5"
  #endif

  typealias Text = UnsafePointer<CChar>
  typealias Texts = UnsafePointer<Text?>

  let connect: @convention(c) (Texts, Texts, Int32) -> OpaquePointer?
  let status: @convention(c) (OpaquePointer?) -> Int32
  let errorMessage: @convention(c) (OpaquePointer?) -> UnsafeMutablePointer<CChar>?
  let finish: @convention(c) (OpaquePointer?) -> Void
  let execute:
    @convention(c) (
      OpaquePointer?, Text, Int32, UnsafePointer<UInt32>?, Texts?, UnsafePointer<Int32>?, UnsafePointer<Int32>?, Int32
    ) -> OpaquePointer?
  let resultStatus: @convention(c) (OpaquePointer?) -> Int32
  let resultErrorField: @convention(c) (OpaquePointer?, Int32) -> UnsafeMutablePointer<CChar>?
  let rowCount: @convention(c) (OpaquePointer?) -> Int32
  let value: @convention(c) (OpaquePointer?, Int32, Int32) -> UnsafeMutablePointer<CChar>?
  let clear: @convention(c) (OpaquePointer?) -> Void
  let putCopyData: @convention(c) (OpaquePointer?, Text, Int32) -> Int32
  let putCopyEnd: @convention(c) (OpaquePointer?, Text?) -> Int32
  let nextResult: @convention(c) (OpaquePointer?) -> OpaquePointer?
  let makeCancel: @convention(c) (OpaquePointer?) -> OpaquePointer?
  let cancel: @convention(c) (OpaquePointer?, UnsafeMutablePointer<CChar>?, Int32) -> Int32
  let freeCancel: @convention(c) (OpaquePointer?) -> Void

  /// Opens the library. It stays open as long as the process.
  ///
  /// - Throws: ``PostgresError/libraryMissing(_:)``.
  package static func open(_ name: String = name) throws(PostgresError) -> PostgresLibrary {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw .libraryMissing(name) }
    return try PostgresLibrary(library, name)
  }

  private init(_ library: UnsafeMutableRawPointer, _ name: String) throws(PostgresError) {
    func function<Function>(_ symbol: String, _: Function.Type) throws(PostgresError) -> Function {
      guard let address = dlsym(library, symbol) else { throw PostgresError.libraryMissing("\(name) with \(symbol)") }
      return unsafeBitCast(address, to: Function.self)
    }
    connect = try function("PQconnectdbParams", (@convention(c) (Texts, Texts, Int32) -> OpaquePointer?).self)
    status = try function("PQstatus", (@convention(c) (OpaquePointer?) -> Int32).self)
    errorMessage = try function(
      "PQerrorMessage", (@convention(c) (OpaquePointer?) -> UnsafeMutablePointer<CChar>?).self)
    finish = try function("PQfinish", (@convention(c) (OpaquePointer?) -> Void).self)
    execute = try function(
      "PQexecParams",
      (@convention(c) (
        OpaquePointer?, Text, Int32, UnsafePointer<UInt32>?, Texts?, UnsafePointer<Int32>?, UnsafePointer<Int32>?, Int32
      ) -> OpaquePointer?).self)
    resultStatus = try function("PQresultStatus", (@convention(c) (OpaquePointer?) -> Int32).self)
    resultErrorField = try function(
      "PQresultErrorField", (@convention(c) (OpaquePointer?, Int32) -> UnsafeMutablePointer<CChar>?).self)
    rowCount = try function("PQntuples", (@convention(c) (OpaquePointer?) -> Int32).self)
    value = try function(
      "PQgetvalue", (@convention(c) (OpaquePointer?, Int32, Int32) -> UnsafeMutablePointer<CChar>?).self)
    clear = try function("PQclear", (@convention(c) (OpaquePointer?) -> Void).self)
    putCopyData = try function("PQputCopyData", (@convention(c) (OpaquePointer?, Text, Int32) -> Int32).self)
    putCopyEnd = try function("PQputCopyEnd", (@convention(c) (OpaquePointer?, Text?) -> Int32).self)
    nextResult = try function("PQgetResult", (@convention(c) (OpaquePointer?) -> OpaquePointer?).self)
    makeCancel = try function("PQgetCancel", (@convention(c) (OpaquePointer?) -> OpaquePointer?).self)
    cancel = try function(
      "PQcancel", (@convention(c) (OpaquePointer?, UnsafeMutablePointer<CChar>?, Int32) -> Int32).self)
    freeCancel = try function("PQfreeCancel", (@convention(c) (OpaquePointer?) -> Void).self)
  }
}
