import CatalogJSON
import CatalogQuery
import Foundation
import Purchasing

/// The lines of a plan, resolved in the stored catalog, before the service is asked.
struct PlanDraft: Sendable {
  var customer: CustomerRecord
  var market: Market
  var lines: [PlannedLine]
  /// The list prices of each line's term; `nil` where nobody reads price sheets.
  private(set) var listPrices: [[ItemPrice]?]
  /// The segment of the item of each line.
  private var segments: [Segment]

  /// The choices that concern the whole plan.
  struct Choices: Sendable {
    var accepted: Set<PurchaseCheck.Code>
    var ceiling: Money?
    var reseller: String?
    var isPriced: Bool
    /// In seconds.
    var lifetime: Int
  }

  /// - Throws: ``CommandError`` where an item is not exactly one that can be ordered, or a value for it is missing.
  init(
    _ wanted: [WantedLine], for name: String, in catalog: Catalog, isAttested: Bool, prices: PriceOptions, now: Date
  ) throws {
    let customer = try catalog.customer(named: name)
    guard let market = customer.market else {
      throw CommandError(
        .nothingMatched, code: .customerMarketUnknown,
        message: CommandHint.text(
          "The market of \(customer.name) is not known.", CommandHint.error(.customerMarketUnknown)))
    }
    self.customer = customer
    self.market = market
    let id = customer.id.rawValue
    let found = try wanted.map { line in
      var options = line.options
      options.prices = prices
      return (line, try catalog.resolve(line.item, for: id, options))
    }.map { line, resolution in (line, try ResolvedLine(resolution, of: line)) }
    let skus = found.map { $0.1.item.sku.description }
    segments = found.map(\.1.item.segment)
    listPrices = found.map { _, resolved in
      resolved.item.item.prices(
        term: resolved.cartLine.termDuration, billingCycle: resolved.cartLine.billingCycle ?? "one_time")
    }
    lines = try found.enumerated().map { position, pair in
      let (line, resolved) = pair
      let others = skus.enumerated().filter { $0.offset != position }.map(\.element)
      let details = try catalog.details(of: .sku(resolved.item.sku))
      let bases = details?.skus.flatMap(\.prerequisiteSKUs).map(\.description) ?? []
      let checks = CatalogChecks.checks(
        of: resolved.item, for: customer, isAttested: isAttested, boughtWith: Set(others), bases: Set(bases), now: now)
      return PlannedLine(
        catalogItemID: resolved.cartLine.catalogItemID, title: resolved.item.item.displayTitle,
        quantity: line.quantity, termDuration: resolved.cartLine.termDuration,
        billingCycle: resolved.cartLine.billingCycle ?? "one_time", promotionID: line.promotion,
        customTermEndDate: line.endDate, renewsTo: line.renewsTo,
        commitment: line.commitment, provisioningContext: resolved.context, attestation: isAttested, checks: checks)
    }
  }

  private struct ResolvedLine {
    var item: PurchasableItem
    var cartLine: CartLine
    var context: [String: String]

