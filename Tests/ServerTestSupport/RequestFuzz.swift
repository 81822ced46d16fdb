import SeededRandom

/// Requests that are wrong in many ways, from a seed.
package struct RequestFuzz {
  private var random: SplitMix64

  package init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private static let starts = [
    "GET /echo HTTP/1.1", "HEAD /echo HTTP/1.1", "POST /echo HTTP/1.1", "GET http://localhost/echo HTTP/1.1",
    "OPTIONS * HTTP/1.1", "CONNECT localhost:80 HTTP/1.1", "GET /items/a%2Fb?q=%ff HTTP/1.0", "GET / HTTP/2.0",
    "PRI * HTTP/2.0", "GET /metrics HTTP/1.1", "GET  /echo  HTTP/1.1", "get /echo http/1.1", "GET /echo", "",
    "TRACE /echo HTTP/1.1", "GET /../../etc/passwd HTTP/1.1", "GET //evil.example/ HTTP/1.1", "PUT /large?1 HTTP/1.1",
    "GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\nGET /label HTTP/1.1",
  ]
  private static let fields = [
    "Host: localhost", "Host: localhost:8787", "Host: evil.example", "Host:", "Host: localhost\r\nHost: localhost",
    "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 5, 5",
    "Content-Length: 70000", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: x",
    "Connection: close", "Connection: keep-alive", "Connection: upgrade\r\nUpgrade: websocket", "Expect: 100-continue",
    "Expect: 200-ok", "Origin: null", "Origin: https://evil.example", "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Authorization: Bearer wrong", "Authorization: Basic Og==",
    "Authorization: Bearer \(secret)", " folded: x", "no colon", ": empty", "X\u{0}: y", "X: \u{7F}\u{1}",
    "Cookie: a=b; c",
    "X-Forwarded-For: 127.0.0.1", "Accept: */*",
  ]
  private static let bodies = [
    "", "hello", "5\r\nhello\r\n0\r\n\r\n", "5\r\nhel", "FFFFFFFFFFFFFFFFF\r\n", "-1\r\n\r\n", "0\r\nX: y\r\n\r\n",
    "\0\0\0",
    "GET /echo HTTP/1.1\r\n\r\n",
  ]

  /// A token that is valid where the fuzzed server has tokens; no response may hold it.
  package static let secret = "pcat_fuzz_secret_of_thirty_two_bytes"

  /// The bytes of one or several requests; some are valid.
  package mutating func next() -> [UInt8] {
    var text = (Bool.random(using: &random) ? Self.starts[0] : pick(Self.starts)) + "\r\n"
    // Half of them get past each check, or nothing behind it would be reached.
    if Bool.random(using: &random) { text += "Host: localhost\r\n" }
    if Bool.random(using: &random) { text += "Authorization: Bearer \(Self.secret)\r\n" }
    for _ in 0..<Int.random(in: 0...3, using: &random) { text += pick(Self.fields) + "\r\n" }
    if Int.random(in: 0..<12, using: &random) == 0 {
      text += "X-Long: " + String(repeating: "a", count: Int.random(in: 0...20_000, using: &random)) + "\r\n"
    }
    if Int.random(in: 0..<12, using: &random) == 0 { text += String(repeating: "X: y\r\n", count: 150) }
    text += "\r\n" + pick(Self.bodies)
    var bytes = Array(text.utf8)
    for _ in 0..<(Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...6, using: &random) : 0)
    where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
      default: bytes.removeSubrange(index...)
      }
    }
    return bytes
  }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
}
