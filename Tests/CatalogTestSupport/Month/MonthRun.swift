import CatalogModel
public import CatalogStore
import CatalogSync
public import Foundation
import PartnerCenter
import PartnerCenterEmulator

/// How it is decided what to read.
public enum MonthPolicy: Sendable, Hashable {
  /// Everything, daily.
  case full
  /// The oldest first, so many requests a day.
  case age(requests: Int)
  /// What a plain `sync` does.
  case schedule
  /// The same behind the price sheets of the day, which show this share of all changes.
  case sheets(visible: Double)
}

/// What a month came to under one policy.
public struct MonthResult: Sendable, Hashable {
  /// Without those of the first reading; with those of price sheets.
  public var requests = 0
  /// Those of them that asked for licences.
  public var licenceRequests = 0
  /// As ``stale``, of licences alone.
  public var staleLicences = 0.0
  /// The same if every sync had read every licence: what changes between two syncs is stale until the second one.
  public var leastStaleLicences = 0.0
  /// Changed products of samples, and those that a sheet had shown, as the last run had learned them.
  public var visible: AuditCount?
  /// Catalog items that differed from what the service would have said, as a share and averaged over time.
  public var stale = 0.0
  public var audit = AuditCount()
  /// The same share over all units that were not due, as the truth has it.
  public var missed = AuditCount()
  public var due = DueCount()
}

/// Plays a month: the real synchronizer and a real store, against an emulator, on a clock that does not wait.
public struct MonthRun: Sendable {
  public var script: MonthScript
  private let truths: [Facts]
  private let licences: [Facts]
  /// The ids of all licences of the month.
  private let licenceProducts: Set<String>

  /// Works out what each day of the month would have to show.
  public init(_ script: MonthScript) {
    self.script = script
    var configuration = script.configuration
    let items = (1...MonthScript.days + 1).map { version in
      configuration.shape.version = version
      return Array(Emulator(configuration).truth())
    }
    truths = items.map { Facts($0) }
    let ofLicences = items.map { $0.filter(Self.isLicence) }
    licences = ofLicences.map { Facts($0) }
    licenceProducts = Set(ofLicences.joined().map(\.productID))
  }

  /// Whether price sheets of licences list it; specialized offers have ids of the same beginning.
  private static func isLicence(_ item: ExpectedItem) -> Bool {
    item.productID.hasPrefix("CFQ7TTC") && item.productSubtype != "SpecializedOffers"
  }

  /// What the month changes, as shares: products in one market and scope that differ at its end, items that differ.
  public var changes: (units: Double, items: Double) {
    let (first, last) = (truths[0], truths[truths.count - 1])
    let units = Set(first.groups.keys.map(\.unit))
    return (
      Double(first.changedUnits(from: last).count) / Double(units.count),
      Double(first.differences(from: last)) / Double(first.count)
    )
  }

