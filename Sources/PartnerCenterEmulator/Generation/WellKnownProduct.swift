import CatalogModel

/// A product that every catalog has, of whatever seed and size, so that examples and demos always find it.
///
/// It has one of the first slots, is never withdrawn or renamed, and its listed SKUs are sold and purchasable in every
/// market.
struct WellKnownProduct: Sendable {
  var family: Family
  /// `nil` where no public source shows the id: then it is generated.
  var id: String?
  var title: String
  var publisher: String?
  /// Licences and what else is sold as it is listed, from `0001` on; empty for reservations, whose SKUs follow from
  /// ``firstSize``.
  var skus: [SKU] = []
  /// The machine of the first two SKUs, for one year and three.
  var firstSize: String?
  /// The region of the first two SKUs.
  var firstRegion = "westus2"
  /// The machines of a series that the tables of prices lack; empty for those of the table.
  var sizes: [String] = []
  /// As `product:sku`, of which one is needed first.
  var prerequisiteSKUs: [String] = []

  struct SKU: Sendable {
    var title: String
    var segment = Segment.commercial
    var maximumQuantity: Int?
    /// The value of a public source; `nil` for a random one.
    var provisioningID: String?
  }

  /// The number of SKUs, from the first, that never change.
  var steadySKUs: Int { family.isReservation ? 2 : skus.count }

  /// In the order of slots. Ids come from Microsoft's documentation and recorded responses; titles too, but for the
  /// marketplace's, which are invented. The kinds are those a reseller asks for first.
  static let all: [WellKnownProduct] = [
    WellKnownProduct(
      family: .licence, id: "CFQ7TTC0LH18", title: "Microsoft 365 Business Basic", publisher: "Microsoft Corporation",
      skus: [
        SKU(
          title: "Microsoft 365 Business Basic", maximumQuantity: 300,
          provisioningID: "3b555118-da6a-4418-894f-7df1e2096870")
      ]),
    WellKnownProduct(
      family: .machineReservation, id: "DZH318Z0BQ3Q", title: "Virtual Machines DSv2 Series", publisher: "Microsoft",
      firstSize: "Standard_DS2_v2"),
    WellKnownProduct(
      family: .perpetualSoftware, title: "SQL Server 2022 Standard Core - 2 Core License Pack",
      publisher: "Microsoft Corporation",
      skus: [SKU(title: "SQL Server 2022 Standard Core - 2 Core License Pack")]),
    WellKnownProduct(
      family: .azurePlan, id: "DZH318Z0BPS6", title: "Microsoft Azure plan", publisher: "Microsoft Corporation",
      skus: [SKU(title: "Microsoft Azure plan", maximumQuantity: 1)]),
    WellKnownProduct(
      family: .licence, id: "CFQ7TTC0LFLX", title: "Microsoft 365 E3", publisher: "Microsoft Corporation",
      skus: [
        SKU(title: "Microsoft 365 E3"),
        SKU(title: "Microsoft 365 E3 (no Teams)"),
        SKU(title: "Microsoft 365 E3 - Unattended License"),
        SKU(title: "Microsoft 365 E3 (Education Student Pricing)", segment: .education),
        SKU(title: "Microsoft 365 E3 (Non-Profit Pricing)", segment: .nonprofit),
        SKU(title: "Microsoft 365 E3 (Governmental Community Cloud Pricing)", segment: .government),
      ]),
    WellKnownProduct(
      family: .licenceAddOn, id: "CFQ7TTC0MM8R", title: "Microsoft 365 Copilot", publisher: "Microsoft Corporation",
      skus: [SKU(title: "Microsoft 365 Copilot")], prerequisiteSKUs: ["CFQ7TTC0LH18:0001", "CFQ7TTC0LFLX:0001"]),
    WellKnownProduct(
      family: .softwareSubscription, title: "SQL Server Standard - 2 Core License Pack",
      publisher: "Microsoft Corporation",
      skus: [
        SKU(title: "SQL Server Standard - 2 Core License Pack - 1 Year"),
        SKU(title: "SQL Server Standard - 2 Core License Pack - 3 Years"),
      ]),
    WellKnownProduct(
      family: .marketplace, title: "クラウド勤怠管理", publisher: "株式会社青空ソフト", skus: [SKU(title: "クラウド勤怠管理 Standard")]),
    WellKnownProduct(
      family: .machineReservation, id: "DZH318Z0BQ3V", title: "Virtual Machines DSv3 Series", publisher: "Microsoft",
      firstSize: "Standard_D2s_v3"),
    WellKnownProduct(
      family: .marketplace, title: "雲端電子發票管理", publisher: "臺北晴空資訊股份有限公司", skus: [SKU(title: "雲端電子發票管理 Standard")]),
  ]
}
