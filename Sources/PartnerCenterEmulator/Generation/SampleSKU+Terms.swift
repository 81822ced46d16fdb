extension SampleSKU {
  /// The terms of one offer, with the shares of a real price list.
  var terms: [SampleTerm] {
    switch product.family {
    case .azurePlan, .legacyAzure, .perpetualSoftware: return []
    case .machineReservation, .sqlReservation, .cosmosReservation, .savingsPlan:
      return [SampleTerm(duration: ownTerm, description: ownTerm == "P1Y" ? "1 Year Prepaid" : "3 Years Prepaid")]
    case .softwareSubscription, .linuxSubscription:
      return [SampleTerm(duration: ownTerm, description: ownTerm == "P1Y" ? "One-Year" : "Three-Year")]
    case .marketplace:
      if isTrial { return [term("P1M", "None")] }
      return wellKnown != nil || draw.at(.terms).chance(0.6)
        ? [term("P1M", "Monthly"), term("P1Y", "Annual")] : [term("P1M", "Monthly")]
    case .specializedOffer: return [term("P1Y", "Annual")]
    case .licence, .licenceAddOn:
      if isTrial { return [term("P1M", "None")] }
      let usual = [term("P1M", "Monthly"), term("P1Y", "Annual"), term("P1Y", "Monthly")]
      if wellKnown != nil { return usual }
      switch draw.at(.terms).below(100) {
      case ..<80: return usual
      case ..<90: return usual + [term("P3Y", "Annual"), term("P3Y", "Triennial"), term("P3Y", "Monthly")]
      case ..<96: return Array(usual.dropFirst())
      default: return [usual[0]]
      }
    }
  }

  private func term(_ duration: String, _ cycle: String) -> SampleTerm {
    let length = duration == "P1M" ? "One-Month" : duration == "P1Y" ? "One-Year" : "Three-Years"
    let bills =
      switch cycle {
      case "None": "trial"
      case "Triennial": "three-yearly billing"
      case "Annual": "yearly billing"
      default: "monthly billing"
      }
    return SampleTerm(
      id: String(draw.at(.term, text: duration + cycle).bits | 1 << 63, radix: 36).prefix(12).description,
      duration: duration, billingCycle: cycle, description: "\(length) commitment for \(bills)")
  }
}
