import CatalogModel
import SampleCatalog

extension WellKnownProduct {
  /// What resellers sell most, for catalogs that are tried by hand: licences, software, and two series of machines.
  ///
  /// Each has what every ``WellKnownProduct`` has, in every market and version. Titles of SKUs say who may buy them.
  static let bestKnown: [WellKnownProduct] =
    Vocabulary.bestKnown.map { product in
      WellKnownProduct(
        family: product.isLicence ? .licence : .perpetualSoftware, id: product.id, title: product.title,
        publisher: "Microsoft Corporation",
        skus: product.skus.map { sku in
          SKU(
            title: sku.title, segment: sku.title.contains("Non-Profit") ? .nonprofit : .commercial,
            maximumQuantity: sku.title.contains("Business") && product.title.hasPrefix("Microsoft 365") ? 300 : nil,
            provisioningID: sku.graphSKU)
        })
    } + [
      WellKnownProduct(
        family: .machineReservation, title: "Virtual Machines Dsv5 Series", publisher: "Microsoft",
        firstSize: "Standard_D4s_v5", firstRegion: "westeurope",
        sizes: ["Standard_D2s_v5", "Standard_D4s_v5", "Standard_D8s_v5", "Standard_D16s_v5", "Standard_D32s_v5"]),
      WellKnownProduct(
        family: .machineReservation, id: "DZH318Z096SR", title: "Virtual Machines Esv5 Series", publisher: "Microsoft",
        firstSize: "Standard_E16s_v5", firstRegion: "northeurope"),
    ]
}