    init(_ resolution: Resolution, of line: WantedLine) throws {
      guard resolution.outcome == .resolved, let item = resolution.item, let cartLine = resolution.cartLine else {
        throw Self.unresolved(resolution)
      }
      self.item = item
      self.cartLine = cartLine
      let named = Dictionary(line.context.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
      context = [:]
      var missing: [String] = []
      for (key, value) in cartLine.provisioningContext {
        if let chosen = named[key.lowercased()] ?? value { context[key] = chosen } else { missing.append(key) }
      }
      let known = Set(cartLine.provisioningContext.keys.map { $0.lowercased() })
      // A scope that names one subscription needs that subscription, which the SKU does not list.
      for (key, value) in line.context where !known.contains(key.lowercased()) { context[key] = value }
      guard missing.isEmpty else {
        throw CommandError(
          .nothingMatched, code: .contextMissing,
          message: "\(item.catalogItemID) needs \(missing.sorted().joined(separator: ", ")): "
            + "give each with --context KEY=VALUE. Nothing was sent.")
      }
    }

    private static func unresolved(_ resolution: Resolution) -> CommandError {
      let name = TerminalText.excerpt(resolution.query)
      switch resolution.outcome {
      case .choiceMissing, .resolved:
        let choices = (resolution.missing?.alternatives ?? []).map { alternative in
          alternative.title.isEmpty ? alternative.value : "\(alternative.value) (\(alternative.title))"
        }
        return CommandError(
          .nothingMatched, code: .choiceMissing,
          message: "\(name): \(resolution.missing?.message ?? "a choice is missing.") "
            + (choices.isEmpty ? "" : "Choices: \(choices.joined(separator: "; ")). ") + "Nothing was sent.")
      case .blocked:
        let reason = resolution.rejected.first.map { " \($0.catalogItemID): \($0.because)" } ?? ""
        return CommandError(
          .nothingMatched, code: .notOrderable, message: "\(name) cannot be ordered.\(reason) Nothing was sent.")
      case .nothingMatched:
        return CommandError(
          .nothingMatched, code: .itemNotFound,
          message: "No catalog item is named \(name). Nothing was sent. `partner-catalog search` finds items by words.")
      }
    }
  }

  /// Makes the checks that need the service, and the plan.
  func plan(
    at service: PartnerCenterPurchaseService, place: OrderPlan.Service, earlier: [Purchase], _ choices: Choices
  ) async throws -> OrderPlan {
    let now = Date()
    var lines = lines
    let orders = try? await service.orders(of: customer.id, includingSystemPurchases: false)
    let own = earlier.filter { $0.customer.id == customer.id }
    for index in lines.indices {
      lines[index].checks += try await LiveChecks.checks(
        of: lines[index], for: customer.id, segment: segments[index], at: service, now: now)
      lines[index].checks.append(await promotion(of: lines[index], at: service, now: now))
      lines[index].checks.append(RecentPurchases.check(lines[index], purchases: own, orders: orders, now: now))
    }
    var cart: OrderPlan.Cart?
    // A cart is made only for lines that can be bought.
    if choices.isPriced, lines.flatMap(\.checks).allSatisfy({ $0.permits(choices.accepted) }) {
      let ids = RequestIDs(requestID: UUID().uuidString.lowercased(), correlationID: UUID().uuidString.lowercased())
      let pricing = try await PlanPricing(
        of: lines, for: customer.id, ceiling: choices.ceiling, reseller: choices.reseller, at: service, ids: ids,
        now: Date())
      (lines, cart) = (pricing.lines, pricing.cart)
    }
    for index in lines.indices {
      lines[index].checks = PurchaseCheck.accepting(choices.accepted, of: lines[index].checks, at: now)
    }
    return OrderPlan(
      planID: UUID().uuidString.lowercased(), createdAt: now, lifetime: choices.lifetime, service: place,
      customer: OrderPlan.Customer(id: customer.id, name: customer.name, market: market), lines: lines,
      maxTotal: choices.ceiling, reseller: choices.reseller, cart: cart)
  }

  private func promotion(
    of line: PlannedLine, at service: PartnerCenterPurchaseService, now: Date
  ) async -> PurchaseCheck {
    guard let promotion = line.promotionID else {
      return PurchaseCheck(.promotion, .passed, "No promotion was asked for.", at: now)
    }
    do {
      guard let obstacles = try await service.obstacles(toPromotion: promotion, for: line, of: customer.id) else {
        return PurchaseCheck(
          .promotion, .failed, "The service does not offer promotion \(promotion) for the item.", at: now)
      }
      return obstacles.isEmpty
        ? PurchaseCheck(.promotion, .passed, "Promotion \(promotion) applies.", at: now)
        : PurchaseCheck(
          .promotion, .failed, "Promotion \(promotion) does not apply: \(obstacles.joined(separator: "; ")).", at: now)
    } catch {
      return PurchaseCheck(.promotion, .unchecked, "The promotion could not be checked: \(error)", at: now)
    }
  }
}

extension WantedLine {
  fileprivate var options: ResolveOptions {
    ResolveOptions(term: term, billingCycle: billing, quantity: quantity, isForCart: true)
  }
}
