/// What is wrong with a price sheet that the emulator sends with status 200.
///
/// Source: faults on record in announcements from 2021 to 2025, and what a proxy or a cut connection leaves.
public enum SheetFault: String, Sendable, Hashable, CaseIterable {
  /// The archive ends before its directory.
  case cut
  /// The checksum in the archive is another.
  case crc
  /// The archive holds two tables.
  case entries
  /// The sheet is plain text, whatever was asked for.
  case text
  /// A web page.
  case html
  /// A 404 of a gateway: a web page.
  case gateway
  /// A 404 without a body.
  case silent
  /// The last line ends within a field.
  case line
  /// A first line and no rows.
  case header
  /// The rows are of another market.
  case market
  /// A redirect to another host.
  case redirect
  /// A republished sheet: products stand twice, the new rows from the 12th on, some old ones with an end.
  case republished
  /// Most rows are missing.
  case short
  /// Of a page of retail prices: it leads to another host.
  case foreign
  /// Of a page of retail prices: it leads to itself.
  case loop
  /// Of a page of retail prices: another currency than was asked for.
  case currency
  /// Of a page of retail prices: its address is no longer good.
  case outdated
}
