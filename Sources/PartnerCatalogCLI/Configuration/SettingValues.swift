import CatalogJSON
import CatalogModel
import Foundation
import PartnerCenter

/// The value of highest priority of each setting, parsed.
struct SettingValues {
  var flags: Settings.Flags
  var environment: [String: String]
  var file: ConfigurationFile?
  /// Settings that are ignored, whatever their origin.
  var ignored: Set<SettingKey> = []

  /// The texts of a setting; `nil` where it is not set.
  private func texts(_ key: SettingKey) -> Setting<[String]>? {
    if ignored.contains(key) { return nil }
    if let said = flagTexts(key), !said.value.isEmpty { return said }
    if let value = environment[key.variable], !value.isEmpty {
      return Setting(value: [value], origin: .environment(variable: key.variable))
    }
    guard let file, let value = file.values[key], value != [""] else { return nil }
    return Setting(value: value, origin: .file(path: file.path))
  }

  private func flagTexts(_ key: SettingKey) -> Setting<[String]>? {
    switch key {
    case .db: flags.db.map { Setting(value: [$0], origin: .flag("--db")) }
    case .markets: Setting(value: flags.markets, origin: .flag("--market"))
    case .views: Setting(value: flags.views, origin: .flag("--view"))
    case .locale: flags.locale.map { Setting(value: [$0], origin: .flag("--locale")) }
    case .rate: flags.rate.map { Setting(value: ["\($0)"], origin: .flag("--rate")) }
    case .logFile: flags.logFile.map { Setting(value: [$0], origin: .flag("--log-file")) }
    case .metricsFile: flags.metricsFile.map { Setting(value: [$0], origin: .flag("--metrics-file")) }
    case .journal: flags.journal.map { Setting(value: [$0], origin: .flag("--journal")) }
    case .listen: flags.listen.map { Setting(value: [$0], origin: .flag("--listen")) }
    case .socket: flags.socket.map { Setting(value: [$0], origin: .flag("--socket")) }
    case .hosts: Setting(value: flags.hosts, origin: .flag("--host"))
    case .tokenFile: flags.tokenFile.map { Setting(value: [$0], origin: .flag("--token-file")) }
    case .concurrency: flags.concurrency.map { Setting(value: ["\($0)"], origin: .flag("--concurrency")) }
    default: nil
    }
  }

  func text(_ key: SettingKey) -> Setting<String>? {
    texts(key).map { Setting(value: $0.value.joined(separator: ","), origin: $0.origin) }
  }

  /// Elements separated by commas; blanks around them are ignored.
  func list(_ key: SettingKey) -> Setting<[String]>? {
    texts(key).map { said in
      let words = said.value.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
      return Setting(value: words.filter { !$0.isEmpty }, origin: said.origin)
    }
  }

  func cloud() throws -> Setting<ServiceEndpoint.Cloud>? {
    try text(.cloud).map { said in
      guard let cloud = ServiceEndpoint.Cloud(rawValue: said.value.lowercased()) else {
        throw wrong(said, "is not a cloud", "Valid clouds: global, us-gov, china.")
      }
      return Setting(value: cloud, origin: said.origin)
    }
  }

  func url(_ key: SettingKey) throws -> Setting<String>? {
    try text(key).map { said in
      // Not quoted: the text before an @ may be a password.
      guard !said.value.contains(where: { "@?#".contains($0) }) else {
        throw problem(
          said.origin, "\(key.rawValue) holds a user name or password (@), or a query (? or #).",
          "Write the address alone, such as https://api.example.com; credentials belong in the other settings.")
      }
      guard let parts = URLComponents(string: said.value), let host = parts.host, !host.isEmpty,
        ["http", "https"].contains(parts.scheme?.lowercased() ?? "")
      else { throw wrong(said, "is not an address such as https://api.example.com", "") }
      if parts.scheme?.lowercased() == "http", !Loopback.isHost(host) {
        throw wrong(
          said, "would send secrets unencrypted", "Plain http is allowed to this machine only: write https://.")
      }
      if ["v1", "v1.0"].contains(parts.path.split(separator: "/").last) {
        throw wrong(
          said, "ends with /\(parts.path.split(separator: "/").last ?? "v1")", "Omit it: it is added to every request.")
      }
      return said
    }
  }

