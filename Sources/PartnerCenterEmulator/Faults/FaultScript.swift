/// The faults of one emulator, in order. Of several faults that replace the response the first wins.
public struct FaultScript: Sendable, Hashable, ExpressibleByArrayLiteral {
  /// The faults, in the order in which they are tried for each request.
  public var faults: [Fault]

  /// Creates a script of these faults.
  public init(_ faults: [Fault] = []) { self.faults = faults }

  /// Seconds that the service's clock is ahead.
  var skew: Int { faults.last { $0.kind == .skew }?.skew ?? 0 }

  /// The audience of tokens; `nil` for the one requested.
  var tokenAudience: String? { faults.last { $0.kind == .audience }?.audience }

  /// The code with which sign-in is refused; `nil` where it is not.
  var signInCode: Int? { faults.last { $0.kind == .signIn }?.signInCode }

  /// Creates a script of these faults.
  public init(arrayLiteral faults: Fault...) { self.faults = faults }

  /// The syntax of faults on the command line; ``init(parsing:)`` reads it.
  public static let grammar = """
    SPEC is one or more faults with ';' between them; a fault is KIND or KIND:NAME=VALUE,NAME=VALUE,…

    KIND
      throttle     429 with Retry-After
                   (retryAfter=SECONDS | date:SECONDS | absent; default 1)
      error        an error status; when=after: the request is carried out first
                   (status=503; shape=A|B|C|D|E|html|text|empty; default A)
      drop         the connection breaks before the response
      lost         the request is carried out, and the connection breaks before the
                   response, or with when=within | after in it or behind it
      truncate     the response is cut (hidden=true: Content-Length fits the part)
      malformed    the response is not JSON
      slow         the response comes late (delay=SECONDS; default 1)
      duplicates   a list names an item twice
      unknown      undocumented properties and words, and nulls
      bom          a byte order mark before the body
      expired      401 on a token that was good
      short        a list leaves items out (share=0.3)
      forbidden    403, code 400036 or 400030
      mfa          401, code 900421; the token stays good
      sheet        a price sheet is not what it should be
                   (as=cut | crc | entries | text | html | line | header | market |
                   redirect | republished | short; default cut)

    KIND of a purchase: the numbers of WHEN count the steps that it happens to
      late         a checkout: the connection breaks, and the order is made later
                   (by=SECONDS; default 60)
      busy         a checkout or a replaced cart: 409, code 800064, nothing is done
      repeat       a repeated checkout
                   (as=submitted | progress | held | answer; default submitted)
      partial      a checkout: a group of the cart fails
                   (group=ID, default the last; code=900121; heals=true)
      expire       a new cart ends soon (by=SECONDS; default 900)
      reissue      the ids of the items change
                   (step=plan | cart | checkout; default checkout)
      price        the prices of the items change
                   (step=cart | read | checkout; default cart; percent=10)
      unpriced     a new cart has no prices
      promotion    a new cart gets a promotion (percent=10), or loses one later
                   (step=checkout)
      attestation  the items enforce one (step=cart | checkout; default cart)
      lineerror    a line of a new cart has an error
                   (line=0; code=10002; as=number | text | name | words)
      orderlate    an order is late in the list, less so by its id
                   (by=SECONDS, default 900; byid=SECONDS, default 0)
      twin         a checkout: somebody else orders the same
                   (by=SECONDS after it, negative for before; default 0)
      audit        the record of an order is late
                   (by=SECONDS; correlation=own | none | other)
      status       an order has another status
                   (word=pending_po_upload; by=SECONDS, default for ever)
      provision    an order is provisioned late, in part or never
                   (by=SECONDS | never; share=0.5; links=SECONDS after that)

    permanent KIND, without a WHEN
      skew         the service's clock is off
                   (by=SECONDS, negative for behind; default 600)
      audience     tokens are for another API
                   (to=URL; default https://graph.microsoft.com)
      signin       sign-in is refused (code=NUMBER after AADSTS; default 7000215)

    WHEN (all given conditions must hold; none: always)
      path=TEXT    only requests whose path and query contain TEXT; the numbers below count those requests
      at=N         the Nth request, from 1       every=N   each Nth request
      first=N      the first N requests          rate=P    probability, 0 to 1, from the seed
      count=N      at most N times

    Example: throttle:every=7,retryAfter=1;drop:at=5;short:path=/products?,first=2
    """

  /// The error of a fault specification.
  public struct Misspelled: Error, Sendable, Hashable, CustomStringConvertible {
    /// The part that cannot be read, and the expected form, as one sentence.
    public var description: String
  }

