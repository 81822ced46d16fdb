#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The dynamic attributes of a SKU as the store keeps them: a JSON object, mostly without what is looked for.
struct AttributeText {
  var json: String

  /// Whether the text may contain a name; if not, it need not be decoded.
  func mentions(_ name: StaticString) -> Bool {
    name.withUTF8Buffer { name in
      json.withCString { json in
        name.withMemoryRebound(to: CChar.self) { name in name.baseAddress.flatMap { strstr(json, $0) } != nil }
      }
    }
  }
}
