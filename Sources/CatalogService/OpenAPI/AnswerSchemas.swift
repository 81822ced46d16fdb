import CatalogModel

/// The schemas of the answers, in JSON Schema 2020-12.
///
/// One line describes one object: its name, what it extends, and its keys with their types. `-` behind a key says that it
/// may be absent, `?` behind a type that it may be null; `[T]` is an array, `{T}` an object whose keys are data, and any
/// other name refers to an object.
enum AnswerSchemas {
  private static let lines = """
    Error: code string, message string, requestId string?, correlationId- string
    ErrorResponse: error Error, candidates- [ErrorCandidate]
    ErrorCandidate: id string, name string, domain string
    Health: status string
    OpenAPI: openapi string, info any, paths any
    DataVersionResponse: version integer, incarnation string, asOf time?
    RefundOption: sequenceId- any, type- any, expiresAfter- any
    Term: duration string, billingCycle string?, description string, id- string, cancellationPolicies- any, \
    renewalOptions- any, renewalInstructions- any
    PriceSheet: view string, month any, fetchedAt time
    ItemPrice: termDuration string?, billingPlan string?, currency string, state string, unit string?, retail string?, \
    validFrom time?, validTo time?, sheet PriceSheet?, promotions- [any]
    CatalogItem: catalogItemId string, productId string, skuId string, availabilityId string, market string, \
    segment string, reservationScope string?, productTitle string, skuTitle string, productType string, \
    productSubType string, publisher string, currency string, isPurchasable boolean?, isTrial boolean, \
    minimumQuantity integer, maximumQuantity integer, terms [Term], renewalInstructions any, \
    purchasePrerequisites [string], inventoryVariables [string], confirmedAt time, ageSeconds integer, \
    provisioningId string?, isRenewable boolean, prices- [ItemPrice]
    Highlights: productTitle string, skuTitle string
    ExplainedWord: asked string, found- string?, kind- string?, fields [string], score number
    SearchExplanation: tiers [string], words [ExplainedWord], relevance number
    SearchHit: +CatalogItem, highlights Highlights, missing- [string], describedOnly- [string], formerly- string, \
    licenceId- string, matchingSkus- integer, explanation- SearchExplanation
    SearchResult: query string, market string?, total integer, items [SearchHit], facets {Counts}, isPartial boolean, \
    suggestion string?, next string?, withoutPrice- integer
    Qualification: name string, vettingStatus- string?
    Customer: id string, name string, domain string, market string?, qualifications [any], unknown [string], \
    confirmedAt time
    Subscription: id string, kind string, name string, offerId string?, productType string, status string, \
    quantity integer?, registration string?, registrationConfirmedAt time?, termDuration string?, \
    renewalTermDuration string?, billingCycle string?, autoRenewEnabled boolean?, creationDate any, \
    effectiveStartDate any, commitmentEndDate any, billingCycleEndDate any, cancellationAllowedUntilDate any
    WholeCustomer: +Customer, agreements [string]?, subscriptions- [Subscription], domains [string], \
    directSigned boolean?, relationship string?, relationshipEndedAt time?, unread [string], \
    subscriptionsConfirmedAt time?, reasons [any], steps [any]
    CustomersResponse: total integer, customers [WholeCustomer]
    MarketReading: state string, completedAt time?, ageSeconds integer?
    Reason: code string, message string
    HeldItem: productId string, skuId string, source string, id string, quantity integer, confirmedAt time?
    PurchasableItem: +CatalogItem, verdict string, reasons [any], steps [any], held- [HeldItem], missing- [string], \
    describedOnly- [string], formerly- string, licenceId- string
    PurchaseAnswer: customer Customer, total integer, items [PurchasableItem], marketReading MarketReading?, \
    suggestion string?, facets {Counts}, isPartial boolean, next string?, withoutPrice- integer
    Explanation: customer Customer, item string, isKnown boolean, message string, verdict- string?, items- [any], \
    reasons- [any], steps- [any], remedies- [any], successors- [any], markets- [string]
    CartLine: id integer, catalogItemId string, quantity integer, billingCycle- string, termDuration- string, \
    provisioningContext- any, attestationAccepted- boolean
    ResolvedItem: customer Customer, query string, outcome string, item- any, plans- [any], chosenBecause- [any], \
    missing- any, rejected- [any], cartLine- any
    ProductPlace: market string, reservationScope string?, firstSeenAt time, confirmedAt time, ageSeconds integer, \
    removedAt time?
    RemovedItem: catalogItemId string, skuId string, market string, segment string, reservationScope string?, \
    firstSeenAt time, removedAt time
    SKUDetails: skuId string, title string, description string?, minimumQuantity integer, maximumQuantity integer, \
    isTrial boolean, purchasePrerequisites [string], inventoryVariables [string], provisioningVariables [string], \
    billingCycles [string], attributes any, attestation any, prerequisiteSkus [string], offerMatrix- any, \
    markets [string], items [CatalogItem]
    ItemDetails: productId string, title string, description string?, productType string, productSubType string, \
    publisher string, isMicrosoftProduct boolean?, places [ProductPlace], skus [SKUDetails], removed [RemovedItem], \
    history [Change]
    Change: changeId integer, runId integer, at time, kind string, entity string, market string, segment string?, \
    reservationScope string?, productId string, skuId string?, availabilityId string?, field string?, \
    oldValue string?, newValue string?, productTitle string, skuTitle string?
    PriceChange: at time, kind string, market string, segment string, productId string, skuId string, \
    termDuration string?, billingPlan string?, currency string, oldUnit string?, newUnit string?, oldRetail string?, \
    newRetail string?, validFrom time?, view string, month any
    ItemChanges: total integer, changes [Change]
    PriceChanges: total integer, changes [PriceChange]
    DailyChanges: day string, kind string, count integer
    Market: market string, name string, localName string, currency string?, items integer, state string, \
    completedAt time?, ageSeconds integer?, sellsSoftwareSubscriptions boolean
    MarketsResponse: total integer, locale string, markets [Market]
    UnavailableMarket: market string, isoCountry string, name string, localName string, productType string, \
    productSubType string, source string, recordedAt time?, documentDate string?
    UnavailableMarketsResponse: total integer, locale string, markets [UnavailableMarket]
    StoreSource: locale- string?, tenant- string?, cloud- string?
    ListCounts: complete integer, partial integer, unread integer, forbidden integer
    MarketStatus: market string, currency string?, currencies [string], items integer, state string, \
    completedAt time?, ageSeconds integer?, lists ListCounts, removalsHeldBack integer, nextStep Reason?
    Partition: market string, view string, segment string, reservationScope string?, state string, items integer?, \
    completedAt time?, ageSeconds integer?, reason string?
    RunItems: added integer, changed integer, removed integer, unchanged integer
    Run: runId integer, startedAt time, finishedAt time?, state string, requests integer, retries integer, \
    throttled integer, items RunItems
    JobTotals: runs any, requests integer, retries integer, throttled integer
    Job: command string, startedAt time, finishedAt time, state string, exitCode integer, error string?, \
    requests integer, retries integer, throttled integer, succeededAt time?, totals JobTotals
    Publication: name string, version integer?, publishedAt time?, unitsBehind integer
    StoreStatus: source StoreSource, markets [MarketStatus], partitions [Partition], runs [Run], jobs [Job], \
    publications- [Publication]
    CrosswalkReference: kind string, id string
    CrosswalkNode: kind string, id string, name string?
    CrosswalkEdge: from CrosswalkReference, to CrosswalkReference, source string, asOf string?, confidence string
    CrosswalkAnswer: query string, asOf string, nodes [CrosswalkNode], edges [CrosswalkEdge]
    ItemCheck: id string, market string?, state string, now string?
    CheckResponse: ids [ItemCheck]
    """

