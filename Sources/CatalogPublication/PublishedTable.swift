import CatalogSchema

/// A table of the copy, and the query that gives its rows from the file.
struct PublishedTable: Sendable {
  /// One column.
  struct Column: Sendable {
    enum Kind: Sendable {
      case integer
      case text
      /// The stored form of an availability's id; the query's last column is the id of its product.
      case availabilityCode
    }

    var name: String
    var type: String
    var kind: Kind
    /// The SQL of its value in the file.
    var source: String
  }

  /// Which of its rows a step copies.
  enum Growth: Sendable {
    /// Rows are only added, with growing numbers: those after the last one.
    case appended
    /// Rows of the units that were touched.
    case units
    /// All of them, once a round is at its end: there are few.
    case replaced
  }

  var name: String
  var columns: [Column]
  /// The columns of the key, after the number of the load.
  var key: [String]
  /// `FROM …` of the file.
  var source: String
  var growth: Growth
  /// Whether it has a partition for each load; otherwise it is small.
  var isPartitioned: Bool
  /// Whether its rows are of customers.
  var isOfCustomers = false
  /// The condition of the rows of a unit: `?1` is its place, `?2` its product. By the key of the file's table, for most of a place's
  /// rows are of other units.
  var isOfUnit = "t.place_id = ?1 AND t.product_id = ?2"

  /// Every table, in the order in which rows refer to each other.
  static let all: [PublishedTable] = names + texts + units + lists + customers

  private static func integer(_ name: String, _ source: String? = nil, type: String = "integer") -> Column {
    Column(name: name, type: type, kind: .integer, source: source ?? "t.\(name)")
  }

  private static func time(_ name: String, _ source: String? = nil) -> Column { integer(name, source, type: "bigint") }

  private static func small(_ name: String, _ source: String? = nil) -> Column {
    integer(name, source, type: "smallint")
  }

  private static func flag(_ name: String, _ source: String? = nil) -> Column { small(name, source) }

  private static func text(_ name: String, _ source: String? = nil) -> Column {
    Column(name: name, type: "text", kind: .text, source: source ?? "t.\(name)")
  }

  private static func names(_ name: String, _ columns: [Column]) -> PublishedTable {
    PublishedTable(
      name: name, columns: [integer("id")] + columns, key: ["id"], source: "FROM \(name) t", growth: .appended,
      isPartitioned: false)
  }

  private static func ofProducts(_ name: String, _ columns: [Column], _ source: String) -> PublishedTable {
    PublishedTable(
      name: name, columns: [integer("id")] + columns, key: name == "product" ? ["id"] : ["product_id", "id"],
      source: source, growth: .appended, isPartitioned: true)
  }

  private static let names: [PublishedTable] = [
    names("market", [text("code")]), names("segment", [text("code")]),
    names("place", [integer("market_id"), text("scope")]), names("offer_text", [text("content")]),
    PublishedTable(
      name: "offer",
      columns: [
        integer("id", "o.id"), text("currency", "o.currency"),
        flag("is_purchasable", AvailabilityColumns.isPurchasable), flag("is_renewable", "o.is_renewable"),
        integer("terms_id", "o.terms_id"),
        text("renewal_instructions", "nullif(json_extract(d.content, '$.renewalInstructions'), '[]')"),
      ], key: ["id"], source: "FROM offer o LEFT JOIN offer_text d ON d.id = o.details_id", growth: .appended,
      isPartitioned: false),
  ]

  private static let texts: [PublishedTable] = [
    ofProducts("product", [text("code")], "FROM product t"),
    ofProducts("sku", [integer("product_id"), text("code")], "FROM sku t"),
    ofProducts(
      "product_text",
      [
        integer("product_id"), text("title"), text("product_type"), text("product_subtype"), text("publisher"),
      ], "FROM product_text t"),
    ofProducts(
      "sku_text",
      [
        integer("product_id", "k.product_id"), integer("sku_id"), integer("product_text_id"), text("title"),
        time("minimum_quantity"), time("maximum_quantity"), flag("is_trial"), flag("requires_inventory_check"),
        text("purchase_prerequisites"), text("inventory_variables"), text("provisioning_id", Views.provisioningID),
        integer("listed"),
      ], "FROM sku_text t CROSS JOIN sku k ON k.id = t.sku_id"),
  ]

