import CatalogJSON

/// The emulator's address, as shell variables or JSON.
struct EmulatorAddress: Encodable {
  var apiUrl: String
  var loginUrl: String
  var tenant = "emulator"
  var clientId = "emulator"
  var clientSecret = "emulator"

  init(port: Int) {
    apiUrl = "http://127.0.0.1:\(port)"
    loginUrl = apiUrl
  }

  func text(_ console: Console) -> String {
    if console.isJSON, let line = try? JSONText.line(self) { return line }
    return [
      (SettingKey.apiUrl, apiUrl), (.loginUrl, loginUrl), (.tenant, tenant), (.clientId, clientId),
      (.clientSecret, clientSecret),
    ].map { "export \($0.variable)=\($1)\n" }.joined()
  }
}
