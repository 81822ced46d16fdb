import CatalogModel
public import Foundation
public import PartnerCenter

/// The work of an export at the service.
///
/// Source: Microsoft Graph, `runningOperation`, `exportSuccessOperation`, `failedOperation`; the private preview of 2022
/// has `resourceLocation` as a text.
struct ExportOperation: WireResource, Hashable {
  enum State: Sendable, Hashable {
    case running
    case ready(ExportManifest)
    /// The id of the manifest.
    case link(String)
    /// The service's own text.
    case failed(String)
    /// The service does not know it any more.
    case gone
  }

  var id: String?
  var state: State

  init(_ object: WireObject) throws {
    id = object.identifier("id")
    let status = try object.required("status")
    switch WireWord.folded(status) {
    case "succeeded", "completed":
      if let manifest = object.nested("resourceLocation", as: ExportManifest.self) {
        state = .ready(manifest)
      } else if let link = object.string("resourceLocation@odata.navigationLink") ?? object.string("resourceLocation"),
        let id = GraphLink.id(link)
      {
        state = .link(id)
      } else {
        throw WireObject.Fault.missing("resourceLocation")
      }
    case "failed":
      let error = object.value("error")
      let text = [error?["code"]?.text, error?["message"]?.text].compactMap(\.self).joined(separator: ": ")
      state = .failed(text.isEmpty ? "the service gives no reason" : text)
    default: state = .running
    }
  }
}

/// The files of an export.
///
/// Source: Microsoft Graph, resource type `manifest`.
public struct ExportManifest: WireResource, Hashable, CustomStringConvertible, CustomReflectable {
  /// Its id; a version of it can be asked for again.
  public var id: String
  /// The version of the data: the same means that nothing changed.
  public var eTag: String
  /// The version of the members; `nil` where the response omits it.
  public var schemaVersion: String?
  /// `compressedJSON`, `compressedJSONLines`: one object a line in either.
  public var dataFormat: String
  /// `nil` where the response omits it.
  public var createdAt: Date?
  /// The partner's tenant; `nil` where the response omits it.
  public var partnerTenantID: String?
  /// `Default`, `ItemCount`; `nil` where the response omits it.
  public var partitionType: String?
  /// The size of all files; `nil` where the response omits it.
  public var size: Int?
  /// The number of files, which must be that of ``blobs``.
  public var blobCount: Int
  /// The files, in their order.
  public var blobs: [Blob]
  /// The operation that holds the description; `nil` where it is a resource of its own.
  var operation: String?
  private var rootDirectory: String
  private var sasToken: String

  /// A file of an export.
  public struct Blob: WireResource, Hashable {
    /// Its name below the directory of the manifest.
    public var name: String
    /// `default`, or a number; `nil` where the response omits it.
    public var partitionValue: String?
    /// `nil` where the response omits it.
    public var size: Int?

    /// Reads a file.
    ///
    /// - Throws: where the name is missing.
    public init(_ object: WireObject) throws {
      name = try object.requiredText("name")
      partitionValue = object.string("partitionValue")
      size = (try? object.wholeNumber("sizeinBytes")) ?? (try? object.wholeNumber("sizeInBytes"))
    }
  }

  /// Reads a manifest.
  ///
  /// - Throws: where a member is missing that its files cannot be found without.
  public init(_ object: WireObject) throws {
    id = object.identifier("id") ?? ""
    eTag = try object.requiredText("eTag")
    schemaVersion = object.string("schemaVersion") ?? object.string("version")
    dataFormat = object.string("dataFormat") ?? ""
    createdAt = ServiceTime.date(object.string("createdDateTime") ?? object.string("utcCretedDateTime"))
    partnerTenantID = object.identifier("partnerTenantId")
    partitionType = object.identifier("partitionType")
    size = try? object.wholeNumber("sizeInBytes")
    guard let count = try object.wholeNumber("blobCount") else { throw WireObject.Fault.missing("blobCount") }
    blobCount = count
    blobs = try object.wholeList("blobs")
    rootDirectory = try object.string("rootDirectory") ?? object.requiredText("rootFolder")
    sasToken = try object.string("sasToken") ?? object.requiredText("rootFolderSAS")
  }

  /// Without the secret.
  public var description: String { "ExportManifest(\(id), \(eTag), \(blobs.count) files)" }

  /// Empty, so that `dump` prints no secret.
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// The request of a file: its address holds the permission, so that no token is sent.
  ///
  /// - Returns: `nil` for a name that leads elsewhere.
  public func request(of blob: Blob) -> TransportRequest? {
    let parts = blob.name.split(separator: "/", omittingEmptySubsequences: false)
    func isPlain(_ text: String) -> Bool {
      text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "#") }
    }
    guard parts.allSatisfy({ !["", ".", ".."].contains($0.removingPercentEncoding ?? "") }), isPlain(blob.name),
      !blob.name.contains("?"), isPlain(rootDirectory), isPlain(sasToken), !rootDirectory.contains("?")
    else { return nil }
    let root = rootDirectory.hasSuffix("/") ? String(rootDirectory.dropLast()) : rootDirectory
    let token = sasToken.hasPrefix("?") ? String(sasToken.dropFirst()) : sasToken
    return TransportRequest(url: "\(root)/\(blob.name)?\(token)")
  }

  /// A text without the secret of the addresses.
  public func cleaned(_ text: String) -> String {
    text.replacing(sasToken, with: "…")
  }
}

extension Call {
  private static let root = ["reports", "partners", "billing"]

  /// `POST …/reconciliation/billed/export` or `…/unbilled/export`: changes nothing, and is repeated like a read.
  static func export(_ question: BillingExport.Question) -> Call {
    let (kind, body): (String, JSONValue) =
      switch question {
      case .billed(let invoice):
        ("billed", .object(["invoiceId": .string(invoice.rawValue), "attributeSet": .string("full")]))
      case .unbilled(let currency, let period):
        (
          "unbilled",
          .object([
            "currencyCode": .string(currency.uppercased()), "attributeSet": .string("full"),
            "billingPeriod": .string(period == .current ? "current" : "last"),
          ])
        )
      }
    return Call(
      root + ["reconciliation", kind, "export"], operation: .query(Data(body.canonicalText.utf8)), subject: .other)
  }

  /// `GET …/operations/{operation}`.
  static func exportOperation(_ id: String) -> Call { Call(root + ["operations", id], subject: .other) }

  /// `GET …/manifests/{manifest}`.
  static func exportManifest(_ id: String) -> Call { Call(root + ["manifests", id], subject: .other) }
}
