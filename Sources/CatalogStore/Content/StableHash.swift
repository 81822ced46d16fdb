import CatalogModel

/// A 64-bit hash that is the same in every process and for ever: FNV-1a over length-prefixed fields.
///
/// It finds equal texts in the store; it is no proof against malice, and the store compares nothing else by it.
struct StableHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String?) {
    guard let text else {
      mix(0xFF)
      return
    }
    var count = UInt64(text.utf8.count)
    repeat {
      mix(UInt8(truncatingIfNeeded: count & 0x7F))
      count >>= 7
    } while count > 0
    for byte in text.utf8 { mix(byte) }
    mix(0xFE)
  }

  mutating func add(_ number: Int) { add(String(number)) }
  mutating func add(_ flag: Bool?) { add(flag.map { $0 ? "1" : "0" }) }

  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  var value: Int64 { Int64(bitPattern: state) }

  private mutating func mix(_ byte: UInt8) {
    state ^= UInt64(byte)
    state &*= 0x100_0000_01b3
  }
}

extension ProductContent {
  var hash: Int64 {
    var hash = StableHash()
    hash.add(title)
    hash.add(description)
    hash.add(type)
    hash.add(subtype)
    hash.add(isMicrosoft)
    hash.add(publisher)
    return hash.value
  }
}

extension SKUContent {
  var hash: Int64 {
    var hash = StableHash()
    hash.add(title)
    hash.add(description)
    hash.add(minimumQuantity)
    hash.add(maximumQuantity)
    hash.add(isTrial)
    hash.add(purchasePrerequisites)
    hash.add(inventoryVariables)
    hash.add(provisioningVariables)
    hash.add(billingCycles)
    hash.add(attributes)
    hash.add(attestation)
    return hash.value
  }
}

extension OfferContent {
  var hash: Int64 {
    var hash = StableHash()
    hash.add(currency)
    hash.add(currencySymbol)
    hash.add(isPurchasable)
    hash.add(isRenewable)
    for term in terms {
      hash.add(term.duration)
      hash.add(term.billingCycle)
      hash.add(term.description)
      // Terms without have the hash that they had before such were kept.
      guard !term.details.isEmpty else { continue }
      hash.add("details")
      hash.add(term.id)
      hash.add(term.cancellationPolicies?.text)
      hash.add(term.renewalOptions?.text)
      hash.add(term.renewalInstructions?.text)
    }
    hash.add(details)
    return hash.value
  }
}
