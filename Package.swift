// swift-tools-version: 6.2
import PackageDescription

/// A product of the trait `LiveClient`: nobody fetches or compiles it without the trait.
func live(_ name: String, _ package: String) -> Target.Dependency {
  .product(name: name, package: package, condition: .when(traits: ["LiveClient"]))
}

/// A product of the trait `EmulatorServer`.
func served(_ name: String, _ package: String) -> Target.Dependency {
  .product(name: name, package: package, condition: .when(traits: ["EmulatorServer"]))
}

/// A product of the trait `Server`.
func listening(_ name: String, _ package: String) -> Target.Dependency {
  .product(name: name, package: package, condition: .when(traits: ["Server"]))
}

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
    .library(name: "Purchasing", targets: ["Purchasing", "JournalStore"]),
    .library(name: "Reconciliation", targets: ["Reconciliation", "JournalStore"]),
    .library(name: "PartnerCenterEmulator", targets: ["PartnerCenterEmulator", "PartnerCenterEmulatorServer"]),
    .executable(name: "partner-catalog", targets: ["PartnerCatalogCLI"]),
  ],
  traits: [
    .trait(
      name: "LiveClient", description: "The HTTP client with TLS: asks the real service, and emulators on a socket."),
    .trait(name: "EmulatorServer", description: "The emulator on a socket."),
    .trait(name: "Server", description: "The catalog over HTTP: the command `serve`."),
    .default(enabledTraits: ["LiveClient", "EmulatorServer", "Server"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
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
    .target(name: "MessageDigest"),
    // What a build knows of itself; releases name their commit.
    .target(
      name: "BuildFacts",
      cSettings: Context.environment["PARTNER_CATALOG_COMMIT"].map { commit in
        [.define("PARTNER_CATALOG_COMMIT", to: "\"\(commit.prefix { $0.isHexDigit })\"")]
      } ?? []),
    // In programs alone: settings of SQLite for the whole process.
    .target(name: "SQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "PriceSheets", dependencies: ["CatalogModel", "CZlib", "MessageDigest", "SearchFacts"]),
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
        "SeededRandom", "CatalogModel", "FileSystem",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(name: "PartnerCenterCommerce", dependencies: ["CatalogModel", "PartnerCenter"]),
    .target(
      name: "PartnerCenterHTTP",
      dependencies: [
        "PartnerCenter",
        .product(name: "Logging", package: "swift-log"),
        live("AsyncHTTPClient", "async-http-client"), live("NIOCore", "swift-nio"), live("NIOPosix", "swift-nio"),
        live("NIOHTTP1", "swift-nio"), live("NIOFoundationCompat", "swift-nio"), live("NIOSSL", "swift-nio-ssl"),
        live("NIOHTTPCompression", "swift-nio-extras"),
      ]),
    .target(
      name: "PartnerCenterEmulator",
      dependencies: [
        "SeededRandom", "CatalogModel", "Gzip", "MarketFacts", "PartnerCenter", "PriceSheets",
        "SampleCatalog",
      ]),
    .target(
      name: "PartnerCenterEmulatorServer",
      dependencies: [
        "PartnerCenter", "PartnerCenterEmulator",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        served("HTTPTypes", "swift-http-types"), served("HummingbirdCore", "hummingbird"),
        served("NIOCore", "swift-nio"), served("NIOPosix", "swift-nio"),
      ]),
    .target(name: "FileSystem"),
    .target(name: "Gzip", dependencies: ["CZlib"]),
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
        "CatalogModel", "CatalogSchema", "FileSystem", "MarketFacts", "MessageDigest",
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
    // Answers over HTTP, as pages and to models: requests and replies are values, and only CatalogServer knows sockets.
    .target(
      name: "CatalogService",
      dependencies: ["CatalogJSON", "CatalogModel", "CatalogQuery", "FileSystem", "MarketFacts", "MessageDigest"]),
    .target(name: "WebAssets", path: "Data/Web", resources: [.embedInCode("page.css"), .embedInCode("page.js")]),
    .target(
      name: "CatalogPages",
      dependencies: [
        "CatalogJSON", "CatalogModel", "CatalogQuery", "CatalogService", "MarketFacts", "MessageDigest", "WebAssets",
      ]),
    .target(
      name: "ModelContext",
      dependencies: ["CatalogJSON", "CatalogModel", "CatalogQuery", "CatalogService", "MarketFacts"]
    ),
    .target(
      name: "CatalogServer",
      dependencies: [
        "CatalogJSON", "CatalogModel", "CatalogQuery", "CatalogService", "FileSystem",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        listening("NIOCore", "swift-nio"), listening("NIOPosix", "swift-nio"), listening("NIOHTTP1", "swift-nio"),
      ]),
    .target(name: "PostgresConnection"),
    .target(
      name: "CatalogPublication",
      dependencies: [
        "CatalogSchema", "CatalogStore", "MessageDigest", "PostgresConnection",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "JournalStore",
      dependencies: ["CatalogSchema", "FileSystem", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Reconciliation",
      dependencies: [
        "CatalogModel", "CatalogQuery", "CatalogSchema", "FileSystem", "Gzip", "JournalStore", "PartnerCenter",
        "PartnerCenterCommerce", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "Purchasing",
      dependencies: [
        "CatalogModel", "CatalogQuery", "CatalogSchema", "FileSystem", "JournalStore", "MessageDigest", "PartnerCenter",
        "PartnerCenterCommerce",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .executableTarget(
      name: "PartnerCatalogCLI",
      dependencies: [
        "BuildFacts", "CatalogExport", "CatalogJSON", "CatalogModel", "CatalogPages", "CatalogPublication",
        "CatalogQuery",
        "CatalogSchema", "CatalogService", "CatalogStore", "CatalogSync", "CatalogVerification",
        "FileSystem", "JournalStore", "MarketFacts", "ModelContext", "PartnerCenter",
        "PartnerCenterCommerce", "PartnerCenterEmulator", "PostgresConnection", "PriceSheets", "Purchasing",
        "Reconciliation", "SQLiteSettings",
        .target(name: "CatalogServer", condition: .when(traits: ["Server"])),
        .target(name: "PartnerCenterEmulatorServer", condition: .when(traits: ["EmulatorServer"])),
        .target(name: "PartnerCenterHTTP", condition: .when(traits: ["LiveClient"])),
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
      name: "measure-reconcile",
      dependencies: [
        "CatalogModel", "Gzip", "Reconciliation", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/reconcile/Measure"),
    .executableTarget(
      name: "measure-search",
      dependencies: [
        "CatalogModel", "CatalogQuery", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/search/Measure"),
    .executableTarget(
      name: "swaps",
      dependencies: [
        "CatalogQuery", "CatalogStore", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "tools/swaps"),
    .executableTarget(
      name: "fuzz-search",
      dependencies: [
        "CatalogModel", "CatalogQuery", "CatalogTestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/search/Fuzz"),

    .executableTarget(
      name: "fuzz-server",
      dependencies: ["ServerTestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "tools/fuzz-server"),

    // Programs that measure: what the judged set asks of the search, and the floor of a crawl.
    .target(
      name: "JudgedCorpus", dependencies: ["CatalogModel", "CatalogStore"],
      path: "tools/benchmarks/Sources/JudgedCorpus"),
    .executableTarget(
      name: "answer", dependencies: ["CatalogModel", "CatalogQuery", "JudgedCorpus"],
      path: "tools/benchmarks/Sources/answer"),
    .executableTarget(
      name: "fetch", dependencies: [live("AsyncHTTPClient", "async-http-client"), live("NIOCore", "swift-nio")],
      path: "tools/benchmarks/Sources/fetch"),

    // The programs of tools/example, a package of its own, built here as well: tools/test needs no second build of everything.
    .executableTarget(
      name: "WhatCanContosoBuy", dependencies: ["CatalogQuery"], path: "tools/example/Sources/WhatCanContosoBuy"),
    .executableTarget(
      name: "ProveItAtTheService",
      dependencies: ["CatalogQuery", "CatalogVerification", "PartnerCenter", "PartnerCenterHTTP"],
      path: "tools/example/Sources/ProveItAtTheService"),
    .executableTarget(
      name: "SyncFromSwift",
      dependencies: ["CatalogQuery", "CatalogStore", "CatalogSync", "PartnerCenter", "PartnerCenterHTTP"],
      path: "tools/example/Sources/SyncFromSwift"),

    .target(
      name: "CatalogTestSupport",
      dependencies: [
        "CatalogModel", "CatalogSchema", "CatalogStore", "CatalogSync", "MarketFacts", "PartnerCenter",
        "PartnerCenterEmulator", "PartnerCenterEmulatorServer", "SeededRandom",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], path: "Tests/CatalogTestSupport"),
    .target(
      name: "ServerTestSupport",
      dependencies: [
        "CatalogServer", "CatalogService", "SeededRandom",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        listening("NIOCore", "swift-nio"), listening("NIOPosix", "swift-nio"),
      ], path: "Tests/ServerTestSupport"),
    .testTarget(name: "FileSystemTests", dependencies: ["FileSystem"]),
    .testTarget(name: "MessageDigestTests", dependencies: ["MessageDigest", "SeededRandom"]),
    .testTarget(name: "CatalogModelTests", dependencies: ["CatalogModel", "SeededRandom"]),
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
        live("NIOCore", "swift-nio"), live("NIOPosix", "swift-nio"), live("NIOSSL", "swift-nio-ssl"),
      ]),
    .testTarget(
      name: "PartnerCenterEmulatorTests",
      dependencies: [
        "SeededRandom", "CatalogModel", "CatalogTestSupport", "MarketFacts", "PartnerCenter", "PartnerCenterCommerce",
        "PartnerCenterEmulator", "PartnerCenterEmulatorServer", "SampleCatalog",
        live("AsyncHTTPClient", "async-http-client"), live("NIOCore", "swift-nio"), live("NIOHTTP1", "swift-nio"),
      ]),
    .testTarget(
      name: "CatalogServiceTests",
      dependencies: [
        "CatalogJSON", "CatalogModel", "CatalogQuery", "CatalogService", "CatalogStore", "CatalogTestSupport",
        "SeededRandom",
      ]),
    .testTarget(
      name: "CatalogPagesTests",
      dependencies: [
        "CatalogModel", "CatalogPages", "CatalogQuery", "CatalogService", "CatalogTestSupport", "PartnerCenterEmulator",
        "SeededRandom",
      ]),
    .testTarget(
      name: "ModelContextTests",
      dependencies: ["CatalogModel", "CatalogQuery", "CatalogService", "CatalogStore", "ModelContext", "SeededRandom"]),
    .testTarget(
      name: "CatalogServerTests",
      dependencies: [
        "CatalogModel", "CatalogPages", "CatalogQuery", "CatalogServer", "CatalogService", "CatalogStore",
        "CatalogTestSupport", "ModelContext", "SeededRandom", "ServerTestSupport",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "CatalogPublicationTests",
      dependencies: [
        "CatalogModel", "CatalogPublication", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync",
        "CatalogTestSupport", "PartnerCenter", "PartnerCenterEmulator", "PostgresConnection", "SeededRandom",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "CatalogJSONTests", dependencies: ["SeededRandom", "CatalogJSON", "CatalogModel"]),
    .testTarget(
      name: "CatalogSchemaTests",
      dependencies: ["SeededRandom", "CatalogModel", "CatalogSchema", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "CatalogStoreTests",
      dependencies: [
        "SeededRandom", "CatalogExport", "CatalogModel", "CatalogSchema", "CatalogStore", "FileSystem", "MessageDigest",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CatalogQueryTests",
      dependencies: [
        "CatalogExport", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogTestSupport",
        "FileSystem", "PartnerCenterEmulator", "SeededRandom",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CatalogSyncTests",
      dependencies: [
        "SeededRandom", "CatalogExport", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync",
        "FileSystem",
        "CatalogTestSupport", "PartnerCenter", "PartnerCenterEmulator", "PartnerCenterEmulatorServer",
        "PartnerCenterHTTP",
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
        "CatalogModel", "CatalogQuery", "JournalStore", "Purchasing", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "ReconciliationTests",
      dependencies: [
        "CatalogModel", "CatalogTestSupport", "Gzip", "JournalStore", "PartnerCenter", "PartnerCenterCommerce",
        "PartnerCenterEmulator", "Reconciliation", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "PartnerCatalogCLITests",
      dependencies: [
        "CatalogJSON", "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogService", "CatalogStore", "CatalogSync",
        "CatalogServer", "PartnerCatalogCLI", "ServerTestSupport",
        "CatalogTestSupport", "PartnerCenter", "PartnerCenterEmulator", "PartnerCenterEmulatorServer",
        "PriceSheets", "Purchasing", "Reconciliation", "SeededRandom", "SQLiteSettings",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
  ]
)

// `tools/test` builds with warnings as errors; a newer compiler's warnings stop nobody else.
let strictness: [SwiftSetting] =
  Context.environment["PARTNER_CATALOG_WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)]

// `tools/test` optimizes the targets that work on bytes: unoptimized, its tests spend nine tenths of the time in generic code
// that is not specialized. By an environment variable, for a package with unsafe flags cannot be depended on.
let hot: Set<String> = [
  "CatalogModel", "CatalogQuery", "CatalogSchema", "CatalogStore", "CatalogSync", "CatalogTestSupport", "FileSystem",
  "Gzip", "MessageDigest", "PartnerCenter", "PartnerCenterCommerce", "PartnerCenterEmulator", "PriceSheets",
  "Reconciliation", "SeededRandom",
]
let optimization: [SwiftSetting] =
  Context.environment["PARTNER_CATALOG_OPTIMIZED"] == nil
  ? []
  : [
    .unsafeFlags(
      ["-O", "-whole-module-optimization", "-num-threads", "2", "-assert-config", "Debug"],
      .when(configuration: .debug))
  ]

// One place for the language settings of every target.
for target in package.targets where ![.plugin, .system].contains(target.type) {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ] + strictness + (hot.contains(target.name) ? optimization : [])
}
