import ArgumentParser

@main struct PartnerCatalog: AsyncParsableCommand { mutating func run() async throws {} }
