// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "partner-catalog",
  products: [
    .library(name: "CatalogQuery", targets: ["CatalogQuery"]),
    .library(name: "CatalogExport", targets: ["CatalogExport"]),
    .library(name: "CatalogJSON", targets: ["CatalogJSON"]),
    .library(name: "CatalogStore", targets: ["CatalogSchema", "CatalogStore"]),
    .library(name: "CatalogSync", targets: ["CatalogSync"]),
    .library(name: "CatalogVerification", targets: ["CatalogVerification", "CatalogSchema", "CatalogStore"]),
    .library(name: "PartnerCenter", targets: ["PartnerCenter"]),
    .library(name: "PartnerCenterCommerce", targets: ["PartnerCenterCommerce"]),
    .library(name: "PartnerCenterHTTP", targets: ["PartnerCenterHTTP"]),
    .library(name: "Purchasing", targets: ["Purchasing"]),
    .library(name: "PartnerCenterEmulator", targets: ["PartnerCenterEmulator"]),
    .executable(name: "partner-catalog", targets: ["PartnerCatalogCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.20.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(name: "CatalogModel"),
    .target(name: "SeededRandom"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "PriceSheets",
      dependencies: ["CatalogModel", "CZlib", "SearchFacts", .product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "MarketFacts", dependencies: ["CatalogModel"], path: "Data/Markets",
      resources: [
        .embedInCode("markets.json"), .embedInCode("unavailable-markets.json"),
        .embedInCode("unavailable-reservation-markets.json"),
      ]),
    .target(
      name: "SearchFacts", path: "Data/Search",
      resources: [
        .embedInCode("synonyms.txt"), .embedInCode("renames.txt"), .embedInCode("stop-words.txt"),
        .embedInCode("regions.txt"), .embedInCode("licence-ids.txt"),
      ]),
    .target(
      name: "CrosswalkFacts", path: "Data/Crosswalk",
      resources: [
        .embedInCode("service-plans.txt"), .embedInCode("sku-plans.txt"), .embedInCode("legacy-offers.txt"),
        .embedInCode("further-names.txt"), .embedInCode("documented-pairs.txt"),
      ]),
    .target(name: "SampleCatalog", path: "Data/SampleCatalog"),
    .target(
      name: "PartnerCenter",
      dependencies: [
        "SeededRandom", "CatalogModel",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(name: "PartnerCenterCommerce", dependencies: ["CatalogModel", "PartnerCenter"]),
    .target(
      name: "PartnerCenterHTTP",
      dependencies: [
        "CatalogModel", "FileSystem", "PartnerCenter",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOFoundationCompat", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
      ]),
    .target(
      name: "PartnerCenterEmulator",
      dependencies: [
        "SeededRandom", "CatalogModel", "MarketFacts", "PartnerCenter", "PriceSheets", "SampleCatalog",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    .target(name: "FileSystem"),
    .target(
      name: "CatalogSchema",
      dependencies: [
        "CatalogModel", "FileSystem", "SearchFacts",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], resources: [.embedInCode("Checks/known-schema.txt")]),
    .target(
      name: "CatalogStore",
      dependencies: [
        "CatalogModel", "CatalogSchema", "FileSystem", "MarketFacts",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "CatalogExport",
      dependencies: ["CatalogModel", "CatalogSchema", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "CatalogQuery",
      dependencies: [
        "CatalogModel", "CatalogSchema", "CrosswalkFacts", "FileSystem", "MarketFacts", "SearchFacts",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "CatalogJSON", dependencies: ["CatalogModel", "CatalogQuery", "MarketFacts"]),
    .target(
      name: "CatalogSync",
      dependencies: [
        "SeededRandom", "CatalogModel", "CatalogSchema", "CatalogStore", "PartnerCenter", "PriceSheets",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "CatalogVerification",
      dependencies: ["CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync", "PartnerCenter"]),
    .target(
      name: "Purchasing",
      dependencies: [
        "CatalogModel", "CatalogQuery", "CatalogSchema", "FileSystem", "PartnerCenter", "PartnerCenterCommerce",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .executableTarget(
      name: "PartnerCatalogCLI",
      dependencies: [
        "CatalogExport", "CatalogJSON", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync",
        "CatalogVerification", "FileSystem", "MarketFacts", "PartnerCenter", "PartnerCenterEmulator",
        "PartnerCenterHTTP", "PriceSheets", "Purchasing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      // A look-up is answered on the main thread: another would cost it a tenth of its time.
      swiftSettings: [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
    .executableTarget(
      name: "import-unavailable-markets", dependencies: ["CatalogModel", "MarketFacts"],
      path: "tools/import-unavailable-markets", resources: [.embedInCode("aliases.json")]),
    .executableTarget(
      name: "soak",
      dependencies: ["CatalogTestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "tools/soak"),
    .executableTarget(
      name: "month",
      dependencies: ["CatalogTestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "tools/month"),

    .executableTarget(
      name: "generate-store",
      dependencies: [
        "PartnerCenterEmulator", "CatalogTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/store", exclude: ["Resync"]),
    .executableTarget(
      name: "measure-resync",
      dependencies: [
        "CatalogModel", "CatalogStore", "CatalogSync", "MarketFacts", "PartnerCenter", "PartnerCenterEmulator",
        "CatalogTestSupport", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/store/Resync"),
    .executableTarget(
      name: "measure-search",
      dependencies: [
        "CatalogModel", "CatalogQuery", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/search/Measure"),
    .executableTarget(
      name: "fuzz-search",
      dependencies: [
        "CatalogModel", "CatalogQuery", "CatalogTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/search/Fuzz"),

    .target(
      name: "CatalogTestSupport",
      dependencies: [
        "CatalogModel", "CatalogSchema", "CatalogStore", "CatalogSync", "MarketFacts", "PartnerCenter",
        "PartnerCenterEmulator", "SeededRandom", .product(name: "GRDB", package: "GRDB.swift"),
      ], path: "Tests/CatalogTestSupport"),
    .testTarget(name: "FileSystemTests", dependencies: ["FileSystem"]),
    .testTarget(name: "CatalogModelTests", dependencies: ["CatalogModel"]),
    .testTarget(name: "PriceSheetsTests", dependencies: ["CatalogModel", "PriceSheets"]),
    .testTarget(
      name: "MarketFactsTests", dependencies: ["CatalogModel", "MarketFacts", "import-unavailable-markets"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PartnerCenterTests",
      dependencies: ["SeededRandom", "PartnerCenter", "CatalogModel", "CatalogTestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PartnerCenterCommerceTests",
      dependencies: ["CatalogModel", "PartnerCenter", "PartnerCenterCommerce", "CatalogTestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PartnerCenterHTTPTests",
      dependencies: [
        "CatalogModel", "PartnerCenter", "PartnerCenterHTTP", "CatalogTestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .testTarget(
      name: "PartnerCenterEmulatorTests",
      dependencies: [
        "SeededRandom", "CatalogModel", "CatalogTestSupport", "MarketFacts", "PartnerCenter", "PartnerCenterCommerce",
        "PartnerCenterEmulator", "SampleCatalog",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    .testTarget(name: "CatalogJSONTests", dependencies: ["SeededRandom", "CatalogJSON", "CatalogModel"]),
    .testTarget(
      name: "CatalogSchemaTests",
      dependencies: ["SeededRandom", "CatalogModel", "CatalogSchema", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "CatalogStoreTests",
      dependencies: [
        "SeededRandom", "CatalogExport", "CatalogModel", "CatalogSchema", "CatalogStore", "FileSystem",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CatalogQueryTests",
      dependencies: [
        "CatalogExport", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogTestSupport",
        "PartnerCenterEmulator", "SeededRandom",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CatalogSyncTests",
      dependencies: [
        "SeededRandom", "CatalogExport", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync",
        "FileSystem",
        "CatalogTestSupport", "PartnerCenter", "PartnerCenterEmulator", "PartnerCenterHTTP",
        // Its binary is killed.
        "PartnerCatalogCLI",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "CatalogVerificationTests",
      dependencies: [
        "CatalogVerification", "CatalogModel", "CatalogStore", "CatalogQuery", "CatalogSync", "PartnerCenter",
        "PartnerCenterEmulator", "CatalogTestSupport",
      ]),
    .testTarget(
      name: "PurchasingTests",
      dependencies: [
        "CatalogModel", "Purchasing", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "PartnerCatalogCLITests",
      dependencies: [
        "CatalogJSON", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync",
        "PartnerCatalogCLI",
        "CatalogTestSupport", "PartnerCenter", "PartnerCenterEmulator", "PriceSheets", "Purchasing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
  ]
)

// `tools/test` builds with warnings as errors; a newer compiler's warnings stop nobody else.
let strictness: [SwiftSetting] =
  Context.environment["PARTNER_CATALOG_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

// One place for the language settings of every target.
for target in package.targets where target.type != .plugin && target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ] + strictness
}
