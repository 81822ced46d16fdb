import CatalogTestSupport
import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

/// Each member of each documented body is changed in turn: a resource that stays the same has dropped it.
@Suite("No documented member of an invoice is dropped", .enabled(if: Samples.areHere))
struct DroppedInvoiceMemberTests {
  /// Addresses to follow and names of types: no content of their own.
  private static let structure: Set = ["links", "attributes", "attributes/objectType", "method", "headers"]

  /// The same value with another content, once for each member in it, each with its path.
  private static func variants(of value: Any, at path: String = "") -> [(path: String, value: Any)] {
    switch value {
    case let object as [String: Any]:
      return object.keys.sorted().filter { !structure.contains($0) }.flatMap { key in
        variants(of: object[key] ?? NSNull(), at: "\(path).\(key)").map { path, value in
          var changed = object
          changed[key] = value
          return (path, changed as Any)
        }
      }
    case let list as [Any]:
      guard list.contains(where: { $0 is [String: Any] }) else { return [(path, list + ["AddOn"])] }
      return list.indices.flatMap { index in
        variants(of: list[index], at: "\(path)[\(index)]").map { path, value in
          var changed = list
          changed[index] = value
          return (path, changed as Any)
        }
      }
    case let text as String:
      // Another year where it may be a date: an amount and a date that are none are errors, and not dropped either.
      let isDate =
        text.utf8.count >= 10 && text.utf8.dropFirst(4).first == UInt8(ascii: "-") && Int(text.prefix(4)) != nil
      return [(path, isDate ? "2031" + text.dropFirst(4) : text + "1")]
    case let number as NSNumber:
      return [(path, NSDecimalNumber(decimal: number.decimalValue).adding(1))]
    default: return []
    }
  }

  private func check<Resource: WireResource & Equatable>(
    _ entry: Samples.Entry, as type: Resource.Type
  ) throws {
    for one in try PlainJSON(entry.body).resources {
      let object = try #require(one.value)
      let whole = try Resource(body: JSONSerialization.data(withJSONObject: object))
      let variants = Self.variants(of: object)
      #expect(variants.count > 3)
      for (path, changed) in variants {
        let other = try? Resource(body: JSONSerialization.data(withJSONObject: changed))
        #expect(other != whole, "\(entry.file) \(path)")
      }
    }
  }

  @Test("Lines of every provider and type", arguments: Samples.all.filter { $0.model.hasPrefix("InvoiceLineItem/") })
  func lines(entry: Samples.Entry) throws { try check(entry, as: InvoiceLine.self) }

  @Test("Invoices", arguments: Samples.bodies(of: "Invoice"))
  func invoices(entry: Samples.Entry) throws { try check(entry, as: Invoice.self) }

  @Test("Balances", arguments: Samples.bodies(of: "InvoiceSummary"))
  func balances(entry: Samples.Entry) throws { try check(entry, as: InvoiceSummary.self) }

  @Test("Links of estimates", arguments: Samples.bodies(of: "EstimateLink"))
  func estimates(entry: Samples.Entry) throws { try check(entry, as: EstimateLink.self) }

  @Test("Descriptions of exports", arguments: Samples.bodies(of: "ExportManifest"))
  func manifests(entry: Samples.Entry) throws { try check(entry, as: ExportManifest.self) }

  @Test("A member that a model does not read is found")
  func dropping() throws {
    struct Dropping: WireResource, Equatable {
      var id: String?
      init(_ object: WireObject) throws { id = object.identifier("id") }
    }
    let body: [String: Any] = ["id": "a", "amount": 1.5, "date": "2026-01-01", "list": [["x": "y"]]]
    let whole = try Dropping(body: JSONSerialization.data(withJSONObject: body))
    let dropped = try Self.variants(of: body).filter { _, changed in
      try Dropping(body: JSONSerialization.data(withJSONObject: changed)) == whole
    }
    #expect(dropped.map(\.path) == [".amount", ".date", ".list[0].x"])
  }
}
