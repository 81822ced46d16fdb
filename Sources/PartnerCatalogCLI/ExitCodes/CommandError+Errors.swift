import CatalogJSON
import CatalogPublication
import CatalogQuery
import CatalogSchema
import CatalogStore
import CatalogSync
import CatalogVerification
import FileSystem
import JournalStore
import PartnerCenter
import PostgresConnection
import Purchasing
import Reconciliation

/// The text with one full stop at its end: the service's text may already have one.
private func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }

extension CommandError {
  /// The errors of all libraries, with their exit codes: the only place that maps them.
  init(_ error: any Error) {
    switch error {
    case let problem as CommandError: self = problem
    case let error as StoreError: self.init(error)
    case let error as FileError:
      self.init(.failure, code: .output, message: "\(error) Name another file, or check the path and its permissions.")
    case let error as SnapshotError: self.init(error)
    case let error as PublicationError: self.init(error)
    case let error as PostgresError: self.init(error)
    case let refusal as PostgresTarget.Refusal: self.init(refusal)
    case let error as CatalogError: self.init(error)
    case let stop as SyncStop: self.init(stop)
    case let word as UnknownWord: self = .usage("\(word)")
    case let error as SignInFailure:
      self.init(.notPermitted, code: .signIn, message: error.message, correlationID: error.correlationID)
    case let error as RefreshTokenFailure: self.init(.notPermitted, code: .signIn, message: error.message)
    case let error as PermissionDenied: self.init(error)
    case let error as RequestError:
      if case .refused(let refusal) = error.cause, error.isNotPermitted {
        self.init(PermissionDenied(serviceError: refusal, path: error.path))
      } else {
        self.init(error)
      }
    case let error as TransportFailure:
      self.init(.failure, code: .unreachable, message: "The service cannot be reached: \(error).")
    case let pause as ServicePause:
      self.init(
        .partial, code: .throttled,
        message: sentence("\(pause)") + " Progress is saved; run the command again after that time."
          + (pause.serviceError.message.map { " It says: " + sentence($0) } ?? ""),
        requestID: pause.serviceError.requestID)
    case let error as BudgetExceeded:
      let what =
        switch error.kind {
        case .requests: "requests"
        case .duration: "time"
        }
      self.init(
        .partial, code: .budget,
        message: "The budget of \(what) is spent. Progress is saved; run the command again to continue.")
    case let error as PlanError: self.init(error)
    case let error as JournalError: self.init(error)
    case let error as UnrecordedOutcome:
      self.init(
        .outcomeUnknown, code: .outcomeUnrecorded,
        message: CommandHint.text(error.description, CommandHint.error(.outcomeUnrecorded)))
    case let error as DecisionRefused:
      self.init(.failure, code: .decisionRefused, message: error.description)
    case let error as Purchase.IllegalStep: self.init(.failure, code: .stepRefused, message: error.description)
    case let error as ReadingError: self.init(error)
    case let error as IncompleteList: self.init(.failure, code: .unreadable, message: error.description)
    case let error as InventoryQuestionError:
      self.init(.failure, code: .inventoryQuestion, message: error.description)
    case is CancellationError:
      self.init(
        .partial, code: .cancelled, message: "Stopped. Progress is saved; run the command again to continue.")
    default: self.init(.failure, code: .failed, message: "\(error)")
    }
  }

  private init(_ error: PermissionDenied) {
    let advice =
      switch error.serviceError.code {
      case "20002":
        "Check that the customer has a reseller relationship with this partner. `partner-catalog customers sync` updates the stored relationships."
      case "400030", "400036", "2030", "800070":
        "Check that this partner may sell in that country and segment."
      case "900420":
        "The token is for another audience: check the cloud (PARTNER_CATALOG_CLOUD) and the address of the sign-in."
      case "900421":
        "The user consented without multi-factor sign-in: consent again with it, and store the new refresh token."
      case "900329": "An application alone may not read this: sign in with a refresh token, as application and user."
      default: "Check the roles of the application or of the user who consented."
      }
    self.init(
      .notPermitted, code: .notPermitted,
      message: sentence("\(error.path) is not permitted: \(error.serviceError)") + " " + advice,
      requestID: error.serviceError.requestID)
  }

