import CatalogQuery
import CatalogService

/// Responses of the site: pages, files, redirections. The fields that protect a browser are those of every response.
enum PageReply {
  /// A page in its frame.
  static func reply(
    _ page: SitePage, _ context: PageContext, tag: EntityTag? = nil
  ) -> ServiceReply {
    var reply = ServiceReply(
      status: page.status, "text/html; charset=utf-8", PageFrame.document(page, context))
    reply.headers["Cache-Control"] = "private, no-cache"
    if let version = context.version { reply.headers["Catalog-Version"] = version.description }
    if page.status == 200, let tag { reply.headers["ETag"] = tag.text }
    return reply
  }

  /// A failure as a page, with the header fields of its refusal.
  static func refusal(_ error: any Error, _ context: PageContext) -> ServiceReply {
    var reply = reply(ErrorPage.page(error), context)
    for field in ServiceError(error).headers.fields { reply.headers.add(field.name, field.value) }
    return reply
  }

  /// A file that never changes under its name.
  static func asset(_ asset: SiteAssets.Asset) -> ServiceReply {
    var reply = ServiceReply(asset.mediaType, asset.body)
    reply.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return reply
  }

  /// Sends the browser to an address of this site, which it reads with GET.
  static func redirect(to url: PageURL) -> ServiceReply {
    ServiceReply(status: 303, headers: ["Location": url.text, "Cache-Control": "no-store"])
  }

  /// The browser has the page already.
  static func unchanged(_ tag: EntityTag, _ version: DataVersion) -> ServiceReply {
    ServiceReply(
      status: 304,
      headers: ["ETag": tag.text, "Catalog-Version": version.description, "Cache-Control": "private, no-cache"])
  }
}
