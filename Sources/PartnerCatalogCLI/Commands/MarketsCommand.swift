import ArgumentParser

struct MarketsCommand: CatalogCommand {
  @OptionGroup var global: GlobalOptions
  func answer(in session: Session) async throws -> Answer { Answer(text: "x\n") }
}
