// swift-tools-version: 6.2
import PackageDescription

// Three programs of somebody else's. The first reads a catalog: it depends on the library CatalogQuery and on nothing more. The
// second proves what it read at the service, and links the client for that. The third fills a catalog file.
let package = Package(
  name: "example",
  dependencies: [.package(name: "partner-catalog", path: "../..")],
  targets: [
    .executableTarget(
      name: "WhatCanContosoBuy", dependencies: [.product(name: "CatalogQuery", package: "partner-catalog")]),
    .executableTarget(
      name: "ProveItAtTheService",
      dependencies: [
        .product(name: "CatalogQuery", package: "partner-catalog"),
        .product(name: "CatalogVerification", package: "partner-catalog"),
        .product(name: "PartnerCenterHTTP", package: "partner-catalog"),
      ]),
    .executableTarget(
      name: "SyncFromSwift",
      dependencies: [
        .product(name: "CatalogQuery", package: "partner-catalog"),
        .product(name: "CatalogStore", package: "partner-catalog"),
        .product(name: "CatalogSync", package: "partner-catalog"),
        .product(name: "PartnerCenterHTTP", package: "partner-catalog"),
      ]),
  ]
)
