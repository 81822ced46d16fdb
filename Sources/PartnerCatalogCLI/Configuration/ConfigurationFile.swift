import CatalogModel
import Foundation
import PartnerCenter

/// The content of `config.json`, not yet interpreted.
struct ConfigurationFile: Sendable, Equatable {
  var path: String
  var values: [SettingKey: [String]]
  /// Unknown keys, probably misspelled.
  var unknownKeys: [String] = []

  /// Reads the file's text.
  ///
  /// A list may be an array or one text with commas. Numbers may be written as texts.
  /// - Throws: ``CommandError`` for a text that is not a JSON object, holds a secret, or has a value of the wrong kind.
  init(path: String, text: Data) throws {
    guard case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: text) else {
      let place = JSONFault.first(in: text).map { " (line \($0.line), column \($0.column))" } ?? ""
      throw CommandError.configuration("\(path) is not a JSON object\(place). Fix it, or move it away.")
    }
    self.path = path
    values = [:]
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      guard let key = SettingKey(rawValue: name) else {
        unknownKeys.append(name)
        continue
      }
      if key.isSecret {
        throw CommandError.configuration(
          "\(path) holds \(name) itself. A secret does not belong there: put it into its own file and name that file "
            + "in \(name)File, or set \(key.variable).")
      }
      switch value {
      case .null: continue
      case .array(let elements) where elements.allSatisfy({ $0.text != nil }): values[key] = value.texts
      case .string(let text): values[key] = [text]
      case .integer, .number: values[key] = value.texts
      case .bool(let flag): values[key] = ["\(flag)"]
      default:
        throw CommandError.configuration(
          "\(path): the value of \(name) must be a string, a number, true or false, or a list of strings.")
      }
    }
  }

  /// Reads the file at a path; `nil` where it does not exist.
  static func read(_ path: String) throws -> ConfigurationFile? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let text = FileManager.default.contents(atPath: path) else {
      throw CommandError.configuration("\(path) cannot be read. Check its permissions, or move it away.")
    }
    return try ConfigurationFile(path: path, text: text)
  }
}