  /// What one crawl that reads everything costs.
  public func fullRequests(in folder: URL) async throws -> Int {
    let time = SoakTime()
    let path = folder.appendingPathComponent("full-\(UUID().uuidString).sqlite").path
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "month", cloud: "global"))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return await sync(.full, store, Emulator(script.configuration, clock: time.emulatorClock), time).traffic.requests
  }

  /// Plays the month under a policy.
  public func play(_ policy: MonthPolicy, in folder: URL) async throws -> MonthResult {
    let time = SoakTime(at: Date(timeIntervalSince1970: 1_780_272_000 - 18 * 3600))
    var configuration = script.configuration
    if case .sheets(let visible) = policy { configuration.visiblePriceShare = visible }
    let emulator = Emulator(configuration, clock: time.emulatorClock)
    let path = folder.appendingPathComponent("month-\(UUID().uuidString).sqlite").path
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "month", cloud: "global"))
    let reader = SoakStore(path: path)
    var result = MonthResult()
    var truth = truths[0]
    _ = await sync(policy, store, emulator, time)
    _ = await readSheets(policy, store, emulator, time)
    var items = try reader.items()
    var stored = Facts(items)
    var storedLicences = Facts(items.filter(Self.isLicence))
    var (truthOfLicences, staleLicences, sumOfLicences) = (licences[0], 0.0, 0.0)
    var (latestLicences, leastStale, sumOfLeast) = (licences[0], 0.0, 0.0)
    let licenceRequestsBefore = licenceRequests(emulator)
    let begin = time.origin.addingTimeInterval(18 * 3600)
    var (hours, sum) = (0.0, 0.0)
    var stale = 0.0
    for (hour, event) in script.events {
      sum += stale * (hour - hours)
      sumOfLicences += staleLicences * (hour - hours)
      sumOfLeast += leastStale * (hour - hours)
      hours = hour
      switch event {
      case .version(let version):
        emulator.setVersion(version)
        truth = truths[version - 1]
        truthOfLicences = licences[version - 1]
      case .shortage(let share):
        emulator.setFaults(share > 0 ? FaultScript([.short(share: share)]) : [])
      case .sync:
        time.advance(to: begin.addingTimeInterval(hour * 3600))
        let wrong = stored.changedUnits(from: truth)
        result.requests += await readSheets(policy, store, emulator, time)
        let report = await sync(policy, store, emulator, time)
        if case .failed = report.state {
          throw SoakFailure(words: "the run failed: \(String(describing: report.stop))")
        }
        result.requests += report.traffic.requests
        if let reading = report.reading {
          result.due += reading.due
          result.visible = reading.visible
          result.audit.sampled += reading.audit.sampled
          result.audit.changed += reading.audit.changed
          // Not due were those that were not read, and those drawn by lot.
          let left = try reader.unitsLeftAlone(since: report.runId)
            .map { Facts.Group.unit(market: $0.market, scope: $0.scope, product: $0.product) }
          result.missed.sampled += left.count + reading.audit.sampled
          result.missed.changed += wrong.intersection(left).count + reading.audit.changed
        }
        items = try reader.items()
        stored = Facts(items)
        storedLicences = Facts(items.filter(Self.isLicence))
        latestLicences = truthOfLicences
      }
      stale = Double(truth.differences(from: stored)) / Double(truth.count)
      staleLicences =
        Double(truthOfLicences.differences(from: storedLicences)) / Double(max(1, truthOfLicences.count))
      leastStale = Double(truthOfLicences.differences(from: latestLicences)) / Double(max(1, truthOfLicences.count))
    }
    sum += stale * (24 * Double(MonthScript.days) - hours)
    sumOfLicences += staleLicences * (24 * Double(MonthScript.days) - hours)
    sumOfLeast += leastStale * (24 * Double(MonthScript.days) - hours)
    result.leastStaleLicences = sumOfLeast / (24 * Double(MonthScript.days))
    result.staleLicences = sumOfLicences / (24 * Double(MonthScript.days))
    result.licenceRequests = licenceRequests(emulator) - licenceRequestsBefore
    result.stale = sum / (24 * Double(MonthScript.days))
    try? FileManager.default.removeItem(atPath: path)
    return result
  }

  /// The requests for single licences so far: lists are for all products.
  private func licenceRequests(_ emulator: Emulator) -> Int {
    emulator.served.count { request in
      let parts = request.path.split(separator: "/", maxSplits: 3)
      guard let index = parts.firstIndex(of: "products"), index + 1 < parts.count else { return false }
      return licenceProducts.contains(String(parts[index + 1].prefix { $0 != "?" && $0 != "/" }))
    }
  }

  /// The requests for single licences that one crawl of everything takes.
  public func fullLicenceRequests(in folder: URL) async throws -> Int {
    let time = SoakTime()
    let path = folder.appendingPathComponent("full-\(UUID().uuidString).sqlite").path
    let store = try CatalogStore(path: path, source: .init(locale: "en-US", tenant: "month", cloud: "global"))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let emulator = Emulator(script.configuration, clock: time.emulatorClock)
    _ = await sync(.full, store, emulator, time)
    return licenceRequests(emulator)
  }

  /// Reads the price sheets that are due, where the policy does.
  ///
  /// - Returns: the requests.
  private func readSheets(
    _ policy: MonthPolicy, _ store: CatalogStore, _ emulator: Emulator, _ time: SoakTime
  ) async -> Int {
    guard case .sheets = policy else { return 0 }
    // Republications are announced: a sheet is asked for daily.
    let present = SheetMonth(of: time.now)
    let report = await PriceSynchronizer(
      store: store, base: "https://api.partner.microsoft.com", host: SheetHost(transport: emulator.transport()),
      tokens: emulator.priceTokens(), now: { time.now }, sleep: { _ in }
    ).sync(
      PriceSyncOptions(markets: script.configuration.shape.markets, views: [.licences], month: present))
    return report.traffic.requests
  }

  private func sync(
    _ policy: MonthPolicy, _ store: CatalogStore, _ emulator: Emulator, _ time: SoakTime
  ) async -> SyncReport {
    let client = PartnerCenterClient(
      endpoint: ServiceEndpoint(cloud: .global), transport: emulator.transport(), tokens: emulator.accessTokens(),
      limiter: RequestLimiter(requestsPerMinute: 60_000, concurrency: 8, clock: time.requestClock()))
    var synchronizer = CatalogSynchronizer(store: store, client: client, concurrency: 8, now: { time.now })
    if case .age(let requests) = policy { synchronizer.policy.requestsByAge = requests }
    return await synchronizer.sync(
      SyncOptions(markets: script.configuration.shape.markets, isFull: policy == .full))
  }
}

extension Fault {
  /// Product lists that leave out a share of what they should show.
  fileprivate static func short(share: Double) -> Fault {
    var fault = Fault(.short, path: "/products?")
    fault.share = share
    return fault
  }
}

extension DueCount {
  fileprivate static func += (left: inout DueCount, right: DueCount) {
    left.neverRead += right.neverRead
    left.evidence += right.evidence
    left.age += right.age
    left.audit += right.audit
  }
}
