import CatalogModel
import CatalogStore
import PartnerCenter
import Testing

@testable import CatalogSync

@Suite("The state of a run that has ended")
struct RunStateTests {
  private struct Unknown: Error {}

  private static let refusal = PermissionDenied(serviceError: ServiceError(status: 403), path: "/products")

  @Test("is complete only if everything was read and nothing ended the run early")
  func complete() {
    #expect(RunState(isWhole: true, stop: nil) == .complete)
    #expect(RunState(isWhole: false, stop: nil) == .partial)
    for isWhole in [true, false] {
      #expect(RunState(isWhole: isWhole, stop: .cancelled) == .partial)
      #expect(RunState(isWhole: isWhole, stop: .notPermitted(Self.refusal)) == .failed)
    }
  }

  @Test("follows from the error that ended it, with the reason of each part that was not read")
  func errors() {
    let stops: [(any Error, PartialReason, Bool)] = [
      (CancellationError(), .cancelled, false), (Self.refusal, .signIn, true), (Unknown(), .interrupted, true),
    ]
    for (error, reason, isFailure) in stops {
      let stop = SyncStop(error)
      #expect(stop.reason == reason && stop.isFailure == isFailure, "\(error)")
      #expect(RunState(isWhole: true, stop: stop) == (isFailure ? .failed : .partial))
    }
  }

  @Test("names the type of an unknown error, not its content")
  func unknown() {
    var name: String?
    if case .unexpected(let type) = SyncStop(Unknown()) { name = type }
    #expect(name == "Unknown")
  }
}
