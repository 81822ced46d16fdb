extension Unicode.Scalar {
  /// Whether it may steer a terminal or deceive its reader: controls, marks that turn the direction of writing, ends of
  /// lines. Joiners inside emoji and words are none.
  package var steersTerminal: Bool {
    switch self {
    case "\u{00AD}", "\u{200C}", "\u{200D}": return false
    case _ where value < 0x7F: return value < 0x20
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
