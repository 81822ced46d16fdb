public import Foundation
public import PartnerCenter

/// The reservations behind the artifact of an entitlement.
///
/// Source: "Get a collection of entitlements", which names the list `reservations` and `virtualMachineReservations`.
public struct ReservationDetails: WireResource, Hashable {
  /// `reservedinstance`, `virtual_machine_reserved_instance`; empty where the response omits it.
  public var type: String
  /// Empty before they are provisioned.
  public var reservations: [Reservation]

  /// Reads details.
  ///
  /// - Throws: where there is no list of reservations, or one of them is unreadable.
  public init(_ object: WireObject) throws {
    type = object.string("type") ?? ""
    guard object.has("reservations") || object.has("virtualMachineReservations") else {
      throw WireObject.Fault.missing("reservations")
    }
    reservations =
      try object.has("reservations")
      ? object.wholeList("reservations") : object.wholeList("virtualMachineReservations")
  }
}

/// One reservation.
public struct Reservation: WireResource, Hashable {
  /// A GUID.
  public var id: String
  /// `Shared`, `Single`; empty where the response omits it.
  public var scopeType: String
  /// The subscriptions of a single scope; empty for a shared one.
  public var appliedScopes: [String]
  /// `nil` where the response omits it.
  public var displayName: String?
  /// Units.
  public var quantity: Int
  /// `nil` where the response omits it.
  public var startsAt: Date?
  /// Without a zone on the wire: UTC.
  public var expiresAt: Date?
  /// `Created`, …: an open set.
  public var provisioningState: String?

  /// Reads a reservation.
  ///
  /// - Throws: where the id or the quantity is missing or unreadable.
  public init(_ object: WireObject) throws {
    id = try object.required("reservationId")
    scopeType = object.string("scopeType") ?? ""
    appliedScopes = object.strings("appliedScopes")
    displayName = object.string("displayName")
    guard let quantity = try object.wholeNumber("quantity") else { throw WireObject.Fault.missing("quantity") }
    self.quantity = quantity
    startsAt = ServiceTime.date(object.string("effectiveDateTime"))
    expiresAt = ServiceTime.date(object.string("expiryDateTime"))
    provisioningState = object.identifier("provisioningState")
  }
}
