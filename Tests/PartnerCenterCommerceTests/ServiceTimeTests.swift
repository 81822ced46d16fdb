import Foundation
import Testing

@testable import PartnerCenterCommerce

@Suite("Times are read in every form that the documentation has")
struct ServiceTimeTests {
  @Test(
    "A form and its moment",
    arguments: [
      ("2018-03-15T17:15:02.3840528Z", instant(2018, 3, 15, 17, 15, 2.384_052_8)),
      ("2018-03-06T17:37:05.253-08:00", instant(2018, 3, 7, 1, 37, 5.253)),
      ("2019-01-16T00:48:44.76+00:00", instant(2019, 1, 16, 0, 48, 44.76)),
      ("2019-08-26T00:00:00", instant(2019, 8, 26)), ("2022-02-19", instant(2022, 2, 19)),
      ("2023-05-18TT21:22:26.7034834Z", instant(2023, 5, 18, 21, 22, 26.703_483_4)),
      ("2015-11-25T06: 41: 12Z", instant(2015, 11, 25, 6, 41, 12)),
      ("9999-01-01T00:00:00+00:00", instant(9999, 1, 1)), ("2024-02-29T00:00:00Z", instant(2024, 2, 29)),
      ("2000-02-29T12:00:00+0530", instant(2000, 2, 29, 6, 30)),
      ("1969-12-31T23:59:59Z", instant(1969, 12, 31, 23, 59, 59)),
    ])
  func reads(text: String, moment: Date) {
    #expect(isSame(ServiceTime.date(text), moment), "\(text)")
  }

  @Test(
    "What is not set, and what is no time, is none",
    arguments: [
      "0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "", "soon", "2023-02-29", "2023-13-01T00:00:00Z",
      "2023-01-01T24:00:00Z", "2023-01-01T00:00:00.Z", "2023-01-01T00:00:00X", "2023-01-01 00:00:00 PM", "6/1/2017",
      "２０２３-01-01",
    ])
  func none(text: String) { #expect(ServiceTime.date(text) == nil) }
}