  private init(_ error: StoreError) {
    let (status, code): (ExitStatus, ErrorCode) =
      switch error {
      case .missing: (.failure, .storeMissing)
      case .foreign: (.failure, .storeForeign)
      case .newer: (.failure, .storeNewer)
      case .older: (.failure, .storeOlder)
      case .unreadable: (.failure, .storeUnreadable)
      case .corrupt: (.failure, .storeDamaged)
      case .other: (.failure, .storeOther)
      case .busy: (.busy, .storeBusy)
      case .writeFailed: (.failure, .storeWriteFailed)
      }
    self.init(status, code: code, message: CommandHint.text(error.description, CommandHint.error(code)))
  }

  private init(_ error: PublicationError) {
    let (status, code): (ExitStatus, ErrorCode) =
      switch error {
      case .encoding, .newer, .foreign, .damaged, .notPermitted: (.failure, .databaseRefused)
      case .busy: (.busy, .databaseBusy)
      case .noSource: (.failure, .storeMissing)
      }
    let hint: String? =
      switch error {
      case .newer: "Update partner-catalog, or name another database."
      case .foreign: "Name another database."
      case .damaged: "`DROP SCHEMA partner_catalog CASCADE` deletes it; the next publication then loads everything."
      case .encoding, .notPermitted, .busy, .noSource: CommandHint.error(code)
      }
    self.init(status, code: code, message: CommandHint.text(error.description, hint))
  }

  private init(_ error: PostgresError) {
    let code: ErrorCode =
      switch error {
      case .libraryMissing: .databaseLibrary
      case .notConnected, .connectionLost: .databaseUnreachable
      case .refused: error.isTransient ? .databaseUnreachable : .databaseRefused
      }
    self.init(
      .failure, code: code,
      message: CommandHint.text(
        "The catalog was not published: \(error). What the database holds is whole.", CommandHint.error(code)))
  }

  private init(_ refusal: PostgresTarget.Refusal) {
    self =
      switch refusal {
      case .password:
        .usage(
          "--postgres takes no password: others could read it. Put it into the password file or the service file of libpq."
        )
      case .unreadable:
        .usage("--postgres takes the name of a service, or postgresql://[user@]host[:port]/database.")
      }
  }

  private init(_ error: SnapshotError) {
    let (status, code): (ExitStatus, ErrorCode) =
      switch error {
      case .manifestUnreadable, .none, .unreadable: (.failure, .snapshotUnreadable)
      case .damaged: (.failure, .snapshotDamaged)
      case .older: (.failure, .snapshotOlder)
      case .rebuilt: (.failure, .snapshotRebuilt)
      case .other: (.failure, .snapshotOther)
      case .busy: (.busy, .storeBusy)
      }
    self.init(status, code: code, message: CommandHint.text(error.description, CommandHint.error(code)))
  }

  private init(_ error: ReadingError) {
    switch error {
    case .noInvoice: self.init(.nothingMatched, code: .invoiceNotFound, message: error.description)
    case .file:
      self.init(
        .failure, code: .reconciliationFile, message: "\(error) Download the file again, or name another one.")
    case .lines, .exportFailed, .exportDamaged, .exportUnsteady, .exportLate:
      self.init(.failure, code: .reconciliation, message: "\(error) Run the command again later.")
    }
  }

  private init(_ error: PlanError) {
    let (status, code): (ExitStatus, ErrorCode) =
      switch error {
      case .missing: (.failure, .planMissing)
      case .unreadable: (.failure, .planUnreadable)
      case .cut: (.failure, .planIncomplete)
      case .foreign: (.failure, .planForeign)
      case .newer: (.failure, .planNewer)
      case .altered: (.failure, .planAltered)
      case .other: (.failure, .planOther)
      case .expired: (.stale, .planExpired)
      case .ahead: (.stale, .planAhead)
      case .confirmationDiffers: (.usage, .confirmationDiffers)
      }
    self.init(status, code: code, message: CommandHint.text(error.description, CommandHint.error(code)))
  }

