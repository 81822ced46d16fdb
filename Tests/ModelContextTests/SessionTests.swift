import CatalogModel
import CatalogQuery
import CatalogService
import Dispatch
import Synchronization
import Testing

@testable import ModelContext

@Suite("A connection")
struct SessionTests {
  /// Runs a connection over lines, and returns what it sent.
  private func responses(_ lines: [MessageLine], _ server: ModelContextServer) async throws -> [JSONValue] {
    let sent = Sent()
    let (stream, input) = AsyncStream.makeStream(of: MessageLine.self)
    for line in lines { input.yield(line) }
    input.finish()
    await ModelContextSession(server, access: ServiceAccess()) { bytes in sent.add(bytes) }.run(stream)
    return try sent.all.map(Conversation.read)
  }

  private static func line(_ message: JSONValue) -> MessageLine { .message(Array(message.canonicalText.utf8)) }

  @Test("Everything that was asked is answered before it ends, each id once")
  func answersAll() async throws {
    let shop = try await ShopStore.shared()
    let lines = (0..<200).map { number in
      Self.line(
        Conversation.request(
          "tools/call", Conversation.call("search", ["query": .string("widget \(100 + number % 60)")]),
          id: .integer(Int64(number))))
    }
    let answers = try await responses(lines, shop.server())
    #expect(answers.count == 200)
    #expect(Set(answers.compactMap { $0["id"] }) == Set((0..<200).map { JSONValue.integer($0) }))
    #expect(answers.allSatisfy { $0["result"]?["isError"] == .bool(false) })
  }

  @Test("A line that is too long and one that is no JSON are answered, and the connection goes on")
  func badLines() async throws {
    let shop = try await ShopStore.shared()
    let answers = try await responses(
      [.tooLong, .message(Array("nope".utf8)), Self.line(Conversation.request("ping", id: .string("a")))], shop.server()
    )
    #expect(answers.map { $0["error"]?["code"] } == [.integer(-32600), .integer(-32700), nil])
    #expect(answers.last?["id"] == .string("a"))
  }

  @Test("A cancelled request is not answered, others are")
  func cancellation() async throws {
    let shop = try await ShopStore.shared()
    // The only reader is at work, so that a question waits.
    let pool = try CatalogPool(path: shop.path, readers: 1)
    let gate = DispatchSemaphore(value: 0)
    let (begun, begin) = AsyncStream.makeStream(of: Void.self)
    async let reading: Void = pool.read { _ in
      begin.finish()
      gate.wait()
    }
    for await _ in begun {}
    let server = ModelContextServer(CatalogReads(pool, isLimited: false), version: "1")
    let sent = Sent()
    let (stream, input) = AsyncStream.makeStream(of: MessageLine.self)
    async let run: Void = ModelContextSession(server, access: ServiceAccess()) { sent.add($0) }.run(stream)
    input.yield(Self.line(Conversation.request("tools/call", Conversation.call("status"), id: .integer(1))))
    input.yield(
      Self.line(
        .object([
          "jsonrpc": .string("2.0"), "method": .string("notifications/cancelled"),
          "params": .object(["requestId": .integer(1), "reason": .string("enough")]),
        ])))
    input.yield(
      Self.line(
        .object([
          "jsonrpc": .string("2.0"), "method": .string("notifications/cancelled"),
          "params": .object(["requestId": .string("no such request")]),
        ])))
    input.yield(Self.line(Conversation.request("ping", id: .integer(2))))
    input.finish()
    await run
    gate.signal()
    try await reading
    #expect(try sent.all.map(Conversation.read).map { $0["id"] } == [.integer(2)])
  }

  @Test("Bytes are cut into lines wherever they are cut themselves", arguments: [1, 2, 3, 7, 100])
  func lines(size: Int) {
    var lines = MessageLines()
    let bytes = Array("{\"a\":1}\r\n\n  \nzwei \u{1F600}\nrest".utf8)
    var found: [MessageLine] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      found += lines.lines(adding: bytes[start..<min(start + size, bytes.count)])
    }
    if let last = lines.ended() { found.append(last) }
    #expect(found == ["{\"a\":1}", "zwei \u{1F600}", "rest"].map { .message(Array($0.utf8)) })
  }

  @Test("A line beyond the limit is dropped, and the next one read")
  func longLine() {
    var lines = MessageLines()
    let most = [UInt8](repeating: UInt8(ascii: "x"), count: MessageLines.longest)
    #expect(lines.lines(adding: most + [0x0A]) == [.message(most)])
    #expect(lines.lines(adding: most + most + [0x78]) == [])
    #expect(lines.lines(adding: Array("x\nok\n".utf8)) == [.tooLong, .message(Array("ok".utf8))])
  }
}

/// What a connection sent, in its order.
private final class Sent: Sendable {
  private let lines = Mutex<[[UInt8]]>([])
  var all: [[UInt8]] { lines.withLock(\.self) }
  func add(_ line: [UInt8]) { lines.withLock { $0.append(line) } }
}
