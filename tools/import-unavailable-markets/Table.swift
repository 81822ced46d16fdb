/// The cells below the headings of one table that hold anything.
struct Table: Equatable {
  var cells: [Cell]
  /// What stands before it since the heading above, or since the table before: it may say what the table lists.
  var introduction = ""

  /// One text and where it stands.
  struct Cell: Equatable {
    /// The text without padding, entities and marks; of a text in two languages the English one.
    var text: String
    /// Counted from 1, the first row below the headings.
    var row: Int
    /// Counted from 1.
    var column: Int
  }
}
