import Foundation
import PostgresConnection
import Synchronization
import Testing

/// A PostgreSQL server of the tests' own, on a socket in a temporary folder. It ends with the process of the tests.
final class PostgresServer: Sendable {
  /// The folder of the socket.
  let folder: String
  let library: PostgresLibrary
  private let count = Mutex(0)

  /// The binaries of Debian's package.
  private static let binaries = "/usr/lib/postgresql/15/bin"

  /// Why there is none; `nil` where it runs.
  static let absence: String? = {
    if case .failure(let reason) = running { reason.text } else { nil }
  }()

  static var shared: PostgresServer { get throws { try running.get() } }

  struct Absence: Error { var text: String }

  private static let running = Result<PostgresServer, Absence> { () throws(Absence) in try PostgresServer() }

  private init() throws(Absence) {
    guard FileManager.default.isExecutableFile(atPath: Self.binaries + "/postgres") else {
      throw Absence(text: "PostgreSQL 15 is not installed (apt-get install postgresql)")
    }
    do { library = try PostgresLibrary.open() } catch { throw Absence(text: "\(error)") }
    folder = "/tmp/pg-\(UUID().uuidString.prefix(8))"
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", Self.script, Self.binaries, folder]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw Absence(text: "\(error)") }
    // The server ends when this end of the pipe is closed, with the process at the latest.
    Self.keep.withLock { $0.append(input) }
    guard let line = try? output.fileHandleForReading.read(upToCount: 6), line == Data("ready\n".utf8) else {
      throw Absence(text: "PostgreSQL does not start")
    }
  }

  private static let keep = Mutex<[Pipe]>([])

  /// It refuses to run as root.
  private static let script = """
    set -e
    folder=$1
    mkdir -p "$folder/data"
    as=()
    if [ "$(id -u)" = 0 ]; then
      user=$(id -un postgres 2>/dev/null || echo nobody)
      chown -R "$user" "$folder"
      as=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups)
    fi
    cd "$folder"
    "${as[@]}" "$0/initdb" -D "$folder/data" -U admin -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1
    printf 'local all locked scram-sha-256\\nlocal all all trust\\n' > "$folder/data/pg_hba.conf"
    "${as[@]}" "$0/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c max_connections=40 \\
      -c shared_buffers=32MB >>"$folder/log" 2>&1 </dev/null &
    server=$!
    until "$0/pg_isready" -q -h "$folder"; do kill -0 $server; sleep 0.05; done
    echo ready
    read -r || true
    kill -INT $server
    wait $server || true
    rm -rf "$folder"
    """

  func target(_ database: String, user: String = "admin") throws -> PostgresTarget {
    try PostgresTarget("postgresql:///\(database)?host=\(folder)&user=\(user)")
  }

  func connection(_ database: String = "postgres", user: String = "admin") throws -> PostgresConnection {
    try PostgresConnection(target(database, user: user), application: "tests", library: library)
  }

  /// A new, empty database.
  func database(_ options: String = "ENCODING 'UTF8'") throws -> String {
    let name = "t\(count.withLock { count in count += 1; return count })"
    _ = try connection().execute("CREATE DATABASE \(name) TEMPLATE template0 \(options)")
    return name
  }
}
