package import FileSystem
import Foundation

/// The files that a catalog lies in: its own and those that SQLite and the writer's lock keep beside it.
package struct CatalogFiles: Sendable {
  private let catalog: String

  /// - Parameter catalog: a file that need not be there yet.
  package init(of catalog: String) { self.catalog = catalog }

  /// The endings that SQLite and ``WriterLock`` add to the name of the catalog.
  private static let endings = ["-wal", "-shm", "-journal", ".lock"]

  /// Refuses an output path that names a file of the catalog, by any name. Reads and writes nothing.
  ///
  /// - Parameter place: the path of the output file.
  /// - Throws: `FileError`.
  package func refuse(_ place: String) throws(FileError) {
    guard let wanted = FileIdentity(place) else { return }
    if wanted == FileIdentity(catalog) { throw .unusable(path: place, reason: "it is the catalog itself") }
    // Of a symbolic link SQLite keeps its files beside where that leads.
    let names = Set([catalog, URL(fileURLWithPath: catalog).resolvingSymlinksInPath().path])
    for name in names where Self.endings.contains(where: { wanted == FileIdentity(name + $0) }) {
      throw .unusable(path: place, reason: "it is a part of the catalog itself")
    }
  }
}
