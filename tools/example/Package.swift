// swift-tools-version: 6.2
import PackageDescription

// Two programs of somebody else's. The first reads a catalog: it depends on the library CatalogQuery and on nothing more. The
// second proves what it read at the service, and links the client for that.
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
  ]
)
