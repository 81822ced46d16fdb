/// The positions of secrets in a text, of known ones and of texts that look like one.
struct SecretPlaces {
  /// For each byte of the text, whether it belongs to a secret.
  private(set) var marked: [Bool]
  private let index: SecretIndex

  init(in text: [UInt8], index: SecretIndex) {
    self.index = index
    marked = Array(repeating: false, count: text.count)
    let whole = EscapedText(text)
    let layers = Self.layers(of: whole)
    for view in layers { markEncoded(in: view) }
    for view in layers + Self.partial(of: whole) {
      for range in known(in: view.bytes) { mark(range, of: view) }
      for place in UnknownSecrets.places(in: view.bytes) { mark(place, of: view) }
    }
  }

  private static func isEscaped(_ text: EscapedText) -> Bool {
    text.bytes.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\\") }
  }

  /// The text, and its decodings with up to three layers of escapes undone.
  private static func layers(of whole: EscapedText) -> [EscapedText] {
    var layers = [whole]
    while layers.count < 4, let last = layers.last, isEscaped(last) { layers.append(last.undoing(.all)) }
    return layers
  }

  /// The decodings with one kind of escape undone and the others taken literally.
  private static func partial(of whole: EscapedText) -> [EscapedText] {
    isEscaped(whole) ? [whole.undoing(.percent), whole.undoing(.entities), whole.undoing(.backslash)] : []
  }

  private mutating func mark(_ range: Range<Int>, of view: EscapedText) {
    guard let first = range.first, let last = range.last else { return }
    for position in view.origins[first].lowerBound..<view.origins[last].upperBound { marked[position] = true }
  }

  /// The positions of parts of known secrets.
  private func known(in bytes: [UInt8]) -> [Range<Int>] {
    if index.isEmpty { return [] }
    var plain: [UInt8] = []
    var positions: [Int] = []
    for (position, byte) in bytes.enumerated() {
      guard let folded = SecretIndex.folded(byte) else { continue }
      plain.append(folded)
      positions.append(position)
    }
    var found: [Range<Int>] = []
    SecretIndex.forEachPart(of: plain) { start, part in
      if index.contains(part) { found.append(positions[start]..<positions[start + SecretIndex.width - 1] + 1) }
    }
    for secret in index.short where plain.count >= secret.count {
      for start in 0...plain.count - secret.count where plain[start..<start + secret.count].elementsEqual(secret) {
        found.append(positions[start]..<positions[start + secret.count - 1] + 1)
      }
    }
    return found
  }

  /// Marks runs of base 64 and of hexadecimal digits that decode to a known secret.
  private mutating func markEncoded(in view: EscapedText) {
    if index.isEmpty { return }
    for run in EncodedRun.all(in: view.bytes)
    where run.meanings(in: view.bytes).contains(where: { holdsSecret($0, depth: 1) }) { mark(run.range, of: view) }
  }

  private func holdsSecret(_ bytes: [UInt8], depth: Int) -> Bool {
    let whole = EscapedText(bytes)
    return [whole, whole.undoing(.all)].contains { view in
      if !known(in: view.bytes).isEmpty { return true }
      guard depth > 0 else { return false }
      return EncodedRun.all(in: view.bytes).contains { run in
        run.meanings(in: view.bytes).contains { holdsSecret($0, depth: depth - 1) }
      }
    }
  }

  /// Letters, digits, `-`, `_`, `.`.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
