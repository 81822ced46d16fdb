import Foundation

/// The facts in the name of a machine size: `Standard_D32s_v3` has 32 cores and is for general purpose.
///
/// Memory is the family's usual share of each core; it agrees with the recorded sizes, and is near the truth for others.
struct MachineSize {
  var armName: String
  /// The letters before the first number: `D`, `DS`, `NC`.
  private var letters: Substring
  private var number: Int
  /// The number after a hyphen: of `E16-4s_v3` only four cores are switched on.
  private var constrained: Int?
  /// The small letters after the numbers: `s`, `ads`.
  private var traits: Substring
  /// `v3`; empty for the first series.
  private var version: Substring

  init(_ armName: String) {
    self.armName = armName
    let words = armName.split(separator: "_").dropFirst()
    let name = words.first ?? ""
    letters = name.prefix { $0.isUppercase }
    let rest = name.dropFirst(letters.count)
    number = Int(rest.prefix { $0.isNumber }) ?? 1
    let tail = rest.drop { $0.isNumber }
    constrained = tail.first == "-" ? Int(tail.dropFirst().prefix { $0.isNumber }) : nil
    traits = tail.drop { !$0.isLowercase }
    version = words.dropFirst().last { $0.first == "v" } ?? ""
  }

  /// The older series count sizes, not cores.
  private var countsSizes: Bool {
    switch letters {
    case "D", "DS": version.isEmpty || version == "v2"
    case "A", "G", "GS": true
    default: false
    }
  }

  /// Before any are switched off.
  private var allCores: Int {
    guard countsSizes else { return max(1, number) }
    switch (letters, number) {
    case ("A", 5...7): return 1 << (number - 4)
    case ("A", 8...): return number % 2 == 0 ? 8 : 16
    case ("A", _): return 1 << max(0, number - 1)
    case ("G", _), ("GS", _): return 1 << number
    case (_, 15): return 20
    case (_, 11...): return 1 << (number - 10)
    default: return 1 << max(0, number - 1)
    }
  }

  var cores: Int { constrained ?? allCores }

  /// In GB, such as `128`, `3.5`.
  var memory: String {
    let all = Double(allCores) * memoryPerCore
    let rounded = (all * 2).rounded() / 2
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  private var memoryPerCore: Double {
    switch letters {
    case "D" where countsSizes, "DS" where countsSizes: number > 10 ? 7 : 3.5
    case "A": number > 4 ? 7 : 1.75
    case "D", "DC", "B": traits.contains("l") ? 2 : 4
    case "F", "FX": traits.contains("m") ? 8 : 2
    case "E", "EC", "L": 8
    case "G", "GS", "M": 14
    case "ND": 56.0 / 3
    case "NC", "NV", "NP": 28.0 / 3
    default: 7
    }
  }

  /// `D32s v3` for `Standard_D32s_v3`, `D5s v2` for `Standard_DS5_v2`.
  var displayName: String {
    let name = armName.split(separator: "_").dropFirst().joined(separator: " ")
    guard letters.count == 2, letters.last == "S", countsSizes, let first = letters.first else { return name }
    let digits = name.dropFirst(2).prefix { $0.isNumber || $0 == "-" }
    return "\(first)\(digits)s\(name.dropFirst(2 + digits.count))"
  }

  var category: String {
    switch letters.first {
    case "N": "GPU"
    case "H": "High performance compute"
    case "E", "M", "G": "Memory optimized"
    case "F": "Compute optimized"
    case "L": "Storage optimized"
    default: "General purpose"
    }
  }

  /// Sizes that take premium disks have an `s` in their name.
  var diskType: String { letters.first != "N" && (traits.contains("s") || letters.last == "S") ? "Ssd" : "Hdd" }
}
