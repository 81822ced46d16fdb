/// A length of commitment and how it is paid for, as one availability offers it.
///
/// Inside an availability the key of a term is its duration and billing cycle: two terms may share a duration.
/// Source: Partner Center REST reference, "Products resources", table Term; "Get an availability by ID", recorded body.
public struct Term: Hashable, Codable, Sendable {
  /// ISO 8601: `P1M`, `P1Y`, `P3Y`.
  public var duration: String
  /// `monthly`, `annual`, `triennial`, `one_time`, `none`, or an unknown word as received; `nil` where none is given.
  public var billingCycle: String?
  /// The service's own sentence about the term; may be empty.
  public var description: String
  /// The id by which renewal instructions name the term; new commerce only.
  public var id: String?
  /// The refunds by time of cancellation, as received:
  /// `[{"refundOptions":[{"expiresAfter":"P1D","sequenceId":0,"type":"Full"}]}]`.
  public var cancellationPolicies: JSONFragment?
  /// Duration and billing cycle as the service spells them: `P1Y annual`; of a term without a cycle the duration alone.
  public var durationAndCycle: String {
    [duration, billingCycle ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
  /// The terms of a renewal, as received: `[{"description":…,"termDuration":"P1Y"}]`.
  public var renewalOptions: JSONFragment?
  /// Renewal instructions of the term itself, as received; `nil` where those of the availability apply.
  public var renewalInstructions: JSONFragment?

  /// A term; optional parts that are left out are absent in JSON.
  public init(
    duration: String, billingCycle: String?, description: String, id: String? = nil,
    cancellationPolicies: JSONFragment? = nil, renewalOptions: JSONFragment? = nil,
    renewalInstructions: JSONFragment? = nil
  ) {
    self.duration = duration
    self.billingCycle = billingCycle
    self.description = description
    self.id = id
    self.cancellationPolicies = cancellationPolicies
    self.renewalOptions = renewalOptions
    self.renewalInstructions = renewalInstructions
  }

  enum CodingKeys: String, CodingKey {
    case duration, billingCycle, description, id, cancellationPolicies, renewalOptions, renewalInstructions
  }

  /// Reads the JSON of ``encode(to:)``. Only `duration` must be there; without it, or with a value of another type, a
  /// `DecodingError` is thrown.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    duration = try container.decode(String.self, forKey: .duration)
    billingCycle = try container.decodeIfPresent(String.self, forKey: .billingCycle)
    description = try container.decodeIfPresent(String.self, forKey: .description) ?? ""
    id = try container.decodeIfPresent(String.self, forKey: .id)
    cancellationPolicies = try container.decodeIfPresent(JSONFragment.self, forKey: .cancellationPolicies)
    renewalOptions = try container.decodeIfPresent(JSONFragment.self, forKey: .renewalOptions)
    renewalInstructions = try container.decodeIfPresent(JSONFragment.self, forKey: .renewalInstructions)
  }

  /// Writes `billingCycle` as null where there is none, so that the key is always there. Optional parts are left out
  /// where the service does not send them.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(duration, forKey: .duration)
    try container.encode(billingCycle, forKey: .billingCycle)
    try container.encode(description, forKey: .description)
    try container.encodeIfPresent(id, forKey: .id)
    try container.encodeIfPresent(cancellationPolicies, forKey: .cancellationPolicies)
    try container.encodeIfPresent(renewalOptions, forKey: .renewalOptions)
    try container.encodeIfPresent(renewalInstructions, forKey: .renewalInstructions)
  }
}

extension Term {
  /// The parts of a term besides duration, billing cycle and description.
  package struct Details: Hashable, Sendable {
    package var id: String?
    package var cancellationPolicies: JSONFragment?
    package var renewalOptions: JSONFragment?
    package var renewalInstructions: JSONFragment?

    package var isEmpty: Bool { self == Details() }
  }

  package var details: Details {
    get {
      Details(
        id: id, cancellationPolicies: cancellationPolicies, renewalOptions: renewalOptions,
        renewalInstructions: renewalInstructions)
    }
    set {
      id = newValue.id
      cancellationPolicies = newValue.cancellationPolicies
      renewalOptions = newValue.renewalOptions
      renewalInstructions = newValue.renewalInstructions
    }
  }
}

extension JSONWriter {
  /// Adds terms, their keys sorted.
  package mutating func terms(_ terms: [Term]) {
    raw("[")
    separated(terms) { json, term in
      json.raw(#"{"billingCycle":"#)
      if let cycle = term.billingCycle { json.string(cycle) } else { json.raw("null") }
      json.member(#","cancellationPolicies":"#, term.cancellationPolicies)
      json.raw(#","description":"#)
      json.string(term.description)
      json.raw(#","duration":"#)
      json.string(term.duration)
      if let id = term.id {
        json.raw(#","id":"#)
        json.string(id)
      }
      json.member(#","renewalInstructions":"#, term.renewalInstructions)
      json.member(#","renewalOptions":"#, term.renewalOptions)
      json.raw("}")
    }
    raw("]")
  }

  private mutating func member(_ name: StaticString, _ value: JSONFragment?) {
    guard let value else { return }
    raw(name)
    json(value.text)
  }
}
