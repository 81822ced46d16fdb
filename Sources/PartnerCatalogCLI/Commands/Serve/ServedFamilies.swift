#if Server
  import CatalogPages
  import CatalogServer
  import CatalogService
  import ModelContext

  /// Which families of paths are served.
  struct FamilyChoice: Sendable {
    var pages: Bool
    var models: Bool
    /// In seconds.
    var maxAge: Int?

    /// The families, in the order in which they are asked.
    func families(_ reads: CatalogReads, _ metrics: ServerMetrics, _ session: CommandContext)
      -> [RequestDispatcher.Family]
    {
      let api = CatalogAPI(
        reads,
        settings: CatalogAPI.Settings(
          release: PartnerCatalog.version, locale: session.settings.locale?.value, environment: session.environment,
          maximumAge: maxAge, showsPrices: session.settings.prices.value,
          billingCurrency: session.settings.billingCurrency?.value))
      var families = [
        RequestDispatcher.Family(api),
        RequestDispatcher.Family(MetricsRoute(metrics, of: reads, version: PartnerCatalog.version)),
      ]
      if pages {
        let site = CatalogSite(reads, commands: .program, release: PartnerCatalog.version)
        families.append(.init(site, isPages: true))
      }
      if models {
        families.append(.init(ModelContextEndpoint(ModelContextServer(reads, version: PartnerCatalog.version))))
      }
      return families
    }
  }
#endif
