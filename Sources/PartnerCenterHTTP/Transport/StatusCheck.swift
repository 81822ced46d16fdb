import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import PartnerCenter

/// Ends a connection whose response has an invalid status: 000 to 099.
///
/// The parser accepts any three digits, and async-http-client takes each status below 200 for an interim response
/// without a body: if one has a body, the process ends. Source: RFC 9110, section 15: statuses are 100 to 599, and
/// clients treat others as invalid.
final class StatusCheck: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias InboundOut = HTTPClientResponsePart

  private var isClosed = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isClosed { return }
    if case .head(let head) = unwrapInboundIn(data), head.status.code < 100 {
      isClosed = true
      context.fireErrorCaught(
        TransportFailure.connectionBroken(reason: "the response has the invalid status \(head.status.code)"))
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }

  /// Installs itself between the parser and async-http-client.
  @Sendable static func install(in channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
      try pipeline.addHandler(StatusCheck(), position: .after(parser))
    }
  }
}
