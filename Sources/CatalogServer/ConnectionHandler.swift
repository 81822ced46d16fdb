import CatalogService
import NIOCore
import NIOHTTP1

/// One connection: its requests are answered one after the other, each within the limits.
///
/// The next request is looked at when the client has taken the response before it. While a request is answered nothing is
/// read, so that a client cannot fill the memory; a client that leaves is noticed all the same, and its request is cancelled.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = Never
  typealias OutboundIn = Never
  typealias OutboundOut = HTTPServerResponsePart

  private let dispatcher: RequestDispatcher
  private let limits: ServerLimits
  private let peer: ServiceRequest.Peer

  private var state = State.waiting
  /// What arrived while a request was answered.
  private var queue = CircularBuffer<HTTPServerRequestPart>()
  private var hasHeldRead = false
  private var isReplaying = false
  private var isDraining = false
  private var deadline: Scheduled<Void>?
  private var answering: Task<Void, Never>?
  private var current: Exchange?

  private enum State {
    /// For the head of a request.
    case waiting
    case receiving(RequestAssembly, ServiceAccess)
    case answering
    case writing
    /// The last response is written, and the connection ends.
    case ending
  }

  /// The request in progress, for its response and its line in the log.
  private struct Exchange {
    var isHead = false
    var keepsConnection = false
    var version = HTTPVersion.http1_1
    var method = "-"
    var route = "other"
    var label: String?
    var began = NIODeadline.now()
    var status = 0
    var bytes = 0
    var refusal: GuardRefusal.Reason?
  }

  init(_ dispatcher: RequestDispatcher, limits: ServerLimits, peer: ServiceRequest.Peer) {
    self.dispatcher = dispatcher
    self.limits = limits
    self.peer = peer
  }

  // MARK: - The connection

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { setDeadline(limits.head, context) { $0.close(promise: nil) } }
  }

  func channelActive(context: ChannelHandlerContext) {
    setDeadline(limits.head, context) { $0.close(promise: nil) }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    answering?.cancel()
    answering = nil
    finish(status: 499)
    state = .ending
    queue.removeAll()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is DrainEvent else { return context.fireUserInboundEventTriggered(event) }
    isDraining = true
    switch state {
    case .waiting: context.close(promise: nil)
    case .receiving, .answering, .writing, .ending: current?.keepsConnection = false
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
    switch state {
    case .waiting, .receiving: refuse(GuardRefusal(error), context)
    // The response in progress is the last one.
    case .answering, .writing: current?.keepsConnection = false
    case .ending: context.close(promise: nil)
    }
  }

  func read(context: ChannelHandlerContext) {
    switch state {
    case .answering, .writing: hasHeldRead = true
    case .waiting, .receiving, .ending: context.read()
    }
  }

  // MARK: - Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    switch state {
    case .answering, .writing: queue.append(part)
    case .ending: break
    case .waiting, .receiving: isReplaying ? queue.append(part) : take(part, context)
    }
  }

  private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
    switch (state, part) {
    case (.waiting, .head(let head)): begin(head, context)
    case (.receiving(var assembly, let access), .body(let bytes)):
      do {
        try assembly.add(bytes)
        state = .receiving(assembly, access)
      } catch {
        refuse(error, context)
      }
    case (.receiving(let assembly, let access), .end): answer(assembly.request, access, context)
    // The end of a request that was refused by its head.
    default: break
    }
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    let assembly = RequestAssembly(head, from: peer, mostBytes: limits.bodyBytes)
    var exchange = Exchange()
    exchange.isHead = assembly.isHead
    exchange.version = head.version
    exchange.method = head.method.rawValue
    exchange.route = dispatcher.route(of: assembly.request)
    exchange.keepsConnection = assembly.keepsConnection && !isDraining
    current = exchange
    do {
      let access = try dispatcher.access(of: assembly.request)
      current?.label = access.label
      try assembly.checkSize()
      state = .receiving(assembly, access)
    } catch {
      // A body that nobody reads would be taken for the next request.
      if assembly.hasBody { current?.keepsConnection = false }
      return refuse(error, context)
    }
    guard assembly.hasBody else { return }
    if assembly.waitsForContinue {
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }
    setDeadline(limits.body, context) { [weak self] in self?.refuse(.lateBody, $0) }
  }

  private func answer(_ request: ServiceRequest, _ access: ServiceAccess, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    state = .answering
    dispatcher.metrics.began()
    let here = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    answering = Task { [dispatcher] in
      let reply = await dispatcher.reply(to: request, access: access)
      dispatcher.metrics.ended()
      loop.execute {
        let (handler, context) = here.value
        guard case .answering = handler.state else { return }
        handler.answering = nil
        handler.write(reply, context)
      }
    }
  }

  /// Answers with an error; nothing of the request's body is read any more.
  private func refuse(_ refusal: GuardRefusal, _ context: ChannelHandlerContext) {
    var exchange = current ?? Exchange()
    if case .receiving = state { exchange.keepsConnection = false }
    exchange.refusal = refusal.reason
    current = exchange
    write(refusal.reply, context)
  }

  // MARK: - Responses

  private func write(_ reply: ServiceReply, _ context: ChannelHandlerContext) {
    let exchange = current ?? Exchange()
    let parts = ReplyParts(
      reply, isHead: exchange.isHead, keepsConnection: exchange.keepsConnection && !isDraining,
      version: exchange.version)
    current?.status = Int(parts.head.status.code)
    current?.bytes = parts.body?.readableBytes ?? 0
    current?.keepsConnection = exchange.keepsConnection && !isDraining
    state = .writing
    setDeadline(limits.write, context) { $0.close(promise: nil) }
    context.write(wrapOutboundOut(.head(parts.head)), promise: nil)
    if let body = parts.body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
    let written = context.eventLoop.makePromise(of: Void.self)
    let here = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    written.futureResult.whenComplete { result in
      let (handler, context) = here.value
      switch result {
      case .success: handler.wrote(context)
      case .failure: context.close(promise: nil)
      }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
  }

  /// The client's system has taken the response.
  private func wrote(_ context: ChannelHandlerContext) {
    guard case .writing = state else { return }
    let keepsConnection = current?.keepsConnection ?? false
    finish(status: nil)
    guard keepsConnection, !isDraining else { return end(context) }
    state = .waiting
    setDeadline(limits.head, context) { $0.close(promise: nil) }
    replay(context)
  }

  /// Takes what arrived meanwhile, up to the next whole request.
  private func replay(_ context: ChannelHandlerContext) {
    guard !isReplaying else { return }
    isReplaying = true
    defer { isReplaying = false }
    loop: while true {
      switch state {
      case .waiting, .receiving:
        guard let part = queue.popFirst() else { break loop }
        take(part, context)
      case .answering, .writing, .ending: return
      }
    }
    if hasHeldRead {
      hasHeldRead = false
      context.read()
    }
  }

  /// Ends the connection: the client may first read what was written.
  private func end(_ context: ChannelHandlerContext) {
    state = .ending
    queue.removeAll()
    setDeadline(limits.linger, context) { $0.close(promise: nil) }
    context.close(mode: .output, promise: nil)
    if hasHeldRead {
      hasHeldRead = false
      context.read()
    }
  }

  /// Counts and logs the request in progress.
  private func finish(status: Int?) {
    guard let exchange = current else { return }
    current = nil
    dispatcher.finished(
      route: exchange.route, method: exchange.method, status: status ?? exchange.status, bytes: exchange.bytes,
      duration: .nanoseconds((NIODeadline.now() - exchange.began).nanoseconds), label: exchange.label,
      refusal: exchange.refusal)
  }

  private func setDeadline(
    _ time: Duration, _ context: ChannelHandlerContext, _ action: @escaping (ChannelHandlerContext) -> Void
  ) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { action(context) }
  }
}
