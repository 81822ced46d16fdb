// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else's that reads a catalog: it depends on the library CatalogQuery and on nothing more.
let package = Package(
  name: "example",
  dependencies: [.package(name: "partner-catalog", path: "../..")],
  targets: [
    .executableTarget(
      name: "WhatCanContosoBuy", dependencies: [.product(name: "CatalogQuery", package: "partner-catalog")])
  ]
)
