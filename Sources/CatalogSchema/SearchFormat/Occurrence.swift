/// The fields, frequency and position of a term in a document, in sixteen bits.
///
/// Bits 0-1 title, 2-3 product, 4-5 codes, 6 publisher, 7-9 description: the frequency, capped at the largest value.
/// Bits 10-14: the first position in the title, from 1; 0 where the title lacks the term or has it further back. Bit
/// 15: a position was cut off.
package struct Occurrence: RawRepresentable, Hashable, Sendable {
  package var rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  private static let fields: [(shift: UInt16, most: UInt16)] = [(0, 3), (2, 3), (4, 3), (6, 1), (7, 7)]

  /// The part that says how often, as an index of a table of 1,024 weights.
  package static let frequencies: UInt16 = 0x3FF

  /// The bits of the names of a SKU: title, product and codes.
  package static let names: UInt16 = 0x3F

  /// The bits of the title.
  package static let title: UInt16 = 0x3

  /// The bits of the codes.
  package static let codes: UInt16 = 0x30

  /// The bits of all fields but codes: their words may be meant where one is misspelt.
  package static let words: UInt16 = frequencies & ~codes

  package static let none = Occurrence(rawValue: 0)

  package func count(in field: SearchField) -> Int {
    let (shift, most) = Self.fields[field.rawValue]
    return Int(rawValue >> shift & most)
  }

  /// The first position in the title, from 1; 0 for none.
  package var titlePosition: Int { Int(rawValue >> 10 & 31) }

  package mutating func add(_ field: SearchField, position: Int) {
    let (shift, most) = Self.fields[field.rawValue]
    if rawValue >> shift & most < most { rawValue += 1 << shift }
    if field == .title, titlePosition == 0, position <= 31 { rawValue |= UInt16(position) << 10 }
  }

  /// Both together, as where two terms begin alike and their beginning is asked for.
  package func merged(with other: Occurrence) -> Occurrence {
    var merged = Occurrence(rawValue: 0)
    for (shift, most) in Self.fields {
      merged.rawValue |= min(most, (rawValue >> shift & most) + (other.rawValue >> shift & most)) << shift
    }
    let positions = [titlePosition, other.titlePosition].filter { $0 > 0 }
    merged.rawValue |= UInt16(positions.min() ?? 0) << 10
    return merged
  }

  /// The sum of frequencies over all fields, weighted by field.
  package var weightedFrequency: Float {
    SearchField.allCases.reduce(0) { $0 + Float(count(in: $1)) * $1.weight }
  }
}
