// Written by tools/sample-catalog/make-vocabulary.py: do not edit.
// swift-format-ignore-file
extension Vocabulary {
  /// Series of virtual machines: id, tab, title. Origin: Azure Retail Prices, MIT.
  static let virtualMachinesText = #"""
    DZH318XZQB6L	Virtual Machines Laosv5 Series Windows
    DZH318XZQB6M	Virtual Machines Laosv5 Series
    DZH318Z08KCH	Virtual Machines HBrsv3 Series Windows
    DZH318Z08KCJ	Virtual Machines HBrsv3 Series
    DZH318Z08LV0	Virtual Machines MdSv2 Series Windows
    DZH318Z08LV1	Virtual Machines MdSv2 Series
    DZH318Z08M99	Virtual Machines Dldsv5 Series Windows
    DZH318Z08M9B	Virtual Machines Dldsv5 Series
    DZH318Z08M9F	Virtual Machines Ddv5 Series Windows
    DZH318Z08M9J	Virtual Machines Ev5 Series
    DZH318Z08M9K	Virtual Machines Dlsv5 Series Windows
    DZH318Z08M9L	Virtual Machines Dlsv5 Series
    DZH318Z08M9Q	Virtual Machines Edv5 Series Windows
    DZH318Z08M9R	Virtual Machines Edv5 Series
    DZH318Z08M9V	Virtual Machines Dv5 Series Windows
    DZH318Z08M9X	Virtual Machines Dv5 Series
    DZH318Z08MBL	Virtual Machines NDamsr A100 v4 Series Windows
    DZH318Z08MC2	Virtual Machines Ddv5 Series
    DZH318Z08MC6	Virtual Machines Ddsv5 Series
    DZH318Z08NQX	DCdsv3 Series DedicatedHost
    DZH318Z08NQZ	DCsv3 Series Windows
    DZH318Z08NR6	Lsv3 Series Dedicated Host
    DZH318Z08NR7	Virtual Machines Lsv3 Series
    DZH318Z08NRB	Lasv3 Series DedicatedHost
    DZH318Z08NRP	Virtual Machines Lsv3 Series Windows
    DZH318Z08VHS	MdSv2 Series Dedicated Host
    DZH318Z08W0Q	Virtual Machines Dasv5 Series Windows
    DZH318Z08W0R	Dasv5 Series Cloud Services
    DZH318Z08W0S	Dasv5 Series Dedicated Host
    DZH318Z08W0T	Virtual Machines Dasv5 Series
    DZH318Z08W28	Dadsv5 Series Dedicated Host
    DZH318Z08W2Q	Dadsv5 Series Cloud Services
    DZH318Z08W2R	Virtual Machines Dadsv5 Series
    DZH318Z092QF	Easv5 Series DedicatedHost
    DZH318Z092QL	Virtual Machines Dpldsv5 Series
    DZH318Z092R5	Eadsv5 Series DedicatedHost
    DZH318Z092S2	Virtual Machines Dplsv5 Series
    DZH318Z092S9	Virtual Machines Epsv5 Series
    DZH318Z092SF	Virtual Machines Dpdsv5 Series
    DZH318Z092SH	Virtual Machines Epdsv5 Series
    DZH318Z093WX	Virtual Machines Eadsv5 Series Windows
    DZH318Z093WZ	Virtual Machines Easv5 Series
    DZH318Z093XK	Virtual Machines Easv5 Series Windows
    DZH318Z096SL	Virtual Machines Edsv5 Series Windows
    DZH318Z096SR	Virtual Machines Esv5 Series
    DZH318Z096T1	Virtual Machines Esv5 Series Windows
    DZH318Z09B5V	DCasv5 series DedicatedHost
    DZH318Z09B5X	DCadsv5-series Windows
    DZH318Z09B5Z	DCadsv5-series Linux
    DZH318Z09B60	ECadsv5-series Windows
    DZH318Z09B62	ECadsv5-series Linux
    DZH318Z09B66	ECasv5-series Windows
    DZH318Z09B67	ECasv5 series DedicatedHost
    DZH318Z09B68	ECasv5-series Linux
    DZH318Z09B6C	DCasv5-series Linux
    DZH318Z09JCN	Virtual Machines NVadsA10v5 Series
    DZH318Z09JCP	NVadsA10v5 DedicatedHost
    DZH318Z09LQN	Virtual Machines Ebdsv5 Series Windows
    DZH318Z09LQP	Virtual Machines Ebdsv5 Series
    DZH318Z09LR4	Virtual Machines Ebsv5 Series Windows
    DZH318Z09LR5	Virtual Machines Ebsv5 Series
    DZH318Z09TGJ	NCads A100 v4 Series Linux
    DZH318Z09V93	Ddsv5 Series DedicatedHost
    DZH318Z09V9H	Esv5 Series DedicatedHost
    DZH318Z09V9J	Dsv5 Series DedicatedHost
    DZH318Z0BCGX	Virtual Machines NCadsA10v4 Series Windows
    DZH318Z0BCGZ	Virtual Machines NCadsA10v4 Series
    DZH318Z0BDL4	Virtual Machines DCasccv5 Series Windows
    DZH318Z0BDL7	Virtual Machines DCadsccv5 Series Windows
    DZH318Z0BDLB	Virtual Machines ECasccv5 Series Windows
    DZH318Z0BP44	Virtual Machines LSv2 Series Windows
    DZH318Z0BP4M	Virtual Machines NCSv3 Series Windows
    DZH318Z0BPRB	Virtual Machines A Series Basic
    DZH318Z0BPRT	Virtual Machines A Series
    DZH318Z0BPSN	Virtual Machines GS Series
    DZH318Z0BPSQ	Virtual Machines DSv2 promo Series
    DZH318Z0BPT4	Virtual Machines G Series
    DZH318Z0BPVJ	Virtual Machines A Series Windows
    DZH318Z0BPVK	Virtual Machines Dv2 promo Series Windows
    DZH318Z0BPVL	Virtual Machines Dv3 Series Windows
    DZH318Z0BPVN	Virtual Machines ESv3 Series Windows
    DZH318Z0BPVT	Virtual Machines F Series Windows
    DZH318Z0BPVW	Virtual Machines D Series Windows
    DZH318Z0BPW4	Virtual Machines DS Series Windows
    DZH318Z0BPW5	Virtual Machines MS Series Windows
    DZH318Z0BPW8	Virtual Machines H Series Windows
    DZH318Z0BPWD	Virtual Machines DSv3 Series Windows
    DZH318Z0BPWJ	Virtual Machines FSv2 Series Windows
    DZH318Z0BQ35	Virtual Machines BS Series
    DZH318Z0BQ4B	Virtual Machines D Series
    DZH318Z0BQ4C	Virtual Machines DSv2 Series
    DZH318Z0BQ4J	Virtual Machines H Series
    DZH318Z0BQ4K	Virtual Machines Dv3 Series
    DZH318Z0BQ4P	Virtual Machines FS Series
    DZH318Z0BQ4R	Virtual Machines ESv3 Series
    DZH318Z0BQ4S	Virtual Machines DS Series
    DZH318Z0BQ4V	Virtual Machines LS Series
    DZH318Z0BQ4W	Virtual Machines MS Series
    DZH318Z0BQ4X	Virtual Machines FSv2 Series
    DZH318Z0BQ50	Virtual Machines DSv3 Series
    DZH318Z0BQ51	Virtual Machines F Series
    DZH318Z0BQM3	Virtual Machines LSv2 Series
    DZH318Z0BQNH	Virtual Machines BS Series Windows
    DZH318Z0BQNL	Virtual Machines G Series Windows
    DZH318Z0BQPS	Virtual Machines FS Series Windows
    DZH318Z0BQPT	Virtual Machines GS Series Windows
    DZH318Z0BQPW	Virtual Machines DSv2 Series Windows
    DZH318Z0BX5L	Virtual Machines MSv2 Series
    DZH318Z0BX63	Virtual Machines MSv2 Series Windows
    DZH318Z0BXDS	Virtual Machines NC Promo Series
    DZH318Z0BXDW	Virtual Machines H Promo Series
    DZH318Z0BXFB	Virtual Machines NV Promo Series Windows
    DZH318Z0BXFD	Virtual Machines NC Promo Series Windows
    DZH318Z0BXFR	Virtual Machines H Promo Series Windows
    DZH318Z0BXN8	Virtual Machines PB Series Windows
    DZH318Z0BXNG	Virtual Machines HBS Series Windows
    DZH318Z0BXNJ	Virtual Machines NDSv2 Series
    DZH318Z0BXNS	Virtual Machines DCS Series
    DZH318Z0BXNW	Virtual Machines PB Series
    DZH318Z0BXNX	Virtual Machines HCS Series
    DZH318Z0BXNZ	Virtual Machines HBS Series
    DZH318Z0BZ0N	Virtual Machines NDSv2 Series Windows
    DZH318Z0C0XC	Virtual Machines NVSv3 Series Windows
    DZH318Z0C0XF	Virtual Machines NVSv3 Series
    DZH318Z0C620	ESv3 Series Dedicated Host
    DZH318Z0C621	FSv2 Series Dedicated Host
    DZH318Z0C622	DSv3 Series Dedicated Host
    DZH318Z0CCGS	Virtual Machines DCSv2 Series Windows
    DZH318Z0CF0K	Virtual Machines DCSv2 Series
    DZH318Z0CGPC	Virtual Machines NDrSv2 Series
    DZH318Z0CGPD	Virtual Machines NVasv4 Series
    DZH318Z0CGPM	Virtual Machines NVasv4 Series Windows
    DZH318Z0CGPN	Virtual Machines HBSv2 Series Windows
    DZH318Z0CGPP	Virtual Machines NDrSv2 Series Windows
    DZH318Z0CHCB	Virtual Machines NP Series
    DZH318Z0CHL7	Virtual Machines NP Series Windows
    DZH318Z0CM29	Virtual Machines Eav4 Series
    DZH318Z0CM2B	Virtual Machines Dav4 Series
    DZH318Z0CM2C	Virtual Machines Dasv4 Series
    DZH318Z0CM2D	Virtual Machines Easv4 Series
    DZH318Z0CM92	Virtual Machines Easv4 Series Windows
    DZH318Z0CM93	Virtual Machines Dasv4 Series Windows
    DZH318Z0CM94	Virtual Machines Dav4 Series Windows
    DZH318Z0CM95	Virtual Machines Eav4 Series Windows
    DZH318Z0CSHB	Virtual Machines Edsv4 Series Windows
    DZH318Z0CSHH	Virtual Machines Ddsv4 Series Windows
    DZH318Z0CSHJ	Virtual Machines Dsv4 Series
    DZH318Z0CSHK	Virtual Machines Edsv4 Series
    DZH318Z0CSHL	Virtual Machines Esv4 Series
    DZH318Z0CSHM	Virtual Machines Ddsv4 Series
    DZH318Z0CTQD	MSv2 Series Dedicated Host
    DZH318Z0CXT1	Dasv4 Series Dedicated Host
    DZH318Z0D1L2	Virtual Machines Ddv4 Series
    DZH318Z0D1L3	Virtual Machines Ev4 Series Windows
    DZH318Z0D1L4	Virtual Machines Dv4 Series
    DZH318Z0D1L6	Virtual Machines Ddv4 Series Windows
    DZH318Z0D1L7	Virtual Machines Ev4 Series
    DZH318Z0D1LH	Virtual Machines Edv4 Series Windows
    DZH318Z0D1MV	Virtual Machines Dv4 Series Windows
    DZH318Z0D21C	NVSv3 Series Dedicated Host
    DZH318Z0D21D	NVasv4 Series Dedicated Host
    DZH318Z0D21F	MS Series Dedicated Host
    DZH318Z0DB0X	DSv4 Series Dedicated Host
    DZH318Z0DB0Z	ESv4 Series Dedicated Host
    DZH318Z0DF4B	Virtual Machines NCasT4 v3 Series Windows
    DZH318Z0DFVZ	Edsv4 Series Dedicated Host
    DZH318Z0DFW0	Ddsv4 Series Dedicated Host
    DZH318Z0DRDR	DCsv2 Series Dedicated Host
    DZH318Z0DS6S	Virtual Machines NDasr A100 v4 Series Windows
    DZH318Z0DS6T	Virtual Machines NDasr A100 v4 Series
    DZH318Z0DWTB	Virtual Machines Dasv6 Series
    DZH318Z0DWTF	Virtual Machines Dasv6 Series Windows
    DZH318Z0F5CM	Virtual Machines Mdsv3 Very High Memory Series Windows
    DZH318Z0F5DN	Virtual Machines Dalsv6 Series Windows
    DZH318Z0F5DQ	Virtual Machines Daldsv6 Series
    DZH318Z0F5DS	Virtual Machines Daldsv6 Series Windows
    DZH318Z0F5DX	Virtual Machines Eadsv6 Series
    DZH318Z0F5DZ	Virtual Machines Eadsv6 Series Windows
    DZH318Z0F5F0	Easv6 Series Dedicated Host
    DZH318Z0F5F1	Virtual Machines Easv6 Series
    DZH318Z0F5F4	Virtual Machines Dalsv6 Series
    DZH318Z0F5F8	Virtual Machines Dadsv6 Series
    DZH318Z0F5F9	Virtual Machines Dadsv6 Series Windows
    DZH318Z0F6ZB	ECadsv6 Series Dedicated Host
    DZH318Z0F6ZD	Virtual Machines ECasv6 series Windows
    DZH318Z0F6ZS	Virtual Machines ECadsv6 series Linux
    DZH318Z0F6ZT	Virtual Machines ECadsv6 series Windows
    DZH318Z0F8W1	Virtual Machines NCadsH100v5 Series Windows
    DZH318Z0FD25	Virtual Machines Msv3 High Memory Series Windows
    DZH318Z0FD26	Virtual Machines Msv3 High Memory Series Linux
    DZH318Z0FD2W	Virtual Machines Mdsv3 High Memory Series Linux
    DZH318Z0FG6X	DCasv6 Series Dedicated Host
    DZH318Z0FG7C	Virtual Machines DCadsv6 series
    DZH318Z0FG7F	Virtual Machines DCasv6 series
    DZH318Z0FRG8	Virtual Machines Mbsv3 Series Windows
    DZH318Z0FRG9	Virtual Machines Mbsv3 Series
    DZH318Z0FRGB	Virtual Machines Mbdsv3 Series Windows
    DZH318Z0FRGC	Virtual Machines Mbdsv3 Series
    DZH318Z0FXBV	Virtual Machines Laosv4 Series
    DZH318Z0FXBW	Virtual Machines Laosv4 Series Windows
    DZH318Z0FXXJ	Virtual Machines Fasv6 Series
    DZH318Z0FXXM	Virtual Machines Famsv6 Series
    DZH318Z0FXXQ	Virtual Machines Famsv6 Series Windows
    DZH318Z0FXZW	Virtual Machines NDMI300Xv5 Srs
    DZH318Z0FZ08	Virtual Machines Falsv6 Series Windows
    DZH318Z0FZ0B	Virtual Machines Falsv6 Series
    DZH318Z0FZ0C	Virtual Machines NDMI300Xv5 Srs Windows
    DZH318Z0G1GB	Virtual Machines Dpsv6 Series
    DZH318Z0G1GH	Virtual Machines Dpdsv6 Series
    DZH318Z0G1GP	Virtual Machines Dplsv6 Series
    DZH318Z0G1GS	Virtual Machines Epdsv6 Series
    DZH318Z0G1H0	Virtual Machines Epsv6 Series
    DZH318Z0GHRQ	Virtual Machines NDsfH100v5 Series Windows
    DZH318Z0GHRR	Virtual Machines NDsfH100v5 Series
    DZH318Z0GNGZ	Virtual Machines Dlsv6 Series Windows
    DZH318Z0GNH1	Virtual Machines Dlsv6 Series
    DZH318Z0GNH2	Virtual Machines Dldsv6 Series
    DZH318Z0GNH4	Virtual Machines Dldsv6 Series Windows
    DZH318Z0GNH6	Virtual Machines Esv6 Series
    DZH318Z0GNH7	Virtual Machines Esv6 Series Windows
    DZH318Z0GNH8	Esv6 Series DedicatedHost
    DZH318Z0GNHB	Virtual Machines Dsv6 Series
    DZH318Z0GNHF	Virtual Machines Dsv6 Series Windows
    DZH318Z0GNHG	Ddsv6 Series DedicatedHost
    DZH318Z0GNHJ	Virtual Machines Ddsv6 Series
    DZH318Z0GNHM	Virtual Machines Edsv6 Series
    DZH318Z0GNHP	Virtual Machines Edsv6 Series Windows
    DZH318Z0GNHZ	Virtual Machines Ddsv6 Series Windows
    DZH318Z0H7DN	Virtual Machines FXmdsv2 Series Windows
    DZH318Z0H7DR	Virtual Machines FXmdsv2 Series
    DZH318Z0H7F2	Virtual Machines FXmsv2 Series Windows
    DZH318Z0JD3P	Ebsv5 Series Dedicated Host
    DZH318Z0K1LF	Virtual Machines HXrs Series
    DZH318Z0K1LG	Virtual Machines HXrs Windows
    DZH318Z0K1LH	Virtual Machines HBrsv4 series Windows
    DZH318Z0K1N4	Virtual Machines HBrsv4 series
    DZH318Z0K6N9	NDasr A100 v4 Series Dedicated Host
    DZH318Z0K6P6	NDamsr A100 v4 Series Dedicated Host
    DZH318Z0K7B3	Virtual Machines Msv3 Medium Memory Series Windows
    DZH318Z0K7B5	Virtual Machines Msv3 Medium Memory Series DedicatedHost
    DZH318Z0K7CZ	Virtual Machines Mdsv3 Medium Memory Series Linux
    DZH318Z0K7D0	Virtual Machines Mdsv3 Medium Memory Series DedicatedHost
    DZH318Z0K7D1	Virtual Machines Mdsv3 Medium Memory Series Windows
    DZH318Z0K7X5	Virtual Machines ECesv5 Series Windows
    DZH318Z0K7X6	Virtual Machines ECesv5 Series
    DZH318Z0K801	Virtual Machines ECedsv5 Series
    DZH318Z0K804	Virtual Machines DCedsv5 Series
    DZH318Z0K805	Virtual Machines DCesv5 Series
    DZH318Z0K806	Virtual Machines DCesv5 Series Windows
    DZH318Z0K9JD	Basv2 Series Cloud Services
    DZH318Z0K9JF	Virtual Machines Basv2 Series Windows
    DZH318Z0K9JK	Virtual Machines Bpsv2 Series
    DZH318Z0K9JL	Virtual Machines Bpsv2 Series Windows
    DZH318Z0K9JM	Bpsv2 Series Cloud Services
    DZH318Z0K9K9	Virtual Machines Bsv2 Series
    DZH318Z0K9KC	Bsv2 Series Cloud Services
    DZH318Z0K9KD	Virtual Machines Bsv2 Series Windows
    DZH318Z0KGPH	Virtual Machines NGadsV620v1 Series
    DZH318Z0KGPJ	Virtual Machines NGadsV620v1 Series Windows
    DZH318Z0KN52	Virtual Machines NDsr H100 v5 Series Windows
    DZH318Z0KN53	Virtual Machines NDsr H100 v5 Series
    DZH318Z0LDPH	Virtual Machines Ensv6 Series Windows
    DZH318Z0LDQR	Virtual Machines Dnlsv6 Series Linux
    DZH318Z0LDR1	Virtual Machines Dnldsv6 Series Windows
    DZH318Z0LDRD	Virtual Machines Dndsv6 Series Windows
    DZH318Z0LDRF	Virtual Machines Dndsv6 Series Linux
    DZH318Z0LFX8	Virtual Machines NDsrH200v5 Series
    DZH318Z0LTLZ	Virtual Machines NMadsMA35D Series Windows
    DZH318Z0M2S0	Virtual Machines Lsv4 Series Windows
    DZH318Z0M2S2	Virtual Machines Lsv4 Series
    DZH318Z0M2SF	Virtual Machines Lasv4 Series
    DZH318Z0M2SH	Virtual Machines Lasv4 Series Windows
    DZH318Z0M4ZS	Virtual Machines Dnsv6 Series Linux
    DZH318Z0M7XV	Virtual Machines ECesv6 Series
    DZH318Z0M7XX	Virtual Machines DCedsv6 Series Windows
    DZH318Z0M7Z3	Virtual Machines DCesv6 Series
    DZH318Z0M80J	Virtual Machines ECesv6 Series Windows
    DZH318Z0R67V	Virtual Machines NCdsxlRTX6kv6
    DZH318Z0R682	Virtual Machines NCldsxlRTX6kv6 Windows
    DZH318Z0R685	Virtual Machines NCldsxlRTX6kv6
    DZH318Z0S1XH	Virtual Machines Ebdsv6-Series Windows
    DZH318Z0SGN0	Virtual Machines Lasv5 Series
    DZH318Z0SGNH	Virtual Machines Lasv5 Series Windows
    DZH318Z0T4LL	Virtual Machines HBrsv5 Windows
    DZH318Z0T4LM	Virtual Machines HBrsv5 Linux
    DZH318Z0TBH4	Virtual Machines Dalsv7 Series Windows
    DZH318Z0TBH5	Virtual Machines Dalsv7 Series
    DZH318Z0TBHD	Virtual Machines Dadsv7 Series
    DZH318Z0TBHF	Virtual Machines Dadsv7 Series Windows
    DZH318Z0TBJ3	Virtual Machines Falsv7 Series
    DZH318Z0TBJ4	Virtual Machines Falsv7 Series Windows
    DZH318Z0TBJH	Virtual Machines Easv7 Series Windows
    DZH318Z0TBJM	Virtual Machines Fadsv7 Series Windows
    DZH318Z0TBJN	Virtual Machines Fadsv7 Series
    DZH318Z0TBJR	Virtual Machines Fasv7 Series
    DZH318Z0TBJT	Virtual Machines Daldsv7 Series Windows
    DZH318Z0TBK1	Virtual Machines Dasv7 Series Windows
    DZH318Z0TBKC	Virtual Machines Famsv7 Series Windows
    DZH318Z0TBKD	Virtual Machines Famsv7 Series
    DZH318Z0TBKR	Virtual Machines Faldsv7 Series
    DZH318Z0TBKT	Virtual Machines Faldsv7 Series Windows
    DZH318Z0TBKX	Virtual Machines Famdsv7 Series Windows
    DZH318Z0V5ZQ	Virtual Machines Ddsv7-series Windows
    DZH318Z0V5ZT	Virtual Machines Ddsv7-series Linux
    DZH318Z0V5ZW	Virtual Machines Dlsv7-series Windows
    DZH318Z0V5ZX	Virtual Machines Dlsv7-series Linux
    DZH318Z0V603	Virtual Machines Dsv7-series Linux
    DZH318Z0V60C	Virtual Machines Dldsv7-series Linux
    DZH318Z0V613	Virtual Machines Esv7-series Linux
    DZH318Z0W0DV	Virtual Machines Msv4 Medium Memory series Windows
    DZH318Z0W0DX	Virtual Machines Msv4 Medium Memory series Linux
    DZH318Z0W0FC	Virtual Machines Mdsv4 Medium Memory Series Windows
    DZH318Z0W0N7	Virtual Machines Mdsv4 Medium Memory Series Linux
    """#
}
