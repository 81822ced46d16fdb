import CatalogModel
import CatalogStore
import CatalogSync
import CatalogTestSupport
import Foundation
import Testing

@Suite("A month of daily syncs behind price sheets")
struct SheetMonthTests {
  /// One month of `swift run month --sheets`, small enough for a test. Other seeds: the decision "Due by expected staleness".
  @Test("spends less on licences where sheets show every change, and is as fresh as without sheets")
  func month() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sheets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let month = MonthRun(MonthScript(seed: 2, markets: 1, products: 100))
    let without = try await month.play(.schedule, in: folder)
    #expect(without.visible == nil)
    let with = try await month.play(.sheets(visible: 1), in: folder)
    let text = "with sheets \(with.licenceRequests), without \(without.licenceRequests) requests"
    #expect(with.staleLicences <= without.staleLicences + 0.0005, "\(text)")
    #expect(with.visible != nil)
    #expect(with.licenceRequests < without.licenceRequests, "\(text)")
  }
}
