import CatalogModel
import CatalogQuery
import CatalogSchema
import CatalogStore
import Foundation
import PartnerCenter

/// Checks of the catalog file: existence, integrity, locks, source, content.
struct StoreFindings {
  var path: String
  var settings: Settings
  /// The maximum age of a market, in seconds.
  var maxAge: Int

  func all() -> [Finding] {
    guard FileManager.default.fileExists(atPath: path) else {
      return [
        .warning(
          "store", "there is no catalog at \(path)", meaning: "Look-ups fail until the first sync.",
          remedy: "Run `partner-catalog sync`; without an account, `partner-catalog sync --demo`.")
      ]
    }
    let holder = WriterLock.holder(ofStore: path)
    do {
      let catalog = try Catalog(path: path)
      let issues = try StoreHealth.issues(of: path)
      guard issues.isEmpty else { return [damaged(issues), lock(holder)] }
      let status = try catalog.status()
      return [.ok("store", "\(path) is sound"), writable, lock(holder), source(status.source), try timesAhead()]
        .compactMap(\.self)
        + CatalogFindings(status: status, maxAge: maxAge, isBeingSynced: holder != nil).all()
    } catch let error as CatalogError {
      return [unusable(error), lock(holder)]
    } catch StoreError.corrupt(_, let finding) {
      return [damaged([finding ?? "SQLite cannot read its tables"]), lock(holder)]
    } catch {
      return [
        .problem(
          "store", "\(error)", meaning: "No command can use it.", remedy: "Check the path and its permissions."),
        lock(holder),
      ]
    }
  }

  /// The finding for a read-only file; root can write every file, and never gets it.
  private var writable: Finding? {
    guard !FileManager.default.isWritableFile(atPath: path) else { return nil }
    return .warning(
      "store", "\(path) cannot be written",
      meaning: "It can be read; a sync cannot update it.",
      remedy: "Run the sync as the owner of the file, or give this user write permission.")
  }

  private func timesAhead() throws -> Finding? {
    let ahead = try TimesAhead.counts(in: path, at: Date())
    guard !ahead.isEmpty else { return nil }
    let columns = ahead.map { "\($0.column) \($0.count)" }.joined(separator: ", ")
    return .warning(
      "times", "times in the future: \(columns)",
      meaning:
        "A sync ran while the clock of this machine was ahead, or the clock is behind now. Items confirmed then "
        + "have an unknown age.",
      remedy:
        "Set the clock, preferably by NTP: timedatectl set-ntp true. Then run `partner-catalog sync` and `partner-catalog "
        + "customers sync` to read them again.")
  }

  private func lock(_ holder: String?) -> Finding {
    .ok(
      "lock",
      holder.map { "a sync is running (\($0)); another sync would end with exit code 6" } ?? "no sync is running"
    )
  }

  private func unusable(_ error: CatalogError) -> Finding {
    let other = "Choose another file with --db, or move this one away."
    switch error.code {
    case .storeDamaged: return damaged([whereDamaged])
    case .storeForeign:
      return .problem(
        "store", "\(path) is not a catalog", meaning: "It is not changed, and no command uses it.", remedy: other)
    case .storeNewer:
      return .problem(
        "store", error.message, meaning: "This version cannot read files of newer ones.",
        remedy: "Update partner-catalog. " + other)
    case .storeOlder:
      return .warning(
        "store", "\(path) was written by an older version",
        meaning: "It cannot be searched before it is updated.",
        remedy: "Run `partner-catalog sync` once: it does that, and keeps everything.")
    case .storeLocked:
      return .warning(
        "store", error.message, meaning: "It cannot be looked at now.",
        remedy: "Try again when the other program is done.")
    default:
      return .problem("store", error.message, meaning: "No command can use it.", remedy: other)
    }
  }

  /// The unreadable part of a file.
  private var whereDamaged: String {
    do {
      return try StoreHealth.issues(of: path).first ?? "SQLite cannot read its tables"
    } catch StoreError.corrupt(_, let finding?) {
      return finding
    } catch {
      return "SQLite cannot read its tables"
    }
  }

  /// The finding for damage: the file to move, the way to rebuild it, and the loss.
  private func damaged(_ issues: [String]) -> Finding {
    .problem(
      "store", "\(path) is damaged: \(TerminalText.safe(issues.prefix(3).joined(separator: "; ")))",
      meaning: "Answers may be missing or wrong, and a sync may fail. A new sync restores the current catalog; "
        + "the change log, the dates of first sight and removal, and recorded inventory checks would be lost.",
      remedy: "Stop the programs that use it, then: mkdir damaged && mv '\(path)'* damaged/ "
        + "&& partner-catalog customers sync && partner-catalog sync --market …, with your markets. Or restore an "
        + "earlier copy, without its -wal and -shm files.")
  }

