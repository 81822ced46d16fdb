// swift-tools-version: 6.2
import PackageDescription

// Programs that measure: what the judged set asks of the search, and the floor of a crawl. A package of its own, so that nobody else
// builds it.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "partner-catalog", path: "../.."),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(
      name: "JudgedCorpus", dependencies: [.product(name: "CatalogStore", package: "partner-catalog")]),
    .executableTarget(
      name: "answer",
      dependencies: ["JudgedCorpus", .product(name: "CatalogQuery", package: "partner-catalog")]),
    .executableTarget(
      name: "fetch",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
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
