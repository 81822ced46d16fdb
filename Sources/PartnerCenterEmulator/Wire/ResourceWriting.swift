import CatalogModel
import SampleCatalog

/// The wire format of generated resources.
struct ResourceWriting {
  var catalog: EmulatorCatalog
  var locale: String
  var market: Market

  // MARK: - Product

  func product(_ product: SampleProduct, _ writer: inout DialectWriter) {
    writer.object { writer in
      writer.member("id", product.id)
      writer.member("title", product.title(locale: locale))
      writer.member("description", product.description)
      if let type = product.productType {
        writer.objectMember("productType") { writer in
          writer.member("id", type.id)
          writer.member("displayName", type.id)
          if let subType = type.subType {
            writer.objectMember("subType") {
              $0.member("id", subType); $0.member("displayName", subType)
            }
          }
        }
      } else {
        writer.member("productType", ifPresent: nil)
      }
      writer.member("isMicrosoftProduct", product.isMicrosoftProduct)
      writer.member("publisherName", ifPresent: product.publisher)
      writer.unknownMembers()
      links(&writer, ["skus": "/products/\(product.id)/skus", "self": "/products/\(product.id)"])
    }
  }

  // MARK: - SKU

  func sku(_ sku: SampleSKU, scope: ReservationReading, _ writer: inout DialectWriter) {
    let path = "/products/\(sku.product.id)/skus/\(sku.id)"
    let unknown = writer.dialect.unknownFields
    writer.object { writer in
      writer.member("id", sku.id)
      writer.member("productId", sku.product.id)
      writer.member("title", sku.title(locale: locale))
      writer.member("description", sku.description)
      writer.member("minimumQuantity", sku.minimumQuantity)
      writer.member("maximumQuantity", sku.maximumQuantity)
      writer.member("isTrial", sku.isTrial)
      writer.member("supportedBillingCycles", sku.supportedBillingCycles + (unknown ? ["fortnightly"] : []))
      writer.member("purchasePrerequisites", sku.purchasePrerequisites(scope: scope))
      writer.member("inventoryVariables", sku.inventoryVariables)
      writer.member("provisioningVariables", sku.provisioningVariables)
      writer.member("actions", sku.product.family == .marketplace ? [] : unknown ? ["Refund", "Teleport"] : ["Refund"])
      writer.member("termsOfUseUri", ifPresent: nil)
      writer.member("consumptionType", ifPresent: unknown ? "hyperflex" : nil)
      if let attestation = sku.attestation {
        writer.objectMember("attestationProperties") { writer in
          writer.member("enforceAttestation", true)
          writer.member("attestationType", attestation)
        }
      }
      dynamicAttributes(sku, &writer)
      writer.unknownMembers()
      links(&writer, ["availabilities": path + "/availabilities", "self": path])
    }
  }

  private func dynamicAttributes(_ sku: SampleSKU, _ writer: inout DialectWriter) {
    writer.objectMember("dynamicAttributes") { writer in
      switch sku.product.family {
      case .machineReservation, .sqlReservation, .cosmosReservation:
        let reservation = sku.reservation
        writer.member("armSkuName", reservation.armName)
        if sku.product.family == .machineReservation {
          let size = MachineSize(reservation.armName)
          writer.member("cores", String(size.cores))
          writer.member("ram", size.memory)
          writer.member("skuDisplayName", size.displayName)
          writer.member("category", size.category)
          writer.member("diskType", size.diskType)
        } else {
          writer.member("skuDisplayName", reservation.armName.replacing("_", with: " "))
          writer.member("category", "Databases")
        }
        writer.member("armRegionName", reservation.region.id)
        writer.member("duration", sku.ownTerm == "P1Y" ? "1Year" : "3Years")
        writer.member("region", reservation.region.title)
      case .licence, .licenceAddOn, .specializedOffer:
        writer.member("isMicrosoftProduct", true)
        writer.member("hasConstraints", sku.maximumQuantity < 1_000)
        writer.member("isAddon", sku.product.family == .licenceAddOn)
        writer.member("prerequisiteSkus", sku.prerequisiteSKUs(in: catalog))
        writer.member("isSoftwareAssuranceApplicable", false)
        writer.member("upgradeTargetOffers", [])
        writer.member("provisioningId", sku.provisioningID)
        writer.member("internal", false)
      case .savingsPlan:
        writer.member("isMicrosoftProduct", true)
        writer.member("duration", sku.ownTerm == "P1Y" ? "1year" : "3years")
        writer.member("termDuration", sku.ownTerm)
      case .azurePlan:
        writer.member("isMicrosoftProduct", true)
        writer.member("pilotProgram", "modernazurepilot")
      case .legacyAzure:
        writer.member("billingType", "usage")
        writer.member("isAddon", false)
        writer.member("rank", 10)
        writer.member("hasAddOns", false)
      case .perpetualSoftware, .softwareSubscription, .linuxSubscription, .marketplace:
        writer.member("isMicrosoftProduct", sku.product.isMicrosoftProduct)
      }
    }
  }

