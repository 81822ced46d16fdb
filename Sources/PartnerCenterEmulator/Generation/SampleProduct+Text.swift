import SampleCatalog

extension SampleProduct {
  /// The title in a locale, as this version has it.
  func title(locale: String) -> String {
    let base = baseTitle
    return Localization.localized(
      wellKnown == nil ? Renaming.renamed(base, draw, after: history, share: churn.productsRenamed) : base,
      locale: locale, draw: draw)
  }

  /// The title of version 1, in English.
  var baseTitle: String {
    if let known = wellKnown?.title ?? realTitle { return known }
    let words = draw.at(.title)
    let title: String =
      switch family {
      case .licence: Editions.added(to: words.pick(Vocabulary.licenceNames), words.at(.size), " ")
      case .licenceAddOn: "\(words.pick(Vocabulary.licenceNames)) Add-on"
      case .machineReservation: series?.title ?? ""
      case .sqlReservation: "\(database.title) - Reserved Capacity"
      case .cosmosReservation: "Azure Cosmos DB - \(requestUnits) RU/s Reserved Capacity"
      case .azurePlan: "Microsoft Azure plan"
      case .legacyAzure: "Microsoft Azure"
      case .savingsPlan: "Azure savings plan for compute"
      case .perpetualSoftware: words.pick(Vocabulary.perpetualNames)
      case .softwareSubscription: words.pick(Vocabulary.softwareSubscriptions)
      case .linuxSubscription: words.pick(Vocabulary.linuxNames)
      case .marketplace: words.pick(Vocabulary.marketplaceTitles)
      case .specializedOffer: "\(words.pick(Vocabulary.licenceNames)) Promotional Offer"
      }
    return Oddities.applied(to: title, draw.at(.language))
  }

  var description: String { Prose.text(draw.at(.description)) }

  /// `nil` where the service says nothing about the type, as it does for some online services.
  var productType: (id: String, subType: String?)? {
    switch family {
    case .licence, .licenceAddOn:
      wellKnown == nil && draw.at(.shape).chance(0.07) ? nil : ("OnlineServicesNCE", nil)
    case .machineReservation: ("Azure", "VirtualMachines")
    case .sqlReservation: ("Azure", "SqlDatabase")
    case .cosmosReservation: ("Azure", "CosmosDb")
    case .azurePlan, .legacyAzure: ("Azure", "Azure")
    case .savingsPlan: ("Azure", "SavingsPlan")
    case .perpetualSoftware, .softwareSubscription, .linuxSubscription: ("Software", nil)
    case .marketplace: ("SaaS", nil)
    case .specializedOffer: ("OnlineServicesNCE", "SpecializedOffers")
    }
  }

  var isMicrosoftProduct: Bool { family != .marketplace && family != .linuxSubscription }

  /// `nil` for a few products. Origin of the two spellings: recorded responses, where reservations are Microsoft's, the
  /// Azure plan and licences Microsoft Corporation's.
  var publisher: String? {
    if let wellKnown { return wellKnown.publisher }
    return switch family {
    case .marketplace: draw.at(.publisher).pick(Vocabulary.publishers)
    case .linuxSubscription: baseTitle.hasPrefix("Red") ? "Red Hat" : "SUSE"
    default:
      draw.at(.publisher).below(40) == 0 ? nil : family.isReservation ? "Microsoft" : "Microsoft Corporation"
    }
  }
}

/// A word that tells a product or SKU from its like.
enum Editions {
  /// The title with an edition that it does not have yet: nothing is a plan of a plan.
  static func added(to title: String, _ draw: SeededRandom, _ between: String) -> String {
    let isPlan = holds(title, "Plan")
    let editions = Vocabulary.editions.filter { edition in
      !holds(title, edition) && !(isPlan && edition.hasPrefix("Plan"))
    }
    return title + between + draw.pick(editions)
  }

  /// Whether a text holds a part, byte for byte. The titles of a large catalog are asked millions of times: `contains` takes
  /// ten times as long.
  private static func holds(_ text: String, _ part: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { text in
      part.utf8.withContiguousStorageIfAvailable { part in
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { start in
          part.indices.allSatisfy { text[start + $0] == part[$0] }
        }
      }
    }
    return (found ?? nil) ?? text.contains(part)
  }
}

/// The odd characters that real titles hold, each in about one title of eighty.
enum Oddities {
  static func applied(to title: String, _ draw: SeededRandom) -> String {
    guard let blank = title.firstIndex(of: " ") else { return title }
    switch draw.below(80) {
    case 0:
      return title.replacing(" - ", with: " – ") == title ? title + " – Preview" : title.replacing(" - ", with: " – ")
    case 1: return String(title[..<blank]) + "\u{200B}" + String(title[blank...])
    case 2: return String(title[..<blank]) + " " + String(title[blank...])
    default: return title
    }
  }
}

/// The title in later versions: six in ten renamings change only the case of letters, as in real price lists.
enum Renaming {
  static func renamed(_ title: String, _ draw: SeededRandom, after history: Lifespan.History, share: Double) -> String {
    let epoch = Lifespan.epoch(draw, .renamed, after: history, share: share)
    guard epoch > 1 else { return title }
    let event = draw.at(.renamed, epoch).at(.title)
    let shouted = title.uppercased()
    return event.chance(0.6) && shouted != title ? shouted : "\(title) (edition \(epoch))"
  }
}

/// Titles in other languages: the brand stays English, generic words change, and every third title stays as it is.
enum Localization {
  static func localized(_ title: String, locale: String, draw: SeededRandom) -> String {
    guard let words = Vocabulary.genericWords[String(locale.prefix(2)).lowercased()],
      !draw.at(.language, 7).chance(0.37)
    else { return title }
    var title = title
    for word in words where title.contains(word.english) { title = title.replacing(word.english, with: word.local) }
    return title
  }
}

/// Descriptions of one to four sentences written for this package.
enum Prose {
  static func text(_ draw: SeededRandom) -> String {
    (0...draw.at(.count).below(4)).map { draw.at(.title, $0).pick(Vocabulary.sentences) }.joined(separator: " ")
  }
}
