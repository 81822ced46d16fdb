import CatalogJSON
import CatalogModel
import CatalogQuery
import Purchasing

/// The command that does what a library's message asks for: libraries state facts, and only here they become commands.
enum CommandHint {
  static let customersSync = "Run `partner-catalog customers sync`."

  /// A message with its command behind it.
  static func text(_ message: String, _ hint: String?) -> String { hint.map { "\(message) \($0)" } ?? message }

  static func step(_ step: PurchaseStep) -> String {
    switch step.code {
    case .relationshipEnded, .customerQualification: text(step.message, customersSync)
    case .inventoryCheck: text(step.message, "(`partner-catalog inventory CUSTOMER ITEM --subscription ID`)")
    case .azureSubscriptionRegistration: text(step.message, "(`partner-catalog registration CUSTOMER SUBSCRIPTION`)")
    default: step.message
    }
  }

  /// A remedy with its command; a sync names the market where the customer buys.
  static func remedy(_ remedy: Remedy, market: Market?) -> String {
    let hint: String? =
      switch remedy.code {
      case .relationshipEnded, .segmentNotEligible: customersSync
      case .removed: "(`partner-catalog changes --kind returned`)"
      case .notPurchasable: "(`partner-catalog changes --kind changed`)"
      case .inventoryRestricted: "(`partner-catalog inventory CUSTOMER ITEM --subscription ID`)"
      case .neverSeen: "(`partner-catalog search WORDS`)"
      case .listIncomplete: "Run `partner-catalog sync\(market.map { " --market \($0.code)" } ?? "")`."
      default: nil
      }
    return text(remedy.message, hint)
  }

  static func nextStep(_ step: NextStep, for markets: [Market]) -> String {
    let sync = "partner-catalog sync" + markets.map { " --market \($0.code)" }.joined()
    return switch step {
    case .sync: "Run `\(sync)`. \(step.message)"
    case .confirmRemovals: "\(step.message) Run `\(sync)` then; --accept-removals N removes them at once."
    case .investigate: "Run `\(sync) --verbose`. \(step.message)"
    case .signIn: "\(step.message) Run `partner-catalog doctor`."
    }
  }

  /// The command that plans a purchase of what was resolved.
  static func order(_ resolution: Resolution) -> [String] {
    guard resolution.outcome == .resolved, let item = resolution.item else { return [] }
    let quantity = resolution.cartLine?.quantity ?? item.minimumQuantity
    let plan = resolution.plan ?? resolution.plans.first
    let options =
      (plan?.term.map { " --term \($0)" } ?? "") + (plan?.billingCycle.map { " --billing \($0)" } ?? "")
    return [
      TerminalText.safe(
        "To buy it: `partner-catalog order plan \(resolution.customer.id) \(item.catalogItemID)@\(quantity)\(options) --out FILE`"
      )
    ]
  }

  /// The next command after a list of items: the first one that can be ordered.
  static func resolve(_ answer: PurchaseAnswer) -> [String] {
    guard !answer.isPartial, let first = answer.items.first(where: { $0.verdict != .blocked }) else { return [] }
    let words = ["partner-catalog", "resolve", answer.customer.id.rawValue, first.sku.description]
    return [TerminalText.safe("Next: `\(words.map(ShellWord.quoted).joined(separator: " "))`")]
  }

  /// The commands that go on from an item of which a customer is not known yet.
  static func customers(_ details: ItemDetails) -> [String] {
    guard let item = details.skus.lazy.flatMap(\.items).first else { return [] }
    return [
      TerminalText.safe(
        "For a customer: `partner-catalog why-not CUSTOMER \(item.sku)`, `partner-catalog resolve CUSTOMER \(item.sku)`"
      )
    ]
  }

  /// The command that makes a missing choice, with the first alternative.
  static func choice(_ resolution: Resolution, item: String, options: [(name: String, value: String)]) -> [String] {
    guard let missing = resolution.missing, let first = missing.alternatives.first else { return [] }
    let option: String? =
      switch missing.choice {
      case .edition, .catalogItem: nil
      case .segment: "--segment"
      case .reservationScope: "--scope"
      case .currency: "--currency"
      case .term: "--term"
      case .billingCycle: "--billing"
      case .quantity: "--quantity"
      }
    let value = missing.choice == .quantity ? String(first.value.prefix { $0 != "–" }) : first.value
    let named = option == nil ? value : item
    let all = options.filter { $0.name != option } + (option.map { [($0, value)] } ?? [])
    let words =
      ["partner-catalog", "resolve", resolution.customer.id.rawValue, named] + all.flatMap { [$0.name, $0.value] }
    return [TerminalText.safe("Next: `\(words.map(ShellWord.quoted).joined(separator: " "))`")]
  }

