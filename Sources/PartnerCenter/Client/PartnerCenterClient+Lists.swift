import Foundation

extension PartnerCenterClient {
  /// Reads a list to its end, following every `next` link.
  ///
  /// One element of another subject than the call's makes the response unreadable. A list that keeps bringing nothing
  /// new, or has no end, ends as ``RequestError/Cause/paging(_:)``.
  ///
  /// - Parameters:
  ///   - call: the list to read.
  ///   - type: the resource of each element.
  ///   - known: the hash of an earlier reading. Bodies of the same hash are not decoded; `nil` decodes every body.
  /// - Returns: all pages, or ``ListOutcome/unchanged(_:)``. "Not found" and "forbidden" are outcomes, not errors.
  /// - Throws: as ``get(_:as:)``. Pages read before the error are discarded.
  public func list<Item: WireResource>(
    _ call: Call, of type: Item.Type = Item.self, unless known: ContentHash? = nil
  ) async throws -> ListOutcome<Item> {
    var items: [Item] = []
    var unreadable = 0
    var pages = 0
    var progress = ListProgress()
    var hash = BodyHash()
    var url = endpoint.url(path: call.path)
    var headers = Headers()
    var seen: Set<String> = [url]
    let correlationID = correlationID(of: call)
    while true {
      let isFirst = pages == 0
      let response = try await send(
        call, to: url, adding: headers, isLaterPage: !isFirst, correlationID: correlationID
      ) { response -> Page<Item>? in
        let body = response.body
        // Only a list of one page can be recognized before it is decoded: the next link is in the body.
        if isFirst, let known, ContentHash(of: body) == known { return nil }
        let page = try Page<Item>(body: body)
        guard page.items.allSatisfy({ $0.isAnswer(to: call) }) else { throw ResponseOfAnother() }
        return page
      }
      switch response {
      case .notFound(let serviceError): return .notFound(serviceError)
      case .forbidden(let serviceError): return .forbidden(serviceError)
      case .success(let read):
        guard let page = read.value else { return .unchanged(known ?? ContentHash(of: read.body)) }
        do {
          try progress.add(
            page, after: items, bytes: read.body.count, allowsEmptyPages: call.isContinuedByToken)
        } catch {
          throw givenUp(call, error, read.requestID)
        }
        items += page.items
        unreadable += page.unreadable
        pages += 1
        read.body.withUnsafeBytes { hash.add($0) }
        guard let next = page.next ?? page.link(continuing: call) else {
          let hash = hash.whole
          return hash == known
            ? .unchanged(hash)
            : .read(ListReading(items: items, unreadable: unreadable, pages: pages, hash: hash))
        }
        do {
          url = try endpoint.resolve(next)
          headers = endpoint.followableHeaders(of: next)
          if page.items.isEmpty, page.unreadable == 0, !call.isContinuedByToken { throw PagingFault.emptyPageWithNext }
          let key = url + headers.map { "\n\($0.name.lowercased()):\($0.value)" }.joined()
          guard seen.insert(key).inserted else { throw PagingFault.loop(uri: next.uri) }
        } catch let fault as PagingFault {
          throw givenUp(call, fault, read.requestID)
        }
      }
    }
  }

  /// Reads a response that is no JSON, or whose headers matter, such as a document.
  ///
  /// - Throws: as ``get(_:as:)``; an error of `read` makes the response unreadable.
  package func exchange<Value: Sendable>(
    _ call: Call, reading read: (TransportResponse) throws -> Value
  ) async throws -> Outcome<Value> {
    let reply = try await send(
      call, to: endpoint.url(path: call.path), correlationID: correlationID(of: call), reading: read)
    switch reply {
    case .success(let read): return .found(read.value)
    case .notFound(let serviceError): return .notFound(serviceError)
    case .forbidden(let serviceError): return .forbidden(serviceError)
    }
  }

  private func givenUp(_ call: Call, _ fault: PagingFault, _ requestID: String?) -> RequestError {
    RequestError(
      cause: .paging(fault.description), path: call.path, attempts: 1, requestID: secrets.cleanedID(requestID))
  }
}