  func secret(_ key: SettingKey, file place: SettingKey) throws -> Setting<Settings.SecretPlace>? {
    let value = text(key)
    let path = text(place)
    if value != nil, case .environment? = path?.origin {
      throw CommandError.configuration("\(key.variable) and \(place.variable) are both set. Unset one of them.")
    }
    if let value { return Setting(value: .value(Secret(value.value)), origin: value.origin) }
    return path.map { Setting(value: .file(path: $0.value), origin: $0.origin) }
  }

  func markets() throws -> Setting<[Market]>? {
    try list(.markets).map { said in
      Setting(value: try unique(said) { try KnownMarket.parse($0) }, origin: said.origin)
    }
  }

  func views() throws -> Setting<[TargetView]>? {
    try list(.views).map { said in
      let views = try unique(said) { word in
        guard let view = TargetView(parsing: word) else {
          throw UnknownWord(
            "\(word) is not a target view",
            "Valid views: \(TargetView.documented.map(\.rawValue).joined(separator: ", ")).")
        }
        return view
      }
      return Setting(value: views, origin: said.origin)
    }
  }

  func locale() throws -> Setting<String>? {
    try text(.locale).map { said in
      guard said.value.wholeMatch(of: /[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*/) != nil else {
        throw wrong(said, "is not a locale such as en-US or ja-JP", "")
      }
      return Setting(value: said.value.replacing("_", with: "-"), origin: said.origin)
    }
  }

  func rate() throws -> Setting<Double>? {
    try text(.rate).map { said in
      guard let rate = Double(said.value), rate > 0, rate.isFinite else {
        throw wrong(said, "is not a number of requests a minute above zero", "")
      }
      return Setting(value: rate, origin: said.origin)
    }
  }

  func concurrency() throws -> Setting<Int>? {
    try text(.concurrency).map { said in
      guard let count = Int(said.value), (1...256).contains(count) else {
        throw wrong(said, "is not a number of simultaneous requests from 1 to 256", "")
      }
      return Setting(value: count, origin: said.origin)
    }
  }

  func flag(_ key: SettingKey) throws -> Setting<Bool>? {
    try text(key).map { said in
      switch said.value.lowercased() {
      case "true", "1", "yes": return Setting(value: true, origin: said.origin)
      case "false", "0", "no": return Setting(value: false, origin: said.origin)
      default: throw wrong(said, "is neither true nor false", "")
      }
    }
  }

  func address(_ key: SettingKey) throws -> Setting<NetworkAddress>? {
    try text(key).map { said in
      guard let address = NetworkAddress(parsing: said.value) else {
        throw wrong(
          said, "is not an address to listen at",
          "Give an IP address and a port, such as 127.0.0.1:8787 or [::1]:8787.")
      }
      return Setting(value: address, origin: said.origin)
    }
  }

  func currency(_ key: SettingKey) throws -> Setting<String>? {
    try text(key).map { said in
      let code = said.value.uppercased()
      guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
        throw wrong(said, "is not a currency such as EUR", "")
      }
      return Setting(value: code, origin: said.origin)
    }
  }

  private func unique<Value: Hashable>(_ said: Setting<[String]>, _ parse: (String) throws -> Value) throws -> [Value] {
    var seen: Set<Value> = []
    do {
      return try said.value.map(parse).filter { seen.insert($0).inserted }
    } catch let unknown as UnknownWord {
      throw problem(said.origin, "\(unknown.what).", unknown.advice)
    }
  }

  private func wrong(_ said: Setting<String>, _ what: String, _ advice: String) -> CommandError {
    problem(said.origin, "\"\(said.value)\" \(what).", advice)
  }

  /// On the command line it is a usage error; elsewhere a configuration error.
  private func problem(_ origin: Origin, _ what: String, _ advice: String) -> CommandError {
    let text = "\(origin): \(what)" + (advice.isEmpty ? "" : " " + advice)
    if case .flag = origin { return .usage(text) }
    return .configuration(text)
  }
}
