// swift-tools-version: 6.2
import PackageDescription

// Programs that ask the search what the judged set asks. A package of its own, so that nobody else builds it.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "partner-catalog", path: "../..")],
  targets: [
    .target(
      name: "JudgedCorpus", dependencies: [.product(name: "CatalogStore", package: "partner-catalog")]),
    .executableTarget(
      name: "answer",
      dependencies: ["JudgedCorpus", .product(name: "CatalogQuery", package: "partner-catalog")]),
  ]
)

for target in package.targets {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
