import FileSystem
public import Foundation
import MessageDigest

extension OrderPlan {
  /// The digest of the plan as it is now, whatever ``digest`` says.
  var computedDigest: String {
    var plan = self
    plan.digest = ""
    // A plan holds only strings, integers, booleans and whole seconds: its encoding cannot fail.
    let bytes = (try? CanonicalJSON.encode(plan)) ?? Data()
    return SHA256.hexadecimal(of: bytes)
  }

  /// Writes the plan to a file of its owner alone, in place of a plan that is there.
  ///
  /// - Throws: an error with path and reason; an existing file is then unchanged.
  public func write(to path: String) throws {
    try DraftFile.replace(path, with: try CanonicalJSON.encode(self, isPretty: true), permissions: 0o600)
  }

  /// The largest plan file that is read.
  private static let mostBytes = 4 << 20

  /// Reads a plan that is whole and unchanged.
  ///
  /// - Throws: ``PlanError`` for a missing, cut, foreign, newer or altered file.
  public static func read(_ path: String) throws -> OrderPlan {
    guard let facts = FileFacts(path) else { throw PlanError.missing(path: path) }
    guard facts.isRegular else { throw PlanError.unreadable(path: path, reason: "it is not a regular file") }
    guard facts.size <= mostBytes else { throw PlanError.foreign(path: path) }
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw PlanError.unreadable(path: path, reason: error.systemReason)
    }
    return try read(bytes, path: path)
  }

  static func read(_ bytes: Data, path: String) throws -> OrderPlan {
    let decoder = CanonicalJSON.decoder
    let mark: Mark
    do {
      mark = try decoder.decode(Mark.self, from: bytes)
    } catch DecodingError.dataCorrupted {
      throw bytes.first == UInt8(ascii: "{") ? PlanError.cut(path: path) : PlanError.foreign(path: path)
    } catch {
      throw PlanError.foreign(path: path)
    }
    guard let version = mark.planVersion, version > 0 else { throw PlanError.foreign(path: path) }
    guard version <= Self.version else {
      throw PlanError.newer(path: path, version: version, known: Self.version)
    }
    guard let plan = try? decoder.decode(OrderPlan.self, from: bytes), !plan.lines.isEmpty,
      plan.digest == plan.computedDigest,
      plan.expiresAt.timeIntervalSince(plan.createdAt) <= TimeInterval(longestLifetime),
      plan.lines.allSatisfy({ $0.quantity > 0 })
    else { throw PlanError.altered(path: path) }
    return plan
  }

  private struct Mark: Decodable { var planVersion: Int? }

  /// Refuses a plan that is not valid at this time or not for this service.
  ///
  /// - Parameters:
  ///   - service: the service to be asked.
  ///   - now: the time.
  /// - Throws: ``PlanError/expired(at:)``, ``PlanError/ahead(createdAt:)``, ``PlanError/other(setting:holds:asked:)``.
  public func check(for service: Service, now: Date) throws {
    guard self.service.apiURL == service.apiURL else {
      throw PlanError.other(setting: "service", holds: self.service.apiURL, asked: service.apiURL)
    }
    guard self.service.tenant.lowercased() == service.tenant.lowercased() else {
      throw PlanError.other(setting: "tenant", holds: self.service.tenant, asked: service.tenant)
    }
    guard createdAt.timeIntervalSince(now) <= Self.toleratedSkew else { throw PlanError.ahead(createdAt: createdAt) }
    guard now < expiresAt else { throw PlanError.expired(at: expiresAt) }
  }

  /// Seconds that the clock of the machine which made the plan may be ahead.
  private static let toleratedSkew: TimeInterval = 300
}

/// JSON whose bytes depend on the value alone: keys sorted, times as ISO 8601 in UTC with seconds.
enum CanonicalJSON {
  static func encode(_ value: some Encodable, isPretty: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.dateEncodingStrategy = .iso8601
    return try encoder.encode(value)
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }
}