  // MARK: - Availability

  func availability(_ availability: SampleAvailability, scope: ReservationReading, _ writer: inout DialectWriter) {
    let sku = availability.sku
    writer.object { writer in
      writer.member("id", availability.id)
      writer.member("productId", sku.product.id)
      writer.member("skuId", sku.id)
      writer.member("catalogItemId", availability.catalogItemID)
      writer.objectMember("defaultCurrency") { writer in
        writer.member("code", availability.currency)
        writer.member("symbol", CurrencySymbol.of(availability.currency))
      }
      writer.member("segment", availability.segment.rawValue)
      writer.member("country", availability.market.code)
      writer.member("isPurchasable", availability.isPurchasable)
      writer.member("isRenewable", availability.isRenewable)
      writer.arrayMember("renewalInstructions") { writer in
        if availability.isRenewable { writer.element { renewal(of: availability, &$0) } }
      }
      if availability.hasTermList {
        writer.arrayMember("terms") { writer in
          for term in availability.terms { writer.element { self.term(term, &$0) } }
        }
      }
      if !writer.dialect.bareAvailabilities {
        writer.valueMember("product") { self.product(sku.product, &$0) }
        writer.valueMember("sku") { self.sku(sku, scope: scope, &$0) }
      }
      writer.unknownMembers()
      links(
        &writer, ["self": "/products/\(sku.product.id)/skus/\(sku.id)/availabilities/\(availability.id)"])
    }
  }

  private func renewal(of availability: SampleAvailability, _ writer: inout DialectWriter) {
    writer.object { writer in
      writer.member("applicableTermIds", availability.terms.compactMap(\.id))
      writer.arrayMember("renewalOptions") { writer in
        writer.element { writer in
          writer.object { writer in
            writer.member("renewToId", "\(availability.sku.product.id):\(availability.sku.id)")
            writer.member("isAutoRenewable", true)
          }
        }
      }
    }
  }

  private func term(_ term: SampleTerm, _ writer: inout DialectWriter) {
    writer.object { writer in
      writer.member("id", ifPresent: term.id)
      writer.member("duration", term.duration)
      writer.member("description", term.description)
      writer.member("billingCycle", ifPresent: term.billingCycle)
      guard term.id != nil else { return }
      writer.arrayMember("cancellationPolicies") { writer in
        writer.element { writer in
          writer.object { writer in
            writer.arrayMember("refundOptions") { writer in
              writer.element { writer in
                writer.object { writer in
                  writer.member("sequenceId", 0)
                  writer.member("type", "Full")
                  writer.member("expiresAfter", "P1D")
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: - Links

  private func links(_ writer: inout DialectWriter, _ links: KeyValuePairs<String, String>) {
    writer.objectMember("links") { writer in
      for (name, path) in links {
        writer.link(name, uri: "\(path)?country=\(market.code)")
      }
    }
  }
}

extension DialectWriter {
  /// `{uri, method, headers}`.
  mutating func link(_ name: String, uri: String, continuation: String? = nil) {
    objectMember(name) { writer in
      writer.member("uri", uri)
      writer.member("method", "GET")
      writer.arrayMember("headers") { writer in
        guard let continuation else { return }
        writer.element { writer in
          writer.object {
            $0.member("key", "MS-ContinuationToken"); $0.member("value", continuation)
          }
        }
      }
    }
  }

  mutating func objectType(_ name: String) {
    objectMember("attributes") { $0.member("objectType", name) }
  }
}

/// The service's symbol of a currency.
enum CurrencySymbol {
  static func of(_ code: String) -> String {
    switch code {
    case "USD", "AUD", "CAD", "NZD", "TWD": "$"
    case "EUR": "€"
    case "GBP": "£"
    case "JPY", "CNY": "¥"
    case "KRW": "₩"
    case "INR": "₹"
    case "BRL": "R$"
    case "DKK", "NOK", "SEK": "kr"
    default: code
    }
  }
}
