import CatalogModel
import CatalogStore

extension RunState {
  /// The state of a run that has ended.
  ///
  /// - Parameters:
  ///   - isWhole: whether all that was due was read and is believed.
  ///   - stop: why the run ended early; `nil` if it did not.
  init(isWhole: Bool, stop: SyncStop?) {
    self = stop.map { $0.isFailure ? .failed : .partial } ?? (isWhole ? .complete : .partial)
  }
}
