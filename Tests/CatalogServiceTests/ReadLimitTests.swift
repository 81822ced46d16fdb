import CatalogJSON
import CatalogQuery
import CatalogService
import CatalogTestSupport
import Foundation
import Synchronization
import Testing

@Suite("Limits of reads")
struct ReadLimitTests {
  /// Keeps a reader busy until it is interrupted or released.
  private static func occupy(_ catalog: Catalog, until isReleased: Flag) throws {
    while !isReleased.isSet.load(ordering: .acquiring) { _ = try catalog.storeSource() }
  }

  @Test("A read that takes too long is interrupted, and the reader serves the next one")
  func deadline() async throws {
    let pool = try CatalogPool(path: try await DemoCatalog.path(), readers: 1)
    let reads = CatalogReads(pool)
    let never = Flag()
    let error = await #expect(throws: ServiceError.self) {
      try await reads.read(within: .milliseconds(50)) { try Self.occupy($0, until: never) }
    }
    #expect(error?.response.code == .deadline && error?.status == 503)
    #expect(try await reads.read { try $0.markets().count } == DemoCatalog.markets.count)
  }

  @Test("A cancelled read ends at once, in a statement and in a loop of the library")
  func cancelled() async throws {
    let pool = try CatalogPool(path: try await DemoCatalog.path(), readers: 1)
    let reads = CatalogReads(pool)
    let (never, isRunning) = (Flag(), Flag())
    let task = Task {
      try await reads.read(within: .seconds(600)) { catalog in
        isRunning.isSet.store(true, ordering: .releasing)
        try Self.occupy(catalog, until: never)
      }
    }
    while !isRunning.isSet.load(ordering: .acquiring) { await Task.yield() }
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
    #expect(try await reads.read { try $0.markets().count } == DemoCatalog.markets.count)
  }

  @Test("While all readers are busy, some wait for a moment and the rest are refused at once")
  func busy() async throws {
    let pool = try CatalogPool(path: try await DemoCatalog.path(), readers: 1)
    let reads = CatalogReads(pool)
    let (release, isRunning) = (Flag(), Flag())
    let occupant = Task {
      try await reads.read(within: .seconds(600)) { catalog in
        isRunning.isSet.store(true, ordering: .releasing)
        try Self.occupy(catalog, until: release)
      }
    }
    while !isRunning.isSet.load(ordering: .acquiring) { await Task.yield() }
    // All of these give up: the 65th and later ones at once, the others after their patience.
    let codes = await withTaskGroup(of: String.self) { group in
      for _ in 0..<100 {
        group.addTask {
          do {
            _ = try await reads.read { try $0.dataVersion() }
            return "answered"
          } catch {
            return ServiceError(error).response.code.rawValue
          }
        }
      }
      return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(codes == ["busy": 100])
    release.isSet.store(true, ordering: .releasing)
    try await occupant.value
    #expect(try await reads.read { try $0.markets().count } == DemoCatalog.markets.count)
  }

  @Test("Tasks go on while as many readers as processors, and one more, are at work")
  func tasks() async throws {
    let readers = ProcessInfo.processInfo.activeProcessorCount + 1
    let reads = CatalogReads(try CatalogPool(path: try await DemoCatalog.path(), readers: readers))
    let (release, running) = (Flag(), Count())
    let occupants = (0..<readers).map { _ in
      Task {
        try await reads.read(within: .seconds(60)) { catalog in
          running.number.add(1, ordering: .releasing)
          try Self.occupy(catalog, until: release)
        }
      }
    }
    while running.number.load(ordering: .acquiring) < readers { await Task.yield() }
    #expect(await Task { 1 }.value == 1)
    release.isSet.store(true, ordering: .releasing)
    // None of them had to be interrupted.
    for occupant in occupants { try await occupant.value }
  }

  private final class Count: Sendable {
    let number = Atomic(0)
  }

  @Test("Reads that were cancelled while they waited take no place")
  func abandoned() async throws {
    let pool = try CatalogPool(path: try await DemoCatalog.path(), readers: 2)
    let reads = CatalogReads(pool)
    for round in 0..<20 {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<30 { group.addTask { _ = try? await reads.read { try $0.markets().count } } }
        if round % 2 == 0 { group.cancelAll() }
      }
    }
    #expect(try await reads.read { try $0.markets().count } == DemoCatalog.markets.count)
  }
}
