import MessageDigest
import SeededRandom
import Testing

@Suite("SHA-256") struct SHA256Tests {
  @Test(
    "equals the examples of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func examples(message: String, digest: String) {
    #expect(SHA256.hexadecimal(of: message.utf8) == digest)
  }

  @Test("of a million times a equals the published one")
  func million() {
    var hash = SHA256()
    for _ in 0..<1000 { hash.update(repeatElement(UInt8(ascii: "a"), count: 1000)) }
    #expect(hash.hexadecimal == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("is the same however the message is cut into parts, at every length around a block", arguments: 0...200)
  func parts(length: Int) {
    var random = SplitMix64(seed: UInt64(length))
    let message = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
    var hash = SHA256()
    var rest = message[...]
    while !rest.isEmpty {
      let count = Int.random(in: 0...rest.count, using: &random)
      hash.update(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    #expect(hash.hexadecimal == SHA256.hexadecimal(of: message))
  }

  @Test("so far can be asked, and more bytes added")
  func soFar() {
    var hash = SHA256()
    hash.update("a".utf8)
    #expect(hash.hexadecimal == SHA256.hexadecimal(of: "a".utf8))
    hash.update("bc".utf8)
    #expect(hash.digest().count == 32)
    #expect(hash.hexadecimal == SHA256.hexadecimal(of: "abc".utf8))
  }
}
