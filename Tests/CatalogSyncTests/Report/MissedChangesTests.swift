import CatalogStore
import CatalogSync
import Testing

@Suite("The share of missed changes")
struct MissedChangesTests {
  /// Source: Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
  @Test(
    "comes with the interval of Wilson",
    arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)])
  func interval(changed: Int, sampled: Int, low: Double, high: Double) throws {
    let interval = try #require(MissedChanges(AuditCount(sampled: sampled, changed: changed)).interval)
    #expect(abs(interval.lowerBound - low) < 0.00006)
    #expect(abs(interval.upperBound - high) < 0.00006)
  }

  @Test("is unknown where nothing was sampled")
  func none() {
    #expect(MissedChanges(AuditCount()).rate == nil)
    #expect(MissedChanges(AuditCount()).interval == nil)
  }
}
