extension PurchaseFault {
  /// Reads one setting of a fault of purchases.
  ///
  /// - Returns: whether the kind has the setting.
  mutating func set(
    _ name: String, _ value: String, of kind: Fault.Kind, _ wrong: (String) -> FaultScript.Misspelled
  ) throws(FaultScript.Misspelled) -> Bool {
    func number(_ range: ClosedRange<Int>) throws(FaultScript.Misspelled) -> Int {
      guard let number = Int(value), range.contains(number) else {
        throw wrong("a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
    func oneOf<Word: RawRepresentable<String> & CaseIterable>(
      _ words: [Word] = Array(Word.allCases)
    ) throws(FaultScript.Misspelled) -> Word {
      guard let known = words.first(where: { $0.rawValue == value.lowercased() }) else {
        throw wrong(words.map(\.rawValue).joined(separator: ", "))
      }
      return known
    }
    let year = 366 * 86_400
    switch (kind, name) {
    case (.provision, "by") where value == "never": isNever = true
    case (.twin, "by"): seconds = try number(-year...year)
    case (.late, "by"), (.expire, "by"), (.orderLate, "by"), (.audit, "by"), (.status, "by"), (.provision, "by"):
      seconds = try number(0...year)
    case (.repeated, "as"): repetition = try oneOf()
    case (.partial, "group"): group = value
    case (.partial, "code"), (.lineError, "code"): code = try number(0...9_999_999)
    case (.partial, "heals"):
      guard let flag = Bool(value) else { throw wrong("true or false") }
      heals = flag
    case (.reissue, "step"): step = try oneOf([.plan, .cart, .checkout])
    case (.price, "step"): step = try oneOf([.cart, .read, .checkout])
    case (.promotion, "step"), (.attestation, "step"): step = try oneOf([.cart, .checkout])
    case (.price, "percent"), (.promotion, "percent"): percent = try number(-99...1000)
    case (.lineError, "line"): line = try number(0...999)
    case (.lineError, "as"): spelling = try oneOf()
    case (.orderLate, "byid"): secondsByID = try number(0...year)
    case (.audit, "correlation"): correlation = try oneOf()
    case (.status, "word"): word = value
    case (.provision, "share"):
      guard let part = Double(value), (0...1).contains(part) else { throw wrong("a number from 0 to 1") }
      share = part
    case (.provision, "links"): secondsOfLinks = try number(0...year)
    default: return false
    }
    return true
  }
}