  private init(_ error: JournalError) {
    let (status, code): (ExitStatus, ErrorCode) =
      switch error {
      case .missing: (.failure, .journalMissing)
      case .locked: (.busy, .journalLocked)
      case .unreadable: (.failure, .journalUnreadable)
      case .readOnly: (.failure, .journalReadOnly)
      case .foreign: (.failure, .journalForeign)
      case .newer: (.failure, .journalNewer)
      case .damaged: (.failure, .journalDamaged)
      case .writeFailed: (.failure, .journalWriteFailed)
      case .planUsed: (.stale, .planUsed)
      case .outcomeOpen: (.outcomeUnknown, .outcomeOpen)
      case .noSuchPurchase: (.nothingMatched, .purchaseNotFound)
      case .severalPurchases: (.nothingMatched, .purchaseAmbiguous)
      }
    self.init(status, code: code, message: CommandHint.text(error.description, CommandHint.error(code)))
  }

  private init(_ error: CatalogError) {
    let status: ExitStatus =
      switch error.code {
      case .customerNotFound, .customerAmbiguous, .itemNotFound, .itemAmbiguous, .itemUnreadable,
        .customerMarketUnknown, .relationshipEnded:
        .nothingMatched
      case .positionUnreadable: .usage
      case .cancelled: .partial
      case .storeMissing, .storeForeign, .storeNewer, .storeOlder, .storeUnreadable, .storeDamaged, .storeLocked:
        .failure
      }
    let response = ErrorResponse(error)
    self.init(
      status, code: response.code,
      message: CommandHint.text(response.message, error.successor == nil ? CommandHint.error(response.code) : nil),
      candidates: response.candidates)
  }

  private init(_ stop: SyncStop) {
    switch stop {
    case .budget(let spent): self.init(spent)
    case .cancelled: self.init(CancellationError())
    case .paused(let pause): self.init(pause)
    case .signIn(let failure): self.init(failure)
    case .notPermitted(let refused): self.init(refused)
    case .store(let failure): self.init(failure)
    case .unreachable(let failure):
      self.init(
        .partial, code: .unreachable,
        message: "The service cannot be reached: \(failure). Progress is saved; run the command again to continue.")
    case .unexpected(let name):
      self.init(
        .failure, code: .unexpected,
        message: "The sync stopped at an unexpected error (\(name)). "
          + "Progress is saved; run the command again to continue.")
    }
  }

  /// A call that changes something, with an unknown outcome.
  ///
  /// - Parameters:
  ///   - unknown: the event, with the ids for Microsoft's support.
  ///   - question: the unknown part, such as `subscription s was registered`.
  ///   - next: the way to find out, as a sentence.
  init(_ unknown: UnknownOutcome, whether question: String, next: String) {
    self.init(
      .failure, code: .outcomeUnknown,
      message: "It is not known whether \(question): \(unknown.observation) (MS-RequestId \(unknown.requestID), "
        + "MS-CorrelationId \(unknown.correlationID)). \(next)",
      requestID: unknown.requestID, correlationID: unknown.correlationID)
  }

  private init(_ error: RequestError) {
    let code: ErrorCode
    switch error.cause {
    case .outcomeUnknown(let unknown):
      self.init(
        unknown, whether: "\(error.path) was carried out",
        next: "Check the state at Partner Center before repeating the command.")
      return
    case .transport: code = .unreachable
    case .circuitOpen: code = .circuitOpen
    case .refused: code = error.isThrottled ? .throttled : .refused
    case .unreadable, .paging: code = .unreadable
    }
    let advice =
      switch error.cause {
      case .refused(let refusal) where refusal.status == 404:
        " It may have been removed since the last sync: run `partner-catalog sync` and `partner-catalog customers sync`."
      case .refused(let refusal) where refusal.speaksOfLocale:
        " Choose another language with --locale; en-US is accepted nearly everywhere."
      default: error.isTransient ? " Try again later." : ""
      }
    self.init(.failure, code: code, message: sentence("\(error)") + advice, requestID: error.requestID)
  }
}
