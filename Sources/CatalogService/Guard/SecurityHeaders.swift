/// The header fields that each response has, whatever it holds.
enum SecurityHeaders {
  /// Scripts, styles, images and requests of this service alone; no frame around it, no text that becomes a script.
  static let contentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

  private static let fields = [
    ("Content-Security-Policy", contentSecurityPolicy), ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    // Not "no-referrer": a browser then sends the service's own forms with `Origin: null`.
    ("Referrer-Policy", "same-origin"),
  ]

  /// Sets the fields; what a family of paths says of them is replaced. A response without `Cache-Control` is not stored.
  static func apply(to reply: inout ServiceReply) {
    for (name, value) in fields { reply.headers[name] = value }
    if reply.headers["Cache-Control"] == nil { reply.headers.add("Cache-Control", "no-store") }
  }
}

extension ServiceReply {
  /// This response with the header fields that protect a browser.
  package var secured: ServiceReply {
    var reply = self
    SecurityHeaders.apply(to: &reply)
    return reply
  }
}