  /// Reads the form of ``grammar``.
  ///
  /// - Throws: ``Misspelled``, which names the part that cannot be read.
  public init(parsing text: String) throws(Misspelled) {
    var faults: [Fault] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: true) {
      faults.append(try Fault(parsing: part))
    }
    guard !faults.isEmpty else { throw Misspelled(description: "The fault specification is empty.") }
    self.faults = faults
  }
}

extension Fault {
  fileprivate init(parsing text: Substring) throws(FaultScript.Misspelled) {
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = halves[0].trimmed
    guard let kind = Kind(rawValue: name.lowercased()) else {
      let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw FaultScript.Misspelled(description: "'\(name)' is no kind of fault; there are \(known).")
    }
    self.init(kind)
    if kind == .skew { skew = 600 }
    guard halves.count == 2 else { return }
    for pair in halves[1].split(separator: ",") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw FaultScript.Misspelled(description: "'\(pair.trimmed)' of \(name) is not written NAME=VALUE.")
      }
      try set(sides[0].trimmed, sides[1].trimmed)
    }
  }

  private mutating func set(_ name: String, _ value: String) throws(FaultScript.Misspelled) {
    let kind = kind
    func wrong(_ wanted: String) -> FaultScript.Misspelled {
      FaultScript.Misspelled(description: "\(name)=\(value) of \(kind.rawValue): \(wanted) is wanted.")
    }
    func positive() throws(FaultScript.Misspelled) -> Int {
      guard let number = Int(value), number > 0 else { throw wrong("a number from 1") }
      return number
    }
    func fraction() throws(FaultScript.Misspelled) -> Double {
      guard let number = Double(value), (0...1).contains(number) else { throw wrong("a number from 0 to 1") }
      return number
    }
    if kind.isStanding { return try setStanding(name, value, wrong) }
    if kind.isOfPurchase, try purchase.set(name.lowercased(), value, of: kind, wrong) { return }
    switch name.lowercased() {
    case "path": path = value
    case "at": at = try positive()
    case "every": every = try positive()
    case "first": first = try positive()
    case "count": count = try positive()
    case "rate": rate = try fraction()
    case "share": share = try fraction()
    case "retryafter": try setRetryAfter(value, wrong)
    case "status":
      guard let number = Int(value), (400...599).contains(number) else { throw wrong("a status from 400 to 599") }
      status = number
    case "shape":
      guard let known = ErrorShape(rawValue: value) ?? ErrorShape(rawValue: value.uppercased()) else {
        throw wrong(ErrorShape.allCases.map(\.rawValue).joined(separator: ", "))
      }
      shape = known
    case "delay":
      let digits = value.hasSuffix("s") ? String(value.dropLast()) : value
      guard let seconds = Double(digits), (0...86_400).contains(seconds) else { throw wrong("a number of seconds") }
      delay = .seconds(seconds)
    case "when" where kind == .lost || kind == .error:
      guard let known = Moment(rawValue: value) else {
        throw wrong(Moment.allCases.map(\.rawValue).joined(separator: ", "))
      }
      moment = known
    case "as" where kind == .sheet:
      guard let known = SheetFault(rawValue: value.lowercased()) else {
        throw wrong(SheetFault.allCases.map(\.rawValue).joined(separator: ", "))
      }
      sheet = known
    case "hidden":
      guard let flag = Bool(value) else { throw wrong("true or false") }
      isCutHidden = flag
    default:
      throw FaultScript.Misspelled(description: "\(kind.rawValue) has no setting '\(name)'.")
    }
  }

  private mutating func setStanding(
    _ name: String, _ value: String, _ wrong: (String) -> FaultScript.Misspelled
  ) throws(FaultScript.Misspelled) {
    switch (kind, name.lowercased()) {
    case (.skew, "by"):
      guard let seconds = Int(value), abs(seconds) <= 31_536_000 else { throw wrong("a number of seconds") }
      skew = seconds
    case (.audience, "to"): audience = value
    case (.signIn, "code"):
      guard let number = Int(value), number > 0 else { throw wrong("a number from 1") }
      signInCode = number
    default:
      throw FaultScript.Misspelled(
        description: "\(kind.rawValue) has no setting '\(name)'; it lasts, and takes no WHEN.")
    }
  }

  private mutating func setRetryAfter(
    _ value: String, _ wrong: (String) -> FaultScript.Misspelled
  ) throws(FaultScript.Misspelled) {
    if value == "absent" {
      retryAfter = .absent
    } else if value.hasPrefix("date:"), let seconds = Int(value.dropFirst(5)), seconds >= 0 {
      retryAfter = .date(seconds: seconds)
    } else if let seconds = Int(value), seconds >= 0 {
      retryAfter = .seconds(seconds)
    } else {
      throw wrong("SECONDS, date:SECONDS or absent")
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