  private func source(_ source: StoreSource) -> Finding {
    let found = [source.tenant, source.cloud, source.locale].compactMap(\.self).joined(separator: ", ")
    let differs =
      [("tenant", source.tenant, settings.tenant?.value), ("locale", source.locale, settings.locale?.value)]
      + (settings.cloud.origin == .standard ? [] : [("cloud", source.cloud, settings.cloud.value.rawValue)])
    for (what, holds, asked) in differs {
      guard let holds, let asked, GUID.canonical(holds) != GUID.canonical(asked) else { continue }
      return .problem(
        "source", "the file holds the catalog of \(what) \(holds), but \(asked) is configured",
        meaning: "`sync` refuses to mix them; look-ups use the stored catalog.",
        remedy: "Choose another file with --db, or correct the setting.")
    }
    return .ok("source", found)
  }
}

/// Checks of an intact catalog: its age, its gaps, and the ends of the last runs.
struct CatalogFindings {
  var status: StoreStatus
  var maxAge: Int
  var isBeingSynced: Bool

  func all() -> [Finding] { [age, lists, removals, unfinished].compactMap(\.self) + status.jobs.map(ended) }

  private static func names(_ markets: [MarketStatus]) -> String {
    markets.prefix(10).map(\.market.code).joined(separator: ", ") + (markets.count > 10 ? ", …" : "")
  }

  private var age: Finding {
    guard !status.markets.isEmpty else {
      return .warning(
        "age", "no market was synced yet", meaning: "Look-ups find nothing.",
        remedy: "Run `partner-catalog sync --market US`, with your market.")
    }
    let old = status.markets.filter { $0.state != .forbidden && ($0.ageSeconds ?? .max) > maxAge }
    guard !old.isEmpty else {
      return .ok(
        "age", "\(Formatting.count(status.markets.count, "market")), none older than \(Formatting.age(maxAge))")
    }
    return .warning(
      "age", "older than \(Formatting.age(maxAge)), or never fully synced: \(Self.names(old))",
      meaning: "Later additions, changes and removals are unknown.",
      remedy: "Run `partner-catalog sync` daily; the sources include systemd and cron examples.")
  }

  private var lists: Finding {
    let open = status.markets.filter { $0.nextStep != nil }
    guard !open.isEmpty else { return .ok("lists", "all are complete") }
    let reasons = Set(status.partitions.filter { $0.state == .partial || $0.state == .unread }.compactMap(\.reason))
    return .warning(
      "lists",
      "not complete: \(Self.names(open))" + (reasons.isEmpty ? "" : " (\(reasons.sorted().joined(separator: ", ")))"),
      meaning: "Items of these lists may be missing or old.",
      remedy: "Run `partner-catalog sync` to continue. `partner-catalog status` shows the next step of each market.")
  }

  private var removals: Finding? {
    let held = status.markets.filter { $0.removalsHeldBack > 0 }
    guard !held.isEmpty else { return nil }
    let count = held.reduce(0) { $0 + $1.removalsHeldBack }
    return .warning(
      "removals", "\(Formatting.count(count, "removal")) held back: \(Self.names(held))",
      meaning: "So many removals at once may be an error of the service. The items are still shown.",
      remedy:
        "Run `partner-catalog sync` again: it removes the items that are still missing. --accept-removals N removes them at once."
    )
  }

  private var unfinished: Finding? {
    guard let run = status.runs.first, run.state == .running, !isBeingSynced else { return nil }
    return .warning(
      "unfinished run", "run \(run.runID), started \(Formatting.time(run.startedAt)), ended without a result",
      meaning: "Its process was killed, or the machine went down. Its progress is saved.",
      remedy: "Run `partner-catalog sync` to continue it.")
  }

  private func ended(_ job: JobStatus) -> Finding {
    let name = "last \(job.command)"
    let found =
      "ended \(Formatting.time(job.finishedAt)) with exit code \(job.exitCode)"
      + (job.errorCode.map { " (\($0))" } ?? "")
    if job.exitCode == ExitStatus.success.rawValue { return .ok(name, found) }
    return .warning(
      name, found,
      meaning: job.succeededAt.map { "It last succeeded \(Formatting.time($0))." } ?? "It never succeeded.",
      remedy: "Run `partner-catalog \(job.command)` by hand to see the error.")
  }
}
