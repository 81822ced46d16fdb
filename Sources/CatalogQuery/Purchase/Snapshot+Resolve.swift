import CatalogModel

extension Snapshot {
  func resolve(_ text: String, for customer: CustomerRecord, _ options: ResolveOptions) throws -> Resolution {
    try customer.requireRelationship()
    let meant = try meantSKUs(text, for: customer)
    switch meant {
    case .nothing:
      return Resolution(customer: customer, query: text, outcome: .nothingMatched)
    case .named(let item):
      var resolution = try resolution(meant, .named(item), text, customer, options)
      guard resolution.outcome != .resolved, let successor = try successor(of: item),
        let named = try ItemReference(parsing: successor).flatMap({ try namedItem($0) })
      else { return resolution }
      resolution = try self.resolution(.named(named), .named(named), text, customer, options)
      resolution.chosenBecause.insert(
        ChoiceMade(
          choice: .catalogItem, value: successor, message: "Microsoft replaced \(item.reference) by \(successor)."),
        at: 0)
      return resolution
    case .titled(let skus), .product(let skus):
      let item = NamedItem(reference: text, product: 0, skus: skus)
      let resolution = try resolution(meant, .named(item), text, customer, options)
      guard resolution.outcome == .blocked || resolution.outcome == .nothingMatched else { return resolution }
      return try alternatives(to: resolution, text, customer, options)
    case .words(let selection):
      return try resolution(meant, selection, text, customer, options)
    }
  }

  private func resolution(
    _ meant: MeantSKUs, _ selection: Selection, _ text: String, _ customer: CustomerRecord, _ options: ResolveOptions
  ) throws -> Resolution {
    var asked = PurchaseOptions(
      includesBlocked: true, inventoryMaximumAge: options.inventoryMaximumAge, limit: 20)
    asked.holdings = options.holdings
    let question = try PurchaseQuestion(self, customer, selection, asked)
    var resolver = Resolver(question, text: text, options: options)
    return try resolver.resolve(meant)
  }

  /// Suggests other matches of the words if the item cannot be ordered; never replaces it by one of them.
  private func alternatives(
    to refused: Resolution, _ text: String, _ customer: CustomerRecord, _ options: ResolveOptions
  ) throws -> Resolution {
    let selection = try selection(text, for: customer)
    var resolution = refused
    resolution.outcome = .blocked
    let others = try self.resolution(.nothing, selection, text, customer, options)
    guard var missing = others.missing else { return resolution }
    missing.message =
      "\(customer.name) cannot order the item with this title. Others match the same words: choose one by its id."
    resolution.missing = missing
    resolution.outcome = .choiceMissing
    return resolution
  }
}
