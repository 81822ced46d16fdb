import CatalogService
import NIOCore
import Synchronization

/// The open connections: counted for the limits, and known for the end of the server.
final class ConnectionRegistry: Sendable {
  private let most: Int
  private let mostOfPeer: Int
  private let state = Mutex(State())

  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var counts: [ServiceRequest.Peer: Int] = [:]
    var isDraining = false
    var whenEmpty: [CheckedContinuation<Void, Never>] = []
  }

  init(_ limits: ServerLimits) {
    most = limits.connections
    mostOfPeer = limits.connectionsOfPeer
  }

  /// Adds a connection, which leaves when it is closed.
  ///
  /// - Returns: whether the limits permit it.
  func admit(_ channel: any Channel, of peer: ServiceRequest.Peer) -> Bool {
    let isAdmitted = state.withLock { state in
      guard !state.isDraining, state.channels.count < most,
        peer == .unixSocket || state.counts[peer, default: 0] < mostOfPeer
      else { return false }
      state.channels[ObjectIdentifier(channel)] = channel
      state.counts[peer, default: 0] += 1
      return true
    }
    if isAdmitted { channel.closeFuture.whenComplete { _ in self.leave(channel, peer) } }
    return isAdmitted
  }

  /// The number of connections.
  var count: Int { state.withLock { $0.channels.count } }

  /// Sends an event to every connection and waits until all are closed; those that are left after a time are closed.
  func drain(within limit: Duration) async {
    let channels = state.withLock { state in
      state.isDraining = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.pipeline.fireUserInboundEventTriggered(DrainEvent()) }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.empty() }
      group.addTask {
        // Also where the task was cancelled: then nobody waits for requests in progress.
        try? await Task.sleep(for: limit)
        for channel in self.state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
      }
      await group.next()
      group.cancelAll()
    }
    await empty()
  }

  private func empty() async {
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        if state.channels.isEmpty { return true }
        state.whenEmpty.append(continuation)
        return false
      }
      if isEmpty { continuation.resume() }
    }
  }

  private func leave(_ channel: any Channel, _ peer: ServiceRequest.Peer) {
    let waiting = state.withLock { state in
      state.channels[ObjectIdentifier(channel)] = nil
      if let count = state.counts[peer] { state.counts[peer] = count > 1 ? count - 1 : nil }
      guard state.channels.isEmpty else { return [CheckedContinuation<Void, Never>]() }
      defer { state.whenEmpty = [] }
      return state.whenEmpty
    }
    for continuation in waiting { continuation.resume() }
  }
}

/// No further request is begun on a connection.
struct DrainEvent: Sendable {}
