// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "partner-catalog",
  products: [
    .library(name: "CatalogQuery", targets: ["CatalogQuery"]),
    .library(name: "CatalogExport", targets: ["CatalogExport"]),
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
    .target(
      name: "MarketFacts", dependencies: ["CatalogModel"], path: "Data/Markets",
      resources: [
        .embedInCode("markets.json"), .embedInCode("unavailable-markets.json"),
        .embedInCode("unavailable-reservation-markets.json"),
      ]),
    .target(
      name: "SearchFacts", path: "Data/Search",
      resources: [.embedInCode("synonyms.txt"), .embedInCode("regions.txt")]),
    .target(name: "SampleCatalog", path: "Data/SampleCatalog"),
    .target(
      name: "PartnerCenter",
      dependencies: [
        "CatalogModel",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(name: "PartnerCenterCommerce", dependencies: ["CatalogModel", "PartnerCenter"]),
    .target(
      name: "PartnerCenterHTTP",
      dependencies: [
        "CatalogModel", "FileSystem", "PartnerCenter",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
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
        "CatalogModel", "MarketFacts", "PartnerCenter", "SampleCatalog",
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
        "CatalogModel", "CatalogSchema", "FileSystem", "MarketFacts", "SearchFacts",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "CatalogJSON", dependencies: ["CatalogModel", "CatalogQuery", "MarketFacts"]),
    .target(
      name: "CatalogSync",
      dependencies: [
        "CatalogModel", "CatalogSchema", "CatalogStore", "PartnerCenter",
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
        "PartnerCenterHTTP", "Purchasing",
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
    .target(
      name: "SoakKit",
      dependencies: [
        "CatalogModel", "CatalogStore", "CatalogSync", "PartnerCenter", "PartnerCenterEmulator",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], path: "tools/soak/Kit"),
    .executableTarget(
      name: "soak", dependencies: ["SoakKit", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "tools/soak", exclude: ["Kit"]),
    .target(
      name: "MonthKit",
      dependencies: [
        "CatalogModel", "CatalogStore", "CatalogSync", "PartnerCenter", "PartnerCenterEmulator", "SoakKit",
      ],
      path: "tools/month/Kit"),
    .executableTarget(
      name: "month", dependencies: ["MonthKit", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "tools/month", exclude: ["Kit"]),

    .target(
      name: "StoreGenerationKit",
      dependencies: [
        "CatalogModel", "CatalogStore", "CatalogSync", "MarketFacts", "PartnerCenter", "PartnerCenterEmulator",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], path: "tools/store/Kit"),
    .executableTarget(
      name: "generate-store",
      dependencies: [
        "PartnerCenterEmulator", "StoreGenerationKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/store", exclude: ["Kit", "Resync"]),
    .executableTarget(
      name: "measure-resync",
      dependencies: [
        "CatalogModel", "CatalogStore", "CatalogSync", "MarketFacts", "PartnerCenter", "PartnerCenterEmulator",
        "StoreGenerationKit", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/store/Resync"),
    .executableTarget(
      name: "measure-search",
      dependencies: [
        "CatalogModel", "CatalogQuery", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/search/Measure"),
    .target(name: "SearchFuzzKit", dependencies: ["CatalogModel"], path: "tools/search/FuzzKit"),
    .executableTarget(
      name: "fuzz-search",
      dependencies: [
        "CatalogModel", "CatalogQuery", "SearchFuzzKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/search/Fuzz"),

    .testTarget(name: "FileSystemTests", dependencies: ["FileSystem"]),
    .target(
      name: "TransportTesting", dependencies: ["CatalogModel", "PartnerCenter"], path: "Tests/TransportTesting"),
    .testTarget(name: "CatalogModelTests", dependencies: ["CatalogModel"]),
    .testTarget(
      name: "MarketFactsTests", dependencies: ["CatalogModel", "MarketFacts", "import-unavailable-markets"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PartnerCenterTests", dependencies: ["PartnerCenter", "CatalogModel", "TransportTesting"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PartnerCenterCommerceTests",
      dependencies: ["CatalogModel", "PartnerCenter", "PartnerCenterCommerce", "TransportTesting"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PartnerCenterHTTPTests",
      dependencies: [
        "CatalogModel", "PartnerCenter", "PartnerCenterHTTP", "TransportTesting",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .testTarget(
      name: "PartnerCenterEmulatorTests",
      dependencies: [
        "CatalogModel", "MarketFacts", "PartnerCenter", "PartnerCenterCommerce", "PartnerCenterEmulator",
        "SampleCatalog", "TransportTesting",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    .testTarget(name: "CatalogJSONTests", dependencies: ["CatalogJSON", "CatalogModel"]),
    .testTarget(
      name: "CatalogSchemaTests",
      dependencies: ["CatalogModel", "CatalogSchema", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "CatalogStoreTests",
      dependencies: [
        "CatalogExport", "CatalogModel", "CatalogSchema", "CatalogStore", "FileSystem",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CatalogQueryTests",
      dependencies: [
        "CatalogExport", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "SearchFuzzKit",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CatalogSyncTests",
      dependencies: [
        "CatalogExport", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync", "FileSystem",
        "MonthKit", "PartnerCenter", "PartnerCenterEmulator", "PartnerCenterHTTP", "SoakKit", "StoreGenerationKit",
        "TransportTesting",
        // Its binary is killed.
        "PartnerCatalogCLI",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "CatalogVerificationTests",
      dependencies: [
        "CatalogVerification", "CatalogModel", "CatalogStore", "CatalogQuery", "CatalogSync", "PartnerCenter",
        "PartnerCenterEmulator", "TransportTesting",
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
        "PartnerCenter", "PartnerCenterEmulator", "Purchasing", "SoakKit",
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
for target in package.targets where target.type != .plugin {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ] + strictness
}