  /// The schemas by name, for `components`.
  static let all: JSONValue = .object(
    Dictionary(
      lines.split(separator: "\n").map(object) + [
        ("Counts", ["type": "object", "additionalProperties": ["type": "integer"]] as JSONValue),
        ("ChangesByDay", ["type": "array", "items": reference("DailyChanges")]),
        ("ChangesResponse", ["anyOf": [reference("ItemChanges"), reference("PriceChanges")]]),
        ("Resolution", ["anyOf": [reference("ResolvedItem"), reference("CartLine")]]),
      ], uniquingKeysWith: { first, _ in first }))

  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

  private static func object(_ line: Substring) -> (String, JSONValue) {
    let sides = line.split(separator: ":", maxSplits: 1)
    var (required, properties, bases): ([JSONValue], [String: JSONValue], [JSONValue]) = ([], [:], [])
    for field in sides[1].split(separator: ",") {
      let words = field.split(separator: " ")
      guard let first = words.first else { continue }
      guard words.count == 2 else {
        bases.append(reference(String(first.dropFirst())))
        continue
      }
      let isOptional = first.hasSuffix("-")
      let key = String(isOptional ? first.dropLast() : first)
      properties[key] = type(words[1])
      if !isOptional { required.append(.string(key)) }
    }
    let own: JSONValue = [
      "type": "object", "required": .array(required), "properties": .object(properties),
    ]
    return (String(sides[0]), bases.isEmpty ? own : ["allOf": .array(bases + [own])])
  }

  private static func type(_ word: Substring) -> JSONValue {
    if word.hasSuffix("?") {
      return ["anyOf": [type(word.dropLast()), ["type": "null"]]]
    }
    if word.hasPrefix("[") { return ["type": "array", "items": type(word.dropFirst().dropLast())] }
    if word.hasPrefix("{") { return ["type": "object", "additionalProperties": type(word.dropFirst().dropLast())] }
    return switch word {
    case "any": .object([:])
    case "time": ["type": "string", "format": "date-time"]
    case "string", "integer", "number", "boolean": ["type": .string(String(word))]
    default: reference(String(word))
    }
  }
}
