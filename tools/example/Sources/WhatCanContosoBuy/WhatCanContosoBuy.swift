import CatalogQuery

/// Prints what a customer can buy: `WhatCanContosoBuy catalog.sqlite contoso.onmicrosoft.com "sql server"`.
@main
struct WhatCanContosoBuy {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let path = arguments.first else {
      print("usage: WhatCanContosoBuy CATALOG CUSTOMER [TEXT]")
      return
    }
    let customer = arguments[arguments.startIndex + 1]
    let text = arguments.dropFirst(2).joined(separator: " ")

    let catalog = try Catalog(path: path)
    let found = try catalog.search(text, SearchOptions(market: "US", limit: 3))
    print("\(found.total) SKUs match in US")
    let answer = try catalog.purchasableItems(for: customer, matching: text)
    for item in answer.items { print(item.catalogItemID, item.verdict, item.confirmedAt) }
  }
}
