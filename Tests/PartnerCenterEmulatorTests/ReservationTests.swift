import CatalogModel
import Foundation
import PartnerCenter
import SampleCatalog
import Testing

@testable import PartnerCenterEmulator

@Suite("Reservations in the sample catalog")
struct ReservationTests {
  static let catalog = EmulatorCatalog(CatalogShape(seed: 4, markets: ["US"], products: 2_000))

  private static func products(_ family: Family) -> [SampleProduct] {
    catalog.families.indices.filter { catalog.families[$0] == family }.map(catalog.product(inSlot:))
  }

  @Test("A series sells sizes of its own and no others", arguments: [1, 7])
  func sizes(version: Int) throws {
    for product in Self.products(.machineReservation) {
      let series = try #require(product.series)
      #expect(product.realTitle == nil || product.baseTitle == series.title)
      var product = product
      product.version = version
      #expect((0..<product.skuCount).allSatisfy { series.sizes.contains(product.reservation(at: $0).armName) })
    }
    let moderate = Vocabulary.machineSeries.filter { $0.title == "Virtual Machines MdSv2 Series" }
    #expect(moderate.first?.sizes.prefix(2) == ["Standard_M32dms_v2", "Standard_M64dms_v2"])
    #expect(moderate.allSatisfy { $0.sizes.allSatisfy { $0.hasPrefix("Standard_M") && $0.hasSuffix("_v2") } })
  }

  @Test(
    "Each size is reserved once per region and term, for both terms",
    arguments: [.machineReservation, .sqlReservation, .cosmosReservation] as [Family])
  func pairs(family: Family) {
    for product in Self.products(family) {
      let count = product.skuCount
      #expect(count % 2 == 0)
      var terms: [Reservation: [String]] = [:]
      for index in 0..<count {
        terms[product.reservation(at: index), default: []].append(product.sku(at: index).ownTerm)
      }
      #expect(terms.count == count / 2)
      #expect(terms.values.allSatisfy { $0 == ["P1Y", "P3Y"] })
      let sold = product.skus(in: "US", scope: .legacy).map { $0.index / 2 }
      #expect(Dictionary(grouping: sold) { $0 }.values.allSatisfy { $0.count == 2 })
    }
  }

  @Test("Regions are those where anybody deploys, spelt as in bills, and all of them are sold")
  func regions() {
    let ids = Set(Vocabulary.regions.map(\.id))
    for odd in [
      "azurestack", "global", "unitedstates", "asiapacific", "centraluseuap", "southcentralusstg", "uksouth2",
    ] {
      #expect(!ids.contains(odd))
    }
    #expect(Vocabulary.regions.first { $0.id == "westus2" }?.title == "US West 2")
    #expect(Vocabulary.regions.first { $0.id == "australiaeast" }?.title == "AU East")
    #expect(Vocabulary.regions.first { $0.id == "germanywestcentral" }?.title == "DE West Central")
    var sold: Set<String> = []
    for product in Self.products(.machineReservation) {
      for index in 0..<product.skuCount { sold.insert(product.reservation(at: index).region.id) }
    }
    #expect(sold == ids)
  }

  /// Cores, memory and names as recorded from the service or listed in its documentation; the last three are Azure's own
  /// published figures.
  @Test(
    "The name of a size tells its cores, memory and kind",
    arguments: [
      ("Standard_DS5_v2", 16, "56", "D5s v2", "General purpose"),
      ("Standard_DS2_v2", 2, "7", "D2s v2", "General purpose"),
      ("Standard_DS1_v2", 1, "3.5", "D1s v2", "General purpose"),
      ("Standard_D32s_v3", 32, "128", "D32s v3", "General purpose"),
      ("Standard_ND12s", 12, "224", "ND12s", "GPU"), ("Standard_ND6s", 6, "112", "ND6s", "GPU"),
      ("Standard_E16-4s_v3", 4, "128", "E16-4s v3", "Memory optimized"),
      ("Standard_DS13-2_v2", 2, "56", "D13-2s v2", "General purpose"),
      ("Standard_F8s_v2", 8, "16", "F8s v2", "Compute optimized"),
    ])
  func machineSizes(name: String, cores: Int, memory: String, displayName: String, category: String) {
    let size = MachineSize(name)
    #expect(size.cores == cores)
    #expect(size.memory == memory)
    #expect(size.displayName == displayName)
    #expect(size.category == category)
  }

  @Test("Every size of every series has cores and memory")
  func everySize() {
    for name in Vocabulary.machineSeries.flatMap(\.sizes) {
      let size = MachineSize(name)
      #expect((1...1_000).contains(size.cores), "\(name)")
      #expect(Double(size.memory).map { $0 >= 0.5 } == true, "\(name)")
    }
  }

  @Test("A SKU has the attributes that are recorded of a real one")
  func attributes() async throws {
    let path = "/products/DZH318Z0BQ3V/skus/0002?country=US"
    let sku = try await Emulator.small().get(path).object
    #expect(sku["title"] as? String == "Reserved VM Instance, Standard_D2s_v3, US West 2, 3 Years")
    #expect(sku["description"] as? String == "Reserved Virtual Machines Instance, Standard_D2s_v3, US West 2, 3 Years")
    #expect(
      sku["dynamicAttributes"] as? [String: String] == [
        "armSkuName": "Standard_D2s_v3", "cores": "2", "ram": "8", "skuDisplayName": "D2s v3",
        "category": "General purpose", "armRegionName": "westus2", "duration": "3Years", "region": "US West 2",
        "diskType": "Ssd",
      ])
  }
}
