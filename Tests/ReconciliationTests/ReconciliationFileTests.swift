import Foundation
import PartnerCenter
import PartnerCenterCommerce
import Testing

@testable import Reconciliation

@Suite("Downloaded reconciliation files")
struct ReconciliationFileTests {
  private func lines(_ text: String) throws -> [BilledLine] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lines-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var lines: [BilledLine] = []
    try ReconciliationFile.lines(of: path) { lines.append($0) }
    return lines
  }

  /// Source: "Use the reconciliation files", the fields of the file of the new commerce.
  private static let newCommerce = """
    PartnerId,CustomerId,CustomerName,CustomerDomainName,CustomerCountry,InvoiceNumber,MpnId,Tier2MpnId,OrderId,OrderDate,ProductId,SkuId,AvailabilityId,SkuName,ProductName,ChargeType,UnitPrice,Quantity,Subtotal,TaxTotal,Total,Currency,PriceAdjustmentDescription,PublisherName,PublisherId,SubscriptionDescription,SubscriptionId,ChargeStartDate,ChargeEndDate,TermAndBillingCycle,EffectiveUnitPrice,UnitType,AlternateId,BillableQuantity,BillingFrequency,PricingCurrency,PCToBCExchangeRate,PCToBCExchangeRateDate,MeterDescription,ReservationOrderId,CreditReasonCode,SubscriptionStartDate,SubscriptionEndDate,ReferenceId,ProductQualifiers,PromotionId,ProductCategory
    """
  private static let newCommerceLine = """
    p,74221236-D09C-4870-AC1D-33E155E9AEBE,"Contoso, Ltd.",contoso.onmicrosoft.com,US,G1,5357564,0,o1,8/14/2023 6:09:28 PM,CFQ7TTC0LFLX,0001,CFQ7TTC0K5RQ,Plan,Product,new,12.50,5,62.50,4.37,66.87,USD,"[""a""]",Microsoft,,,s1,8/14/2023 12:00:00 AM,8/13/2024 12:00:00 AM,One-Year commitment,12.50,,a1,5,Annual,USD,1,8/1/2023,,,,8/14/2023,8/13/2024,r1,AddOn,39NFJQT1PHSN:0008:39NFJQT1Q5J0,OnlineServicesNCE
    """

  @Test("Every column of the portal's file is known, in any case, and becomes what the same line of the API becomes")
  func columns() throws {
    let read = try lines("\u{FEFF}\(Self.newCommerce)\r\n\(Self.newCommerceLine)\r\n")
    let same = try lines("\(Self.newCommerce.lowercased())\n\(Self.newCommerceLine)\n")
    #expect(read == same)
    let line = try #require(read.first)
    #expect(line.others == nil, "\(line.others ?? "")")
    let api = try BilledLine(
      body: Data(
        """
        {"partnerId":"p","customerId":"org:74221236-d09c-4870-ac1d-33e155e9aebe","customerName":"Contoso, Ltd.","customerCountry":"US","invoiceNumber":"G1","orderId":"o1","orderDate":"2023-08-14T18:09:28Z","productId":"CFQ7TTC0LFLX","skuId":"0001","availabilityId":"CFQ7TTC0K5RQ","skuName":"Plan","productName":"Product","chargeType":"new","unitPrice":12.5,"quantity":"5","subtotal":"62.5","taxTotal":4.37,"totalForCustomer":66.870,"currency":"usd","subscriptionId":"s1","chargeStartDate":"2023-08-14T00:00:00","chargeEndDate":"2024-08-13T00:00:00Z","effectiveUnitPrice":12.5,"alternateId":"a1","billableQuantity":5.0,"billingFrequency":"Annual","pricingCurrency":"USD","pcToBCExchangeRate":1,"pcToBCExchangeRateDate":"2023-08-01","subscriptionStartDate":"2023-08-14T00:00:00Z","subscriptionEndDate":"2024-08-13T00:00:00Z","referenceId":"r1","productQualifiers":["AddOn"],"promotionId":"39NFJQT1PHSN:0008:39NFJQT1Q5J0"}
        """.utf8))
    #expect(line == api)
  }

  @Test("Files of licences and of use of the commerce before the new one are read; both are legacy")
  func legacy() throws {
    let licences = try lines(
      """
      PartnerId,CustomerId,OrderId,SubscriptionId,SyndicationPartnerSubscriptionNumber,OfferId,DurableOfferId,OfferName,SubscriptionStartDate,SubscriptionEndDate,ChargeStartDate,ChargeEndDate,ChargeType,UnitPrice,Quantity,Amount,TotalOtherDiscount,Subtotal,Tax,TotalForCustomer,Currency,CustomerName,MPNID,ResellerMPNID,DomainName,SubscriptionName,SubscriptionDescription,BillingCycleType
      p,c,567735045559164136,s,n,AAA5B3F0-0EE2-431B-A42F-3F18F3C6D540,d,EXCHANGE ONLINE,5/12/2017,6/10/2018,5/12/2017,6/9/2017,New,4,3,12,0,12,0.84,12.84,USD,Contoso,1,0,contoso.com,EXCHANGE,EXCHANGE,MONTHLY

      """)
    #expect(licences.map(\.isLegacy) == [true])
    #expect(licences.map(\.total) == [ExactDecimal("12.84")])
    #expect(licences[0].productName == "EXCHANGE ONLINE" && licences[0].others == nil)
    let use = try lines(
      """
      PartnerId,CustomerId,CustomerCompanyName,OrderId,ResourceGuid,ResourceName,ServiceName,ConsumedQuantity,PretaxCharges,TaxAmount,PostTaxTotal,Currency,BillingCycleType,Sku,IncludedQuantity,OverageQuantity,ListPrice
      p,c,Contoso,568297985427000000,505db374-df8a-44df-9d8c-13c14b61dee1,S1,Azure App Service,745,63.33,6.34,69.67,USD,Monthly,7UD-00001,0,745,0.085

      """)
    #expect(use.map(\.isLegacy) == [true])
    #expect(use.map(\.subtotal) == [ExactDecimal("63.33")] && use.map(\.quantity) == [745])
    #expect(use[0].others == nil)
  }

  @Test(
    "Any other file of the portal is an error that names the reason",
    arguments: [
      // Source: a row of private offers, downloaded from the portal without a heading.
      (
        #""aaaaaaaaaaaa_00000000-0000-4000-8000-00000000bbbb","US","Percentage","Test PMC 2 PC","DZH318Z0FTST","HelloWorld3","0002","plan1","Dynamics 365","00000000-0000-4000-8000-00000000aaaa","3pptesting","8.0","","","","","","","","","8/14/2023 6:09:28 PM","10/31/2023 11:59:59 PM","live","8/14/2023 6:09:28 PM" "#,
        "its first line names no column of a reconciliation file"
      ),
      ("", "it is empty"), ("ProductId,SkuId\nA,B\n", "the column customerId is missing"),
      ("CustomerId,Subtotal\nc,1\nd\n", "line 3 has 1 fields, and the heading 2"),
      ("CustomerId,Subtotal\nc,1;5\n", "line 2: subtotal cannot be read"),
    ])
  func others(text: String, reason: String) {
    let error = #expect(throws: CSVReader.Malformed.self) { try lines(text) }
    #expect(error?.reason == reason)
  }
}
