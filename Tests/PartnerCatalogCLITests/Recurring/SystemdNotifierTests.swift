import Foundation
import Testing

@testable import PartnerCatalogCLI

@Suite("Telling systemd")
struct SystemdNotifierTests {
  @Test("Messages arrive at a socket by its path and in the abstract name space", arguments: [true, false])
  func sockets(isAbstract: Bool) async throws {
    let unique = "pc-\(UUID().uuidString.prefix(13))"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(unique).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let socket = try NotifySocket(isAbstract ? "@\(unique)" : path)
    let manager = try #require(SystemdNotifier(environment: ["NOTIFY_SOCKET": socket.name]))
    #expect(manager.tell("READY=1\nSTATUS=äöü"))
    #expect(await socket.message(with: "READY") == "READY=1\nSTATUS=äöü")
    #expect(manager.watchdogInterval == nil)
  }

  @Test("Nobody listening is no error")
  func nobody() {
    #expect(SystemdNotifier(environment: [:]) == nil)
    #expect(SystemdNotifier(environment: ["NOTIFY_SOCKET": ""]) == nil)
    #expect(SystemdNotifier(environment: ["NOTIFY_SOCKET": "vsock:2:1"]) == nil)
    #expect(SystemdNotifier(environment: ["NOTIFY_SOCKET": "/nowhere/at-all"])?.tell("READY=1") == false)
    let long = "/" + String(repeating: "x", count: 200)
    #expect(SystemdNotifier(environment: ["NOTIFY_SOCKET": long])?.tell("READY=1") == false)
  }

  @Test(
    "The watchdog hears of the process twice in its time, where it is meant",
    arguments: [
      ("2000000", nil, 1), ("30000000", "77", 15), ("30000000", "78", nil), ("0", nil, nil), ("soon", nil, nil),
    ] as [(String, String?, Int?)])
  func watchdog(microseconds: String, process: String?, seconds: Int?) {
    var environment = ["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": microseconds]
    environment["WATCHDOG_PID"] = process
    #expect(
      SystemdNotifier(environment: environment, processID: 77)?.watchdogInterval == seconds.map { .seconds($0) })
  }

  @Test("Progress is told at once and then no more than once in five seconds")
  func progress() async throws {
    let socket = try NotifySocket("@pc-\(UUID().uuidString.prefix(13))")
    let manager = try #require(SystemdNotifier(environment: ["NOTIFY_SOCKET": socket.name]))
    let tell = manager.statusTeller()
    for number in 1...1000 { tell("\(number)") }
    manager.tell("STOPPING=1")
    var messages: [String] = []
    for await message in socket.messages {
      messages.append(message)
      if message == "STOPPING=1" { break }
    }
    #expect(messages == ["STATUS=1", "STOPPING=1"])
  }
}
