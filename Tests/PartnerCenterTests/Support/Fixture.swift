import Foundation
import Testing

/// The bytes of a fixture.
func fixture(_ name: String) throws -> Data {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
  return try Data(contentsOf: url)
}