  private static let units: [PublishedTable] = [
    PublishedTable(
      name: "unit",
      columns: [
        integer("place_id"), integer("product_id"), integer("product_text_id"), time("confirmed_at"),
        time("nonprofit_confirmed_at"), time("first_seen"), time("changed_at"), integer("change_count"),
        time("removed_at"),
      ], key: ["product_id", "place_id"], source: "FROM unit t", growth: .units, isPartitioned: true),
    PublishedTable(
      name: "availability",
      columns: [
        integer("place_id", "a.place_id"), integer("product_id", "k.product_id"), integer("sku_id", "a.sku_id"),
        small("segment_id", "a.segment_id"), small("ordinal", "a.ordinal"),
        integer("text_id", AvailabilityColumns.text(usual: "k.text_id")), integer("offer_id", "a.offer_id"),
        Column(name: "code", type: "text", kind: .availabilityCode, source: "a.code"),
        text("catalog_item_id", AvailabilityColumns.irregularItemID), time("first_seen", "a.first_seen"),
        // The blank end keeps SQLite from making the id of every row for a look-up by it.
        time(
          "verified_at",
          """
          (SELECT v.verified_at FROM verification v WHERE v.place_id = a.place_id AND v.sku_id = a.sku_id
            AND v.segment_id = a.segment_id AND v.code || '' = \(AvailabilityCode.whole()))
          """),
      ], key: ["product_id", "place_id", "sku_id", "segment_id", "ordinal"],
      source: """
        FROM availability a CROSS JOIN sku k ON k.id = a.sku_id CROSS JOIN product p ON p.id = k.product_id
        """, growth: .units, isPartitioned: true,
      isOfUnit: "a.place_id = ?1 AND a.sku_id IN (SELECT id FROM sku WHERE product_id = ?2)"),
    PublishedTable(
      name: "change",
      columns: [
        integer("id"), integer("run_id"), time("at"), text("kind"), text("entity"), integer("market_id"),
        integer("segment_id"), text("scope"), integer("product_id"), integer("sku_id"), text("availability"),
        text("field"), text("old_value"), text("new_value"),
      ], key: ["product_id", "id"], source: "FROM change t", growth: .appended, isPartitioned: true),
  ]

  private static func list(
    _ name: String, _ columns: [Column], key: [String], _ source: String, isOfCustomers: Bool = false
  ) -> PublishedTable {
    PublishedTable(
      name: name, columns: columns, key: key, source: source, growth: .replaced, isPartitioned: false,
      isOfCustomers: isOfCustomers)
  }

  private static let lists: [PublishedTable] = [
    list(
      "partition",
      [
        integer("id"), integer("market_id"), text("view"), text("segment"), text("scope"), text("state"),
        text("reason"), integer("items"), time("completed_at"),
      ], key: ["id"], "FROM partition t"),
    list(
      "run",
      [integer("id"), time("started_at"), time("finished_at"), text("state")]
        + [
          "requests", "retries", "throttled", "added", "changed", "removed", "unchanged", "is_full", "requests_saved",
          "due_never_read", "due_evidence", "due_age", "due_audit", "audit_sampled", "audit_changed",
        ].map { time($0) }, key: ["id"], "FROM run t"),
    list(
      "unavailable_market",
      [
        integer("market_id"), text("iso_country"), text("name"), text("product_type"), text("product_subtype"),
        text("source"), time("recorded_at"), text("evidence"), text("document_date"),
      ], key: ["market_id", "product_type", "product_subtype", "source"], "FROM unavailable_market t"),
  ]

  private static let customers: [PublishedTable] = [
    list(
      "customer",
      [
        integer("id"), text("code"), text("name"), text("domain"), text("market"), text("qualifications"),
        time("confirmed_at"), text("agreements"), time("subscriptions_confirmed_at"), text("domains"),
        text("relationship"), time("relationship_ended_at"), flag("direct_signed"), text("unread"),
      ], key: ["id"], "FROM customer t", isOfCustomers: true),
    list(
      "customer_subscription",
      [
        integer("customer_id"), text("code"), text("kind"), text("name"), text("offer"), text("product_type"),
        text("status"), time("quantity"), text("registration"), time("registration_confirmed_at"),
        text("term_duration"), text("renewal_term_duration"), text("billing_cycle"), flag("auto_renew"),
        text("created"), text("starts"), text("ends"), text("billing_cycle_ends"), text("cancellable_until"),
      ], key: ["customer_id", "code"], "FROM customer_subscription t", isOfCustomers: true),
    list(
      "inventory_check",
      [
        text("customer"), text("subscription"), text("region"), integer("sku_id"),
        integer("product_id", "k.product_id"),
        flag("is_restricted"), text("restrictions"), time("checked_at"), text("context"),
      ], key: ["customer", "subscription", "region", "sku_id"],
      "FROM inventory_check t JOIN sku k ON k.id = t.sku_id", isOfCustomers: true),
  ]
}
