import CatalogJSON
import CatalogModel
import CatalogQuery
public import CatalogService
import Foundation

/// The pages for people, as one family of paths.
///
/// Pages are whole without a script, and their address is their whole state. They load nothing but their style sheet and
/// script, whose names change with their content. Without the scope ``ServiceAccess/Scope/customers`` no page links or
/// shows a customer.
public struct CatalogSite: ServiceRoutes {
  private let reads: CatalogReads
  private let commands: PageCommands
  private let release: String

  /// Pages over a catalog.
  ///
  /// - Parameters:
  ///   - reads: the catalog.
  ///   - commands: the commands that pages show for copying; none by default.
  ///   - release: the version of the program: another one makes other pages.
  public init(_ reads: CatalogReads, commands: PageCommands = PageCommands(), release: String = "") {
    self.reads = reads
    self.commands = commands
    self.release = release + SiteAssets.styleSheet.name + SiteAssets.script.name
  }

  /// The name of the route of a page, such as `/items/{id}`; `nil` where the path is none of a page.
  public func route(of request: ServiceRequest) -> String? { PageRoute(path: request.path)?.name }

  /// Answers with a page, also where something fails; `nil` where the path is none of a page.
  public func reply(to request: ServiceRequest, access: ServiceAccess) async -> ServiceReply? {
    guard let route = PageRoute(path: request.path) else { return nil }
    var reply = await answer(route, request, PageContext(access: access, version: nil, commands: commands))
    if request.method == "HEAD" { reply.body = [] }
    return reply
  }

  private func answer(_ route: PageRoute, _ request: ServiceRequest, _ context: PageContext) async -> ServiceReply {
    let isForm = route == .check && request.method == "POST"
    guard isForm || ["GET", "HEAD"].contains(request.method) else {
      let allowed = route == .check ? "GET, HEAD, POST" : "GET, HEAD"
      var reply = PageReply.reply(ErrorPage.method(allowed), context)
      reply.headers["Allow"] = allowed
      return reply
    }
    guard request.body.count <= CatalogAPI.largestBody else {
      return PageReply.refusal(ServiceError(.requestTooLarge, "The list is too long. Nothing was read."), context)
    }
    if route == .styleSheet { return PageReply.asset(SiteAssets.styleSheet) }
    if route == .script { return PageReply.asset(SiteAssets.script) }
    if route.isOfCustomers, !context.showsCustomers { return PageReply.reply(ErrorPage.customersForbidden, context) }
    if isForm, let address = CheckPage.address(ofForm: request.body) { return PageReply.redirect(to: address) }
    return await page(route, request, context)
  }

  /// Reads and lays out a page, or says that the browser has it already.
  private func page(_ route: PageRoute, _ request: ServiceRequest, _ context: PageContext) async -> ServiceReply {
    do {
      return try await reads.read(within: route.limit) { catalog in
        var context = context
        let version = try catalog.dataVersion()
        context.version = version
        let tag = EntityTag(
          version, url: "\(request.path)?\(request.query)", scopes: context.access.scopes,
          release: release, at: catalog.now)
        if request.method != "POST", tag.isAmong(request.headers[all: "If-None-Match"]) {
          return PageReply.unchanged(tag, version)
        }
        return PageReply.reply(
          try content(of: route, request, catalog, context), context, tag: request.method == "POST" ? nil : tag)
      }
    } catch {
      return PageReply.refusal(error, context)
    }
  }

  private func content(
    of route: PageRoute, _ request: ServiceRequest, _ catalog: Catalog, _ context: PageContext
  ) throws -> SitePage {
    let query = PageQuery(request.query)
    switch route {
    case .home: return SearchPage.start(try catalog.runs(limit: 1).first, context)
    case .search: return SearchPage.page(try SearchAnswer.read(SearchQuestion(query), catalog), context)
    case .item(let id):
      return try ItemPage.page(id, try query["market"].map { try FilterWord.market($0) }, catalog, context)
    case .customers: return try CustomersPage.read(query["q"] ?? "", catalog).page
    case .customer(let name): return try CustomerOverview.read(name, query, catalog).page(context)
    case .check:
      let form = request.method == "POST" ? PageQuery(String(decoding: request.body, as: UTF8.self)) : query
      return try CheckPage.read(form, catalog).page
    case .whatIs: return try WhatIsPage.read(query["q"] ?? "", catalog).page
    case .changes: return try ChangesPage.read(query, catalog).page
    case .status: return try StatusPage.read(catalog).page(context)
    case .styleSheet, .script: return ErrorPage.unknownPath
    }
  }
}
