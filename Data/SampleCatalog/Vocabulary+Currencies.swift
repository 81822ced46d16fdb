// Written by tools/sample-catalog/make-vocabulary.py: do not edit.
// swift-format-ignore-file
extension Vocabulary {
  /// A currency and the markets that pay in it. Origin: Microsoft's documentation, 2023-10.
  static let currenciesText = #"""
    AUD	AU CX CC CK FJ TF HM KI MH FM NR NU NF PW PG PN SB TK TO TV WF
    BRL	BR
    CAD	CA PM
    CHF	CH
    CNY	CN
    DKK	DK FO
    EUR	AX AD AT BE BV BG HR CY CZ EE FI FR DE GR GL HU IS IE IT LV LI LT LU MT MC NL PL PT RO SM SK SI ES
    GBP	GI GG IM JE GB
    INR	IN
    JPY	JP
    KRW	KR
    NOK	NO SJ
    NZD	NZ WS VU
    SEK	SE
    TWD	TW
    USD	AF AL DZ AS AO AI AQ AG AR AM AW AZ BS BH BD BB BY BZ BJ BM BT BO BQ BA BW IO VG BN BF BI CV KH CM KY CF TD CL CO KM CG CD CR CI CW DJ DM DO EC EG SV GQ ER SZ ET FK GF PF GA GM GE GH GD GP GU GT GN GW GY HT HN HK ID IQ IL JM XJ JO KZ KE XK KW KG LA LB LS LR LY MO MK MG MW MY MV ML MQ MR MU YT MX MD MN ME MS MA MZ MM NA NP AN NC NI NE NG MP OM PK PS PA PY PE PH PR QA RE RU RW XS KN LC MF VC BL ST SA SN RS SC SL SG XE SX SO ZA GS SS LK SH SR TJ TZ TH TL TG TT TN TR TM TC UG UA AE UM VI US UY UZ VA VE VN YE ZM ZW
    """#
}
