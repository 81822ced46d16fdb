/// The cells below the headings of one pipe table that hold anything.
struct Table: Equatable {
  var cells: [Cell]

  /// One text and where it stands.
  struct Cell: Equatable {
    /// The text without padding, entities and marks.
    var text: String
    /// Counted from 1, the first row below the headings.
    var row: Int
    /// Counted from 1.
    var column: Int
  }
}
