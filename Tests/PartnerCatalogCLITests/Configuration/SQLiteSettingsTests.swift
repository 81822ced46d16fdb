import SQLiteSettings
import Testing

@Suite("SQLite's settings")
struct SQLiteSettingsTests {
  @Test("are made before the first file is opened: threads that read do not wait for one count of memory")
  func applied() { #expect(partner_catalog_sqlite_settings() == 0) }
}
