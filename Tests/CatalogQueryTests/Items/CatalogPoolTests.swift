import CatalogModel
import CatalogStore
import Foundation
import GRDB
import SeededRandom
import Synchronization
import Testing

@testable import CatalogQuery

@Suite("A pool of readers") struct CatalogPoolTests {
  private static let words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]

  private func filled(products: Int = 40) async throws -> SmallStore {
    let store = try await SmallStore()
    for number in 0..<products { try await put(number, in: store) }
    return store
  }

  private func put(_ number: Int, in store: SmallStore) async throws {
    let id = String(format: "CFQ7TTC%05d", number)
    let title = "\(Self.words[number % 6]) \(Self.words[number / 6 % 6]) \(number)"
    try await store.put(id, product(title, [item("A\(number)", of: "\(id):0001")]), in: number % 3 == 0 ? "DE" : "US")
  }

  private func answers(_ catalog: Catalog) throws -> [[String]] {
    try Self.words.flatMap { word in
      try [word, "\(word) alpha", String(word.dropLast())].map { text in
        try catalog.search(text, SearchOptions(limit: 100)).items.map(\.item.skuTitle)
      }
    }
  }

  /// Runs a body that waits, on a thread of its own: tasks share as many threads as there are processors.
  private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }

  private final class Counts: Sendable {
    let inside = Mutex(0)
    let most = Mutex(0)
  }

  @Test("Reads run at the same time, as many as there are readers, and no more")
  func sameTime() async throws {
    let store = try await filled(products: 1)
    let pool = try CatalogPool(path: store.path, readers: 3)
    let counts = Counts()
    let met = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask {
          try await pool.read { catalog in
            let count = counts.inside.withLock { count in
              count += 1
              return count
            }
            counts.most.withLock { $0 = max($0, count) }
            // The first three wait for one another.
            if count == 3 { for _ in 0..<100 { met.signal() } }
            #expect(met.wait(timeout: .now() + 600) == .success)
            _ = try catalog.search("alpha")
            counts.inside.withLock { $0 -= 1 }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(counts.most.withLock { $0 } == 3)
  }

  @Test("Answers beside others, and while a writer writes, are those of a reader alone", arguments: 1...3)
  func equal(seed: UInt64) async throws {
    let store = try await filled()
    let pool = try CatalogPool(path: store.path, readers: 4)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for number in 40..<60 { try await put(number, in: store) } }
      for task in 0..<8 {
        group.addTask {
          var numbers = SplitMix64(seed: seed &* 100 &+ UInt64(task))
          for _ in 0..<30 {
            let word = Self.words[Int(numbers.next() % 6)]
            let titles = try await pool.read {
              try $0.search(word, SearchOptions(limit: 100)).items.map(\.item.skuTitle)
            }
            // As of one moment: every product up to some number, and none after it.
            let found = Set(titles.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } })
            let expected = (0..<60).filter { Self.words[$0 % 6] == word || Self.words[$0 / 6 % 6] == word }
            let last = found.max() ?? 0
            #expect(Set(expected.filter { $0 <= last }).isSubset(of: found))
          }
        }
      }
      try await group.waitForAll()
    }
    let alone = try answers(store.catalog())
    for _ in 0..<4 { #expect(try await pool.read { try answers($0) } == alone) }
  }

  @Test("What one reader read of the index the others need not read")
  func shared() async throws {
    let store = try await filled()
    let memory = SearchMemory(isShared: true)
    let (first, second) = try (
      Catalog(path: store.path, now: { SmallStore.now }, memory: memory),
      Catalog(path: store.path, now: { SmallStore.now }, memory: memory)
    )
    let known = try answers(first)
    func cached(by catalog: Catalog) throws -> (Int, ObjectIdentifier) {
      try catalog.read { snapshot in
        try snapshot.memory.withIndex(snapshot.db, snapshot.interruption) {
          ($0.memory.additions, ObjectIdentifier($0.memory.items))
        }
      }
    }
    let before = try cached(by: first)
    #expect(before.0 > 0)
    #expect(try cached(by: second) == before)
    #expect(try answers(second) == known)
    #expect(try cached(by: second) == before)
  }

  @Test("A reader of an earlier moment neither uses nor spoils what is known of a later one")
  func earlier() async throws {
    let store = try await filled()
    let memory = SearchMemory(isShared: true)
    let (old, new) = try (
      Catalog(path: store.path, now: { SmallStore.now }, memory: memory),
      Catalog(path: store.path, now: { SmallStore.now }, memory: memory)
    )
    let before = try answers(old)
    let (isReading, isWritten) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    async let late: [String] = onThread {
      try old.read { snapshot in
        // The transaction begins with its first statement.
        _ = try Int.fetchOne(snapshot.db, sql: "SELECT count(*) FROM product")
        isReading.signal()
        #expect(isWritten.wait(timeout: .now() + 600) == .success)
        return try snapshot.search("alpha", SearchOptions(limit: 100)).items.map(\.item.skuTitle)
      }
    }
    try await onThread { #expect(isReading.wait(timeout: .now() + 600) == .success) }
    for number in 40..<60 { try await put(number, in: store) }
    let after = try answers(new)
    isWritten.signal()
    #expect(try await late == before[0])
    #expect(after != before)
    #expect(try answers(new) == after)
  }

  @Test("A cancelled read ends at once, a waiting one too, and the readers go on")
  func cancelled() async throws {
    let store = try await filled()
    let pool = try CatalogPool(path: store.path, readers: 1)
    let isReading = DispatchSemaphore(value: 0)
    let endless = Task {
      try await pool.read { catalog in
        try catalog.read { snapshot in
          isReading.signal()
          _ = try Int.fetchOne(
            snapshot.db,
            sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        }
      }
    }
    try await onThread { #expect(isReading.wait(timeout: .now() + 600) == .success) }
    let waiting = Task { try await pool.read { try $0.search("alpha").total } }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    endless.cancel()
    await #expect(throws: CancellationError.self) { try await endless.value }
    #expect(try await pool.read { try $0.search("alpha").total } > 0)
  }

  @Test("A file that takes the place of another is read from the next read on")
  func replaced() async throws {
    let (first, second) = (try await filled(products: 6), try await filled(products: 12))
    let pool = try CatalogPool(path: first.path, readers: 2)
    #expect(try await pool.read { try $0.search("alpha", SearchOptions(limit: 100)).total } == 6)
    let snapshot = first.folder.appendingPathComponent("snapshot.sqlite").path
    _ = try StoreSnapshot.publish(second.path, at: snapshot)
    let place = first.folder.appendingPathComponent("served.sqlite").path
    _ = try StoreSnapshot.publish(first.path, at: place)
    let served = try CatalogPool(path: place, readers: 2)
    let before = try await served.read { try answers($0) }
    #expect(rename(snapshot, place) == 0)
    let after = try await served.read { try answers($0) }
    #expect(after != before)
    #expect(after == (try answers(second.catalog())))
  }

  /// The version of the file that is in place.
  private final class Newest: Sendable {
    let version = Mutex(0)
  }

  @Test("Under hundreds of swaps each read is of one file, and of none that was replaced before it began")
  func swaps() async throws {
    let stores = [try await filled(products: 6), try await filled(products: 12)]
    func path(_ name: String) -> String { stores[0].folder.appendingPathComponent(name).path }
    let (place, draft) = (path("served.sqlite"), path("draft.sqlite"))
    let files = [path("first.sqlite"), path("second.sqlite")]
    for (store, file) in zip(stores, files) { _ = try StoreSnapshot.publish(store.path, at: file) }
    try FileManager.default.copyItem(atPath: files[0], toPath: place)
    let pool = try CatalogPool(path: place, readers: 4)
    let known = Dictionary(
      uniqueKeysWithValues: try files.map { file in
        let catalog = try Catalog(path: file)
        return (try catalog.dataVersion().incarnation, try answers(catalog))
      })
    let newest = Newest()
    let swaps = 200
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 1...swaps {
          try await self.onThread {
            try FileManager.default.copyItem(atPath: files[number % 2], toPath: draft)
            try DatabaseQueue(path: draft).write {
              try $0.execute(sql: "UPDATE setting SET value = ? WHERE key = 'version'", arguments: [1_000 + number])
            }
            #expect(rename(draft, place) == 0)
          }
          newest.version.withLock { $0 = 1_000 + number }
        }
      }
      for _ in 0..<4 {
        group.addTask {
          while newest.version.withLock({ $0 }) < 1_000 + swaps {
            let before = newest.version.withLock { $0 }
            let (version, found, after) = try await pool.read {
              (try $0.dataVersion(), try self.answers($0), try $0.dataVersion())
            }
            #expect(known[version.incarnation] == found)
            #expect(version == after)
            #expect(version.version >= before)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await pool.read { try $0.dataVersion().version } == 1_000 + swaps)
  }
}
