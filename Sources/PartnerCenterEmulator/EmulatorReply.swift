public import PartnerCenter

/// What the emulator gives back for one request.
public enum EmulatorReply: Sendable {
  case answer(TransportAnswer)
  /// The connection breaks before the answer is whole.
  ///
  /// - Parameter partial: status, headers and the bytes that still arrive, under a `Content-Length` that promises
  ///   `missing` more; `nil` where nothing arrives at all.
  case broken(partial: TransportAnswer?, missing: Int)
}