  /// The next command for a purchase.
  static func purchase(_ purchase: Purchase) -> String? {
    switch purchase.state {
    case .planned, .confirmed, .cartRequested, .cartMade:
      "Nothing was bought. `partner-catalog order resume` closes it."
    case .checkoutRequested, .unknown:
      "It is not known whether it was bought. Do not buy it again: run `partner-catalog order resume`, also some minutes later. "
        + "If that cannot settle it, decide with `partner-catalog order resume \(purchase.purchaseID) --claim ORDER` or `--none`."
    case .partlyOrdered: "For the rest make a new plan with only those lines: `partner-catalog order plan`."
    case .refused, .notBought: "Nothing was bought. Make a new plan with `partner-catalog order plan`."
    case .ordered, .provisioning: "`partner-catalog order follow \(purchase.purchaseID)` waits for the rest."
    case .held:
      "It is ordered, and held by Microsoft: look in Partner Center. `partner-catalog order follow \(purchase.purchaseID)` shows when it continues."
    case .failed: "It was ordered, and failed at the service. Another attempt needs a new plan."
    case .done: nil
    }
  }

  /// The command for an error with a code, where one helps: a refused file has the same codes for reader and writer.
  static func error(_ code: ErrorCode) -> String? {
    switch code {
    case .planMissing, .planUnreadable: "Check the path, or make a plan with `partner-catalog order plan`."
    case .planIncomplete, .planForeign, .planAltered, .planOther, .planExpired, .planUsed:
      "Make a new plan with `partner-catalog order plan`."
    case .planNewer: "Update partner-catalog, or make a new plan."
    case .planAhead: "Set the clock, or make a new plan."
    case .confirmationDiffers: "`partner-catalog order plan` prints the 8 characters for --confirm."
    case .journalMissing: "`partner-catalog order submit` creates it; name another file with --journal."
    case .journalLocked: "Wait for it to end, or stop it."
    case .journalUnreadable, .journalReadOnly: "Check the path and its permissions."
    case .journalForeign: "Name another file with --journal."
    case .journalNewer: "Update partner-catalog, or name another file with --journal."
    case .journalDamaged:
      "Put a backup in its place. Without one, compare the orders at Partner Center before anything else is bought."
    case .journalWriteFailed: "Make room or repair the disk, then run `partner-catalog order resume`."
    case .outcomeOpen, .outcomeUnrecorded: "Do not buy it again: run `partner-catalog order resume`."
    case .purchaseNotFound, .purchaseAmbiguous: "`partner-catalog order list` shows the ids."
    case .hostUnknown: "Allow the name with `partner-catalog serve --host NAME`."
    case .unauthorized: "`partner-catalog serve --new-token LABEL` makes one."
    case .listen: "Choose another with --listen or --socket."
    case .storeMissing:
      "Run `partner-catalog sync` to read one (`--demo` needs no account), or name another file with --db."
    case .storeForeign, .storeOther: "Name another file with --db."
    case .storeNewer: "Update partner-catalog, or name another file with --db."
    case .storeOlder: "Run `partner-catalog sync` once."
    case .storeUnreadable: "Check the path and its permissions."
    case .storeDamaged:
      "Move it away and run `partner-catalog sync` to read the catalog again, or put a snapshot in its place."
    case .storeBusy, .storeLocked: "Wait for it to end, or stop it."
    case .storeWriteFailed: "Make room or repair the disk, and run the command again."
    case .databaseLibrary: "Install it (Debian: `apt-get install libpq5`)."
    case .databaseUnreachable: "Check the server, its disk and the sign-in, and run the command again; it continues."
    case .databaseRefused: "`partner-catalog help publish` names the rights and the encoding that it needs."
    case .databaseBusy: "Wait for it to end, or stop it."
    case .snapshotDamaged: "Run the command again; if it is refused again, publish the snapshot again."
    case .snapshotOlder: "`--allow-older` takes the older one."
    case .snapshotRebuilt: "`--allow-rebuilt` takes it."
    case .snapshotOther: "Name another file with --db."
    case .snapshotUnreadable: "Check the place; `partner-catalog maintain --snapshot FOLDER/` fills one."
    case .customerNotFound: "`partner-catalog customers sync` reads the customers from Partner Center."
    case .customerMarketUnknown, .relationshipEnded: customersSync
    case .itemNotFound: "`partner-catalog search` finds items by words."
    case .itemUnreadable:
      "Give PRODUCT, PRODUCT:SKU or PRODUCT:SKU:AVAILABILITY; `partner-catalog search` finds items by words."
    default: nil
    }
  }
}
