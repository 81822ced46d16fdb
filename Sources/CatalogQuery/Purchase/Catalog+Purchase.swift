extension Catalog {
  /// Lists the items that a customer can buy, best match first: one for each availability, with a verdict.
  ///
  /// The market is the customer's billing country. Commercial offers are open, and those of segments for which the
  /// customer has an approved qualification. Blocked and removed items are listed only if
  /// ``PurchaseOptions/includesBlocked`` is set or the text is an id. Blank text lists everything in the order of
  /// titles. As in a search, the filter comes first: words spelt nearly so count where no item that passes it has every
  /// word.
  ///
  /// - Parameters:
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a ``CustomerRecord``.
  ///   - text: words or an id, as in ``search(_:_:)``; blank for everything.
  ///   - options: filters and the page.
  /// - Returns: one page of items with their verdicts; an empty page where nothing matches, which is no error.
  /// - Throws: ``CatalogError``: no customer matches, several do, the customer's market is unknown, or ``Page/after`` is
  ///   no place in this answer.
  public func purchasableItems(
    for customer: some CustomerReference, matching text: String = "", _ options: PurchaseOptions = PurchaseOptions()
  ) throws(CatalogError) -> PurchaseAnswer {
    try read { snapshot in
      let customer = try snapshot.requireCustomer(customer)
      var options = options
      options.filter = try snapshot.filter(
        options.filter, markets: customer.market.map { [$0] } ?? [], choosing: &options.prices)
      let selection = try snapshot.selection(text, for: customer)
      if options.prices.selects { return try snapshot.purchasableByPrice(for: customer, selection, options) }
      return try snapshot.priced(snapshot.purchasableItems(for: customer, selection, options), options.prices)
    }
  }

  /// The same as ``purchasableItems(for:matching:_:)``, item by item: however many there are, only one is held at a
  /// time.
  ///
  /// All items are of one moment, so the file cannot be tidied up while the body runs. The body must not ask this
  /// catalog anything: it would wait for itself.
  /// - Returns: the answer without its items.
  /// - Throws: ``CatalogError``, and what the body throws, which ends the reading.
  public func forEachPurchasableItem(
    for customer: some CustomerReference, matching text: String = "", _ options: PurchaseOptions = PurchaseOptions(),
    _ body: (PurchasableItem) throws -> Void
  ) throws -> PurchaseAnswer {
    try reading { snapshot in
      let customer = try snapshot.requireCustomer(customer)
      var options = options
      options.filter = try snapshot.filter(
        options.filter, markets: customer.market.map { [$0] } ?? [], choosing: &options.prices)
      let selection = try snapshot.selection(text, for: customer)
      if options.prices.selects {
        var answer = try snapshot.purchasableByPrice(for: customer, selection, options)
        try answer.items.forEach(body)
        answer.items = []
        return answer
      }
      let question = try PurchaseQuestion(snapshot, customer, selection, options)
      let reader = try snapshot.priceReader(options.prices)
      return try question.answer(
        question.forEachItem { item in
          var item = item
          if reader.isUsed { item.item.prices = try reader.prices(of: item.item) }
          try body(item)
        })
    }
  }

  /// Explains why an item is or is not offered to a customer.
  ///
  /// - Parameters:
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a ``CustomerRecord``.
  ///   - item: an id in any of its forms.
  /// - Returns: an explanation, also for an id that the catalog does not know.
  /// - Throws: ``CatalogError``: as ``purchasableItems(for:matching:_:)``, and where the text is not an id.
  public func explain(customer: some CustomerReference, item: String) throws(CatalogError) -> Explanation {
    try read { try $0.explain(customer: $0.requireCustomer(customer), item: item) }
  }

  /// Resolves a text to the one catalog item that a customer would order, or to the missing choice; never guesses.
  ///
  /// - Parameters:
  ///   - text: an id in any of its forms, or the words of a title.
  ///   - customer: a text (an id, a domain or a sufficient part of a name), a `CustomerID` or a ``CustomerRecord``.
  ///   - options: choices that are already made.
  /// - Returns: one item, the missing choice, or the reasons against it; ``Resolution/outcome`` distinguishes them.
  ///   None of them is an error.
  /// - Throws: ``CatalogError``, as ``purchasableItems(for:matching:_:)``.
  public func resolve(
    _ text: String, for customer: some CustomerReference, _ options: ResolveOptions = ResolveOptions()
  ) throws(CatalogError) -> Resolution {
    try read { snapshot in
      let customer = try snapshot.requireCustomer(customer)
      var options = options
      if let currency = options.currency {
        let asked = ItemFilter(only: [.currency: [currency]])
        let left = try snapshot.filter(
          asked, markets: customer.market.map { [$0] } ?? [], choosing: &options.prices)
        if left.isEmpty { options.currency = nil }
      }
      var resolution = try snapshot.resolve(text, for: customer, options)
      let reader = try snapshot.priceReader(options.prices)
      if reader.isUsed, let item = resolution.item?.item {
        resolution.item?.item.prices = try reader.prices(of: item)
      }
      return resolution
    }
  }
}
