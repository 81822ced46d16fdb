import CatalogQuery
import Foundation

/// Refund windows and renewals of terms, for a person.
enum TermDetailsText {
  /// One line for each term that says anything of it, however many items have it.
  static func lines(_ items: [CatalogItem]) -> [String] {
    var lines: [String] = []
    for item in items {
      for line in item.terms.compactMap({ line($0, of: item) }) where !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  /// The refunds of an item's terms, each once: `Full until P1D`.
  static func refunds(of item: CatalogItem) -> [String] {
    var refunds: [String] = []
    for refund in item.terms.flatMap({ parts(of: $0.cancellationPolicies, refund) }) where !refunds.contains(refund) {
      refunds.append(refund)
    }
    return refunds
  }

  /// `P1Y annual (5aeco6mffyxo): refund Full until P1D; renews to CFQ7TTC0LH18:0001, automatically`.
  private static func line(_ term: Term, of item: CatalogItem) -> String? {
    let renewals =
      parts(of: term.renewalOptions, renewal)
      + parts(of: term.renewalInstructions) { instruction($0, of: nil) }
      + parts(of: item.renewalInstructions) { instruction($0, of: term.id) }
    let facts =
      parts(of: term.cancellationPolicies, refund).map { "refund \($0)" } + renewals.map { "renews to \($0)" }
    guard term.id != nil || !facts.isEmpty else { return nil }
    let name = term.durationAndCycle + (term.id.map { " (\($0))" } ?? "")
    return facts.isEmpty ? name : "\(name): \(facts.joined(separator: "; "))"
  }

  /// What each element says; the text as it stands where its shape is another.
  private static func parts<Element: Decodable>(
    of value: JSONFragment?, _ words: (Element) -> [String]
  ) -> [String] {
    guard let value else { return [] }
    let data = Data(value.text.utf8)
    if let elements = try? JSONDecoder().decode([Element].self, from: data) { return elements.flatMap(words) }
    return (try? JSONDecoder().decode(Element.self, from: data)).map(words) ?? [value.text]
  }

  private struct Policy: Decodable {
    struct Option: Decodable {
      var sequenceId: Int?
      var type: String?
      var expiresAfter: String?
    }
    var refundOptions: [Option]?
  }

  private static func refund(_ policy: Policy) -> [String] {
    let options = (policy.refundOptions ?? []).sorted { $0.sequenceId ?? 0 < $1.sequenceId ?? 0 }
    return options.isEmpty
      ? []
      : [
        options.map { [$0.type, $0.expiresAfter.map { "until \($0)" }].compactMap(\.self).joined(separator: " ") }
          .joined(separator: ", then ")
      ]
  }

  private struct Renewal: Decodable {
    var termDuration: String?
    var renewToId: String?
    var isAutoRenewable: Bool?
  }

  private static func renewal(_ option: Renewal) -> [String] {
    let target = [option.renewToId, option.termDuration].compactMap(\.self).joined(separator: " ")
    return target.isEmpty ? [] : [target + (option.isAutoRenewable == true ? ", automatically" : "")]
  }

  private struct Instruction: Decodable {
    var applicableTermIds: [String]?
    var renewalOptions: [Renewal]?
  }

  /// The texts of an instruction for one term, or of one for any term where `term` is `nil`.
  private static func instruction(_ instruction: Instruction, of term: String?) -> [String] {
    if let term, let terms = instruction.applicableTermIds, !terms.isEmpty, !terms.contains(term) { return [] }
    if term == nil, instruction.applicableTermIds?.isEmpty == false { return [] }
    return (instruction.renewalOptions ?? []).flatMap(renewal)
  }
}
