// Written by tools/sample-catalog/make-vocabulary.py: do not edit.
// swift-format-ignore-file
extension Vocabulary {
  /// Series of virtual machines: id, tab, title, tab, sizes. Origin: Azure Retail Prices, MIT.
  static let machineSeriesText = #"""
    DZH318XZQB6M	Virtual Machines Laosv5 Series	L2aos_v5 L4aos_v5 L8aos_v5 L12aos_v5 L16aos_v5 L24aos_v5 L32aos_v5 L48aos_v5 L64aos_v5 L96aos_v5 L128aos_v5 L160iaos_v5
    DZH318Z08KCJ	Virtual Machines HBrsv3 Series	HB120rs_v3 HB120-16rs_v3 HB120-32rs_v3 HB120-64rs_v3 HB120-96rs_v3
    DZH318Z08LV1	Virtual Machines MdSv2 Series	M32dms_v2 M64dms_v2 M64ds_v2 M128dms_v2 M128ds_v2 M192idms_v2 M192ids_v2
    DZH318Z08M9B	Virtual Machines Dldsv5 Series	D2lds_v5 D4lds_v5 D8lds_v5 D16lds_v5 D32lds_v5 D48lds_v5 D64lds_v5 D96lds_v5
    DZH318Z08M9J	Virtual Machines Ev5 Series	E2_v5 E4_v5 E8_v5 E16_v5 E20_v5 E32_v5 E48_v5 E64_v5 E96_v5 E104i_v5
    DZH318Z08M9L	Virtual Machines Dlsv5 Series	D2ls_v5 D4ls_v5 D8ls_v5 D16ls_v5 D32ls_v5 D48ls_v5 D64ls_v5 D96ls_v5
    DZH318Z08M9R	Virtual Machines Edv5 Series	E2d_v5 E4d_v5 E8d_v5 E16d_v5 E20d_v5 E32d_v5 E48d_v5 E64d_v5 E96d_v5 E104id_v5
    DZH318Z08M9X	Virtual Machines Dv5 Series	D2_v5 D4_v5 D8_v5 D16_v5 D32_v5 D48_v5 D64_v5 D96_v5
    DZH318Z08MC2	Virtual Machines Ddv5 Series	D2d_v5 D4d_v5 D8d_v5 D16d_v5 D32d_v5 D48d_v5 D64d_v5 D96d_v5
    DZH318Z08MC6	Virtual Machines Ddsv5 Series	D2ds_v5 D4ds_v5 D8ds_v5 D16ds_v5 D32ds_v5 D48ds_v5 D64ds_v5 D96ds_v5
    DZH318Z08NR7	Virtual Machines Lsv3 Series	L8s_v3 L16s_v3 L32s_v3 L48s_v3 L64s_v3 L80s_v3 L96is_v3 L104is_v3 L112is_v3
    DZH318Z08W0T	Virtual Machines Dasv5 Series	D2as_v5 D4as_v5 D8as_v5 D16as_v5 D32as_v5 D48as_v5 D64as_v5 D96as_v5
    DZH318Z08W2R	Virtual Machines Dadsv5 Series	D2ads_v5 D4ads_v5 D8ads_v5 D16ads_v5 D32ads_v5 D48ads_v5 D64ads_v5 D96ads_v5
    DZH318Z092QL	Virtual Machines Dpldsv5 Series	D2plds_v5 D4plds_v5 D8plds_v5 D16plds_v5 D32plds_v5 D48plds_v5 D64plds_v5
    DZH318Z092S2	Virtual Machines Dplsv5 Series	D2pls_v5 D4pls_v5 D8pls_v5 D16pls_v5 D32pls_v5 D48pls_v5 D64pls_v5
    DZH318Z092S9	Virtual Machines Epsv5 Series	E2ps_v5 E4ps_v5 E8ps_v5 E16ps_v5 E20ps_v5 E32ps_v5
    DZH318Z092SF	Virtual Machines Dpdsv5 Series	D2pds_v5 D4pds_v5 D8pds_v5 D16pds_v5 D32pds_v5 D48pds_v5 D64pds_v5
    DZH318Z092SH	Virtual Machines Epdsv5 Series	E2pds_v5 E4pds_v5 E8pds_v5 E16pds_v5 E20pds_v5 E32pds_v5
    DZH318Z093WZ	Virtual Machines Easv5 Series	E2as_v5 E4as_v5 E8as_v5 E16as_v5 E20as_v5 E32as_v5 E48as_v5 E64as_v5 E96as_v5 E96ias_v5 E112ias_v5 E4-2as_v5 E8-2as_v5 E8-4as_v5 E16-4as_v5 E16-8as_v5 E32-8as_v5 E32-16as_v5 E64-16as_v5 E64-32as_v5 E96-24as_v5 E96-48as_v5
    DZH318Z096SR	Virtual Machines Esv5 Series	E2s_v5 E4s_v5 E8s_v5 E16s_v5 E20s_v5 E32s_v5 E48s_v5 E64s_v5 E96s_v5 E104is_v5 E4-2s_v5 E8-2s_v5 E8-4s_v5 E16-4s_v5 E16-8s_v5 E32-8s_v5 E32-16s_v5 E64-16s_v5 E64-32s_v5 E96-24s_v5 E96-48s_v5
    DZH318Z09B5Z	DCadsv5-series Linux	DC2ads_v5 DC4ads_v5 DC8ads_v5 DC16ads_v5 DC32ads_v5 DC48ads_v5 DC64ads_v5 DC96ads_v5
    DZH318Z09B62	ECadsv5-series Linux	EC2ads_v5 EC4ads_v5 EC8ads_v5 EC16ads_v5 EC20ads_v5 EC32ads_v5 EC48ads_v5 EC64ads_v5 EC96ads_v5 EC96iads_v5
    DZH318Z09B68	ECasv5-series Linux	EC2as_v5 EC4as_v5 EC8as_v5 EC16as_v5 EC20as_v5 EC32as_v5 EC48as_v5 EC64as_v5 EC96as_v5 EC96ias_v5
    DZH318Z09B6C	DCasv5-series Linux	DC2as_v5 DC4as_v5 DC8as_v5 DC16as_v5 DC32as_v5 DC48as_v5 DC64as_v5 DC96as_v5
    DZH318Z09JCN	Virtual Machines NVadsA10v5 Series	NV6ads_A10_v5 NV12ads_A10_v5 NV18ads_A10_v5 NV36adms_A10_v5 NV36ads_A10_v5 NV72ads_A10_v5
    DZH318Z09LQP	Virtual Machines Ebdsv5 Series	E2bds_v5 E4bds_v5 E8bds_v5 E16bds_v5 E32bds_v5 E48bds_v5 E64bds_v5 E96bds_v5 E112ibds_v5
    DZH318Z09LR5	Virtual Machines Ebsv5 Series	E2bs_v5 E4bs_v5 E8bs_v5 E16bs_v5 E32bs_v5 E48bs_v5 E64bs_v5 E96bs_v5 E112ibs_v5
    DZH318Z09TGJ	NCads A100 v4 Series Linux	NC24ads_A100_v4 NC48ads_A100_v4 NC96ads_A100_v4
    DZH318Z0BCGZ	Virtual Machines NCadsA10v4 Series	NC8ads_A10_v4 NC16ads_A10_v4 NC32ads_A10_v4
    DZH318Z0BPRT	Virtual Machines A Series	A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11
    DZH318Z0BPSN	Virtual Machines GS Series	GS1 GS2 GS3 GS4 GS5 GS4-4 GS4-8 GS5-8 GS5-16
    DZH318Z0BPT4	Virtual Machines G Series	G1 G2 G3 G4 G5
    DZH318Z0BQ35	Virtual Machines BS Series	B1ls B1ms B1s B2ms B2s B4ms B8ms B12ms B16ms B20ms
    DZH318Z0BQ4B	Virtual Machines D Series	D1 D2 D3 D4 D11 D12 D13 D14
    DZH318Z0BQ4C	Virtual Machines DSv2 Series	DS1_v2 DS2_v2 DS3_v2 DS4_v2 DS5_v2 DS11_v2 DS12_v2 DS13_v2 DS14_v2 DS15_v2 DS15i_v2 DS11-1_v2 DS12-1_v2 DS12-2_v2 DS13-2_v2 DS13-4_v2 DS14-4_v2 DS14-8_v2
    DZH318Z0BQ4J	Virtual Machines H Series	H8 H8m H16 H16m H16mr H16r
    DZH318Z0BQ4K	Virtual Machines Dv3 Series	D2_v3 D4_v3 D8_v3 D16_v3 D32_v3 D48_v3 D64_v3
    DZH318Z0BQ4P	Virtual Machines FS Series	F1s F2s F4s F8s F16s
    DZH318Z0BQ4R	Virtual Machines ESv3 Series	E2s_v3 E4s_v3 E8s_v3 E16s_v3 E20s_v3 E32s_v3 E48s_v3 E64is_v3 E64s_v3 E4-2s_v3 E8-2s_v3 E8-4s_v3 E16-4s_v3 E16-8s_v3 E32-8s_v3 E32-16s_v3 E64-16s_v3 E64-32s_v3
    DZH318Z0BQ4S	Virtual Machines DS Series	DS1 DS2 DS3 DS4 DS11 DS12 DS13 DS14
    DZH318Z0BQ4V	Virtual Machines LS Series	L4s L8s L16s L32s
    DZH318Z0BQ4W	Virtual Machines MS Series	M8ms M16ms M16s M32ls M32ms M32s M32ts M64 M64ls M64m M64ms M64s M128 M128m M128ms M128s M8-2ms M8-4ms M16-4ms M16-8ms M32-8ms M32-16ms M64-16ms M64-32ms M128-32ms M128-64ms
    DZH318Z0BQ4X	Virtual Machines FSv2 Series	F2s_v2 F4s_v2 F8s_v2 F16s_v2 F32s_v2 F48s_v2 F64s_v2 F72s_v2
    DZH318Z0BQ50	Virtual Machines DSv3 Series	D2s_v3 D4s_v3 D8s_v3 D16s_v3 D32s_v3 D48s_v3 D64s_v3 D32-8s_v3 D32-16s_v3 D64-16s_v3 D64-32s_v3
    DZH318Z0BQ51	Virtual Machines F Series	F1 F2 F4 F8 F16
    DZH318Z0BQM3	Virtual Machines LSv2 Series	L8s_v2 L16s_v2 L32s_v2 L48s_v2 L64s_v2 L80s_v2 L88is_v2
    DZH318Z0BX5L	Virtual Machines MSv2 Series	M32ms_v2 M64ms_v2 M64s_v2 M128ms_v2 M128s_v2 M192ims_v2 M192is_v2 M208ms_v2 M208s_v2 M416is_v2 M416ms_v2 M416s_v2 M208-52ms_v2 M208-52s_v2 M208-104ms_v2 M208-104s_v2 M416-104ms_v2 M416-104s_v2 M416-208ms_v2 M416-208s_v2
    DZH318Z0BXNS	Virtual Machines DCS Series	DC2s DC4s
    DZH318Z0BXNW	Virtual Machines PB Series	PB6s PB12s PB24s
    DZH318Z0BXNX	Virtual Machines HCS Series	HC44rs HC44-16rs HC44-32rs
    DZH318Z0BXNZ	Virtual Machines HBS Series	HB60rs HB60-15rs HB60-30rs HB60-45rs
    DZH318Z0C0XF	Virtual Machines NVSv3 Series	NV12s_v3 NV24s_v3 NV48s_v3
    DZH318Z0CF0K	Virtual Machines DCSv2 Series	DC1s_v2 DC2s_v2 DC4s_v2 DC8_v2
    DZH318Z0CGPC	Virtual Machines NDrSv2 Series	ND40rs_v2
    DZH318Z0CGPD	Virtual Machines NVasv4 Series	NV4as_v4 NV8as_v4 NV16as_v4 NV32as_v4
    DZH318Z0CHCB	Virtual Machines NP Series	NP10s NP20s NP40s
    DZH318Z0CM29	Virtual Machines Eav4 Series	E2a_v4 E4a_v4 E8a_v4 E16a_v4 E20a_v4 E32a_v4 E48a_v4 E64a_v4 E96a_v4
    DZH318Z0CM2B	Virtual Machines Dav4 Series	D2a_v4 D4a_v4 D8a_v4 D16a_v4 D32a_v4 D48a_v4 D64a_v4 D96a_v4
    DZH318Z0CM2C	Virtual Machines Dasv4 Series	D2as_v4 D4as_v4 D8as_v4 D16as_v4 D32as_v4 D48as_v4 D64as_v4 D96as_v4
    DZH318Z0CM2D	Virtual Machines Easv4 Series	E2as_v4 E4as_v4 E8as_v4 E16as_v4 E20as_v4 E32as_v4 E48as_v4 E64as_v4 E96as_v4 E96ias_v4 E4-2as_v4 E8-2as_v4 E8-4as_v4 E16-4as_v4 E16-8as_v4 E32-8as_v4 E32-16as_v4 E64-16as_v4 E64-32as_v4 E96-24as_v4 E96-48as_v4
    DZH318Z0CSHJ	Virtual Machines Dsv4 Series	D2s_v4 D4s_v4 D8s_v4 D16s_v4 D32s_v4 D48s_v4 D64s_v4
    DZH318Z0CSHK	Virtual Machines Edsv4 Series	E2ds_v4 E4ds_v4 E8ds_v4 E16ds_v4 E20ds_v4 E32ds_v4 E48ds_v4 E64ds_v4 E80ids_v4 E4-2ds_v4 E8-2ds_v4 E8-4ds_v4 E16-4ds_v4 E16-8ds_v4 E32-8ds_v4 E32-16ds_v4 E64-16ds_v4 E64-32ds_v4
    DZH318Z0CSHL	Virtual Machines Esv4 Series	E2s_v4 E4s_v4 E8s_v4 E16s_v4 E20s_v4 E32s_v4 E48s_v4 E64s_v4 E80is_v4 E4-2s_v4 E8-2s_v4 E8-4s_v4 E16-4s_v4 E16-8s_v4 E32-8s_v4 E32-16s_v4 E64-16s_v4 E64-32s_v4
    DZH318Z0CSHM	Virtual Machines Ddsv4 Series	D2ds_v4 D4ds_v4 D8ds_v4 D16ds_v4 D32ds_v4 D48ds_v4 D64ds_v4
    DZH318Z0D1L2	Virtual Machines Ddv4 Series	D2d_v4 D4d_v4 D8d_v4 D16d_v4 D32d_v4 D48d_v4 D64d_v4
    DZH318Z0D1L4	Virtual Machines Dv4 Series	D2_v4 D4_v4 D8_v4 D16_v4 D32_v4 D48_v4 D64_v4
    DZH318Z0D1L7	Virtual Machines Ev4 Series	E2_v4 E4_v4 E8_v4 E16_v4 E20_v4 E32_v4 E48_v4 E64_v4
    DZH318Z0DS6T	Virtual Machines NDasr A100 v4 Series	ND96asr_A100_v4
    DZH318Z0DWTB	Virtual Machines Dasv6 Series	D2as_v6 D4as_v6 D8as_v6 D16as_v6 D32as_v6 D48as_v6 D64as_v6 D96as_v6
    DZH318Z0F5DQ	Virtual Machines Daldsv6 Series	D2alds_v6 D4alds_v6 D8alds_v6 D16alds_v6 D32alds_v6 D48alds_v6 D64alds_v6 D96alds_v6
    DZH318Z0F5DX	Virtual Machines Eadsv6 Series	E2ads_v6 E4ads_v6 E8ads_v6 E16ads_v6 E20ads_v6 E32ads_v6 E48ads_v6 E64ads_v6 E96ads_v6 E4-2ads_v6 E8-2ads_v6 E8-4ads_v6 E16-4ads_v6 E16-8ads_v6 E32-8ads_v6 E32-16ads_v6 E64-16ads_v6 E64-32ads_v6 E96-24ads_v6 E96-48ads_v6
    DZH318Z0F5F1	Virtual Machines Easv6 Series	E2as_v6 E4as_v6 E8as_v6 E16as_v6 E20as_v6 E32as_v6 E48as_v6 E64as_v6 E96as_v6 E4-2as_v6 E8-2as_v6 E8-4as_v6 E16-4as_v6 E16-8as_v6 E32-8as_v6 E32-16as_v6 E64-16as_v6 E64-32as_v6 E96-24as_v6 E96-48as_v6
    DZH318Z0F5F4	Virtual Machines Dalsv6 Series	D2als_v6 D4als_v6 D8als_v6 D16als_v6 D32als_v6 D48als_v6 D64als_v6 D96als_v6
    DZH318Z0F5F8	Virtual Machines Dadsv6 Series	D2ads_v6 D4ads_v6 D8ads_v6 D16ads_v6 D32ads_v6 D48ads_v6 D64ads_v6 D96ads_v6
    DZH318Z0F6ZS	Virtual Machines ECadsv6 series Linux	EC2ads_v6 EC4ads_v6 EC8ads_v6 EC16ads_v6 EC32ads_v6 EC48ads_v6 EC64ads_v6 EC96ads_v6
    DZH318Z0FG7C	Virtual Machines DCadsv6 series	DC2ads_v6 DC4ads_v6 DC8ads_v6 DC16ads_v6 DC32ads_v6 DC48ads_v6 DC64ads_v6 DC96ads_v6
    DZH318Z0FG7F	Virtual Machines DCasv6 series	DC2as_v6 DC4as_v6 DC8as_v6 DC16as_v6 DC32as_v6 DC48as_v6 DC64as_v6 DC96as_v6
    DZH318Z0FRG9	Virtual Machines Mbsv3 Series	M16bs_v3 M32bs_v3 M48bs_v3 M64bs_v3 M96bs_v3 M128bs_v3 M176bs_v3 M128-64bs_v3 M176-88bs_v3
    DZH318Z0FRGC	Virtual Machines Mbdsv3 Series	M16bds_v3 M32bds_v3 M48bds_v3 M64bds_v3 M96bds_v3 M128bds_v3 M176bds_v3 M128-64bds_v3 M176-88bds_v3
    DZH318Z0FXBV	Virtual Machines Laosv4 Series	L2aos_v4 L4aos_v4 L8aos_v4 L12aos_v4 L16aos_v4 L24aos_v4 L32aos_v4
    DZH318Z0FXXJ	Virtual Machines Fasv6 Series	F1as_v6 F2as_v6 F4as_v6 F8as_v6 F16as_v6 F32as_v6 F48as_v6 F64as_v6 F72as_v6
    DZH318Z0FXXM	Virtual Machines Famsv6 Series	F1ams_v6 F2ams_v6 F4ams_v6 F8ams_v6 F16ams_v6 F32ams_v6 F48ams_v6 F64ams_v6
    DZH318Z0FZ0B	Virtual Machines Falsv6 Series	F1als_v6 F2als_v6 F4als_v6 F8als_v6 F16als_v6 F32als_v6 F48als_v6 F64als_v6 F72als_v6
    DZH318Z0G1GB	Virtual Machines Dpsv6 Series	D2ps_v6 D4ps_v6 D8ps_v6 D16ps_v6 D32ps_v6 D48ps_v6 D64ps_v6 D96ps_v6
    DZH318Z0G1GH	Virtual Machines Dpdsv6 Series	D2pds_v6 D4pds_v6 D8pds_v6 D16pds_v6 D32pds_v6 D48pds_v6 D64pds_v6 D96pds_v6
    DZH318Z0G1GP	Virtual Machines Dplsv6 Series	D2pls_v6 D4pls_v6 D8pls_v6 D16pls_v6 D32pls_v6 D48pls_v6 D64pls_v6 D96pls_v6
    DZH318Z0G1GS	Virtual Machines Epdsv6 Series	E2pds_v6 E4pds_v6 E8pds_v6 E16pds_v6 E32pds_v6 E48pds_v6 E64pds_v6 E96pds_v6
    DZH318Z0G1H0	Virtual Machines Epsv6 Series	E2ps_v6 E4ps_v6 E8ps_v6 E16ps_v6 E32ps_v6 E48ps_v6 E64ps_v6 E96ps_v6
    DZH318Z0GNH1	Virtual Machines Dlsv6 Series	D2ls_v6 D4ls_v6 D8ls_v6 D16ls_v6 D32ls_v6 D48ls_v6 D64ls_v6 D96ls_v6 D128ls_v6
    DZH318Z0GNH2	Virtual Machines Dldsv6 Series	D2lds_v6 D4lds_v6 D8lds_v6 D16lds_v6 D32lds_v6 D48lds_v6 D64lds_v6 D96lds_v6 D128lds_v6
    DZH318Z0GNH6	Virtual Machines Esv6 Series	E2s_v6 E4s_v6 E8s_v6 E16s_v6 E20s_v6 E32s_v6 E48s_v6 E64s_v6 E96s_v6 E128s_v6 E192is_v6 E4-2s_v6 E8-2s_v6 E8-4s_v6 E16-4s_v6 E16-8s_v6 E32-8s_v6 E32-16s_v6 E64-16s_v6 E64-32s_v6 E96-24s_v6 E96-48s_v6 E128-32s_v6 E128-64s_v6
    DZH318Z0GNHB	Virtual Machines Dsv6 Series	D2s_v6 D4s_v6 D8s_v6 D16s_v6 D32s_v6 D48s_v6 D64s_v6 D96s_v6 D128s_v6 D192s_v6
    DZH318Z0GNHJ	Virtual Machines Ddsv6 Series	D2ds_v6 D4ds_v6 D8ds_v6 D16ds_v6 D32ds_v6 D48ds_v6 D64ds_v6 D96ds_v6 D128ds_v6 D192ds_v6
    DZH318Z0GNHM	Virtual Machines Edsv6 Series	E2ds_v6 E4ds_v6 E8ds_v6 E16ds_v6 E20ds_v6 E32ds_v6 E48ds_v6 E64ds_v6 E96ds_v6 E128ds_v6 E192ids_v6 E4-2ds_v6 E8-2ds_v6 E8-4ds_v6 E16-4ds_v6 E16-8ds_v6 E32-8ds_v6 E32-16ds_v6 E64-16ds_v6 E64-32ds_v6 E96-24ds_v6 E96-48ds_v6 E128-32ds_v6 E128-64ds_v6
    DZH318Z0H7DR	Virtual Machines FXmdsv2 Series	FX2mds_v2 FX4mds_v2 FX8mds_v2 FX12mds_v2 FX16mds_v2 FX24mds_v2 FX32mds_v2 FX48mds_v2 FX64mds_v2 FX96mds_v2 FX4-2mds_v2 FX8-2mds_v2 FX8-4mds_v2 FX12-6mds_v2 FX16-4mds_v2 FX16-8mds_v2 FX24-6mds_v2 FX24-12mds_v2 FX32-8mds_v2 FX32-16mds_v2 FX48-12mds_v2 FX48-24mds_v2 FX64-16mds_v2 FX64-32mds_v2 FX96-24mds_v2 FX96-48mds_v2
    DZH318Z0K1LF	Virtual Machines HXrs Series	HX176rs HX176-24rs HX176-48rs HX176-96rs HX176-144rs
    DZH318Z0K1N4	Virtual Machines HBrsv4 series	HB176rs_v4 HB176-24rs_v4 HB176-48rs_v4 HB176-96rs_v4 HB176-144rs_v4
    DZH318Z0K7CZ	Virtual Machines Mdsv3 Medium Memory Series Linux	M12ds_v3 M24ds_v3 M96ds_v3 M176ds_v3 M12-6ds_v3 M24-6ds_v3 M24-12ds_v3
    DZH318Z0K7X6	Virtual Machines ECesv5 Series	EC2es_v5 EC4es_v5 EC8es_v5 EC16es_v5 EC32es_v5 EC48es_v5 EC64es_v5 EC96es_v5 EC128es_v5
    DZH318Z0K801	Virtual Machines ECedsv5 Series	EC2eds_v5 EC4eds_v5 EC8eds_v5 EC16eds_v5 EC32eds_v5 EC48eds_v5 EC64eds_v5 EC96eds_v5 EC128eds_v5
    DZH318Z0K804	Virtual Machines DCedsv5 Series	DC2eds_v5 DC4eds_v5 DC8eds_v5 DC16eds_v5 DC32eds_v5 DC48eds_v5 DC64eds_v5 DC96eds_v5 DC128eds_v5
    DZH318Z0K805	Virtual Machines DCesv5 Series	DC2es_v5 DC4es_v5 DC8es_v5 DC16es_v5 DC32es_v5 DC48es_v5 DC64es_v5 DC96es_v5 DC128es_v5
    DZH318Z0K9JK	Virtual Machines Bpsv2 Series	B2pls_v2 B2ps_v2 B2pts_v2 B4pls_v2 B4ps_v2 B8pls_v2 B8ps_v2 B16pls_v2 B16ps_v2
    DZH318Z0K9K9	Virtual Machines Bsv2 Series	B2ls_v2 B2s_v2 B2ts_v2 B4ls_v2 B4s_v2 B8ls_v2 B8s_v2 B16ls_v2 B16s_v2 B32ls_v2 B32s_v2
    DZH318Z0LDQR	Virtual Machines Dnlsv6 Series Linux	D2nls_v6 D4nls_v6 D8nls_v6 D16nls_v6 D32nls_v6 D48nls_v6 D64nls_v6 D96nls_v6 D128nls_v6
    DZH318Z0LDRF	Virtual Machines Dndsv6 Series Linux	D2nds_v6 D4nds_v6 D8nds_v6 D16nds_v6 D32nds_v6 D48nds_v6 D64nds_v6 D96nds_v6 D128nds_v6
    DZH318Z0M2S2	Virtual Machines Lsv4 Series	L2s_v4 L4s_v4 L8s_v4 L16s_v4 L32s_v4 L48s_v4 L64s_v4 L80s_v4 L96s_v4 L192is_v4
    DZH318Z0M2SF	Virtual Machines Lasv4 Series	L2as_v4 L4as_v4 L8as_v4 L16as_v4 L32as_v4 L48as_v4 L64as_v4 L80as_v4 L96as_v4
    DZH318Z0M4ZS	Virtual Machines Dnsv6 Series Linux	D2ns_v6 D4ns_v6 D8ns_v6 D16ns_v6 D32ns_v6 D48ns_v6 D64ns_v6 D96ns_v6 D128ns_v6
    DZH318Z0M7XV	Virtual Machines ECesv6 Series	EC2es_v6 EC4es_v6 EC8es_v6 EC16es_v6 EC32es_v6 EC48es_v6 EC64es_v6 EC128es_v6
    DZH318Z0M7Z3	Virtual Machines DCesv6 Series	DC2es_v6 DC4es_v6 DC8es_v6 DC16es_v6 DC32es_v6 DC48es_v6 DC64es_v6 DC96es_v6 DC128es_v6
    DZH318Z0SGN0	Virtual Machines Lasv5 Series	L2as_v5 L4as_v5 L8as_v5 L16as_v5 L32as_v5 L48as_v5 L64as_v5 L80as_v5 L96as_v5 L128as_v5 L160ias_v5
    DZH318Z0T4LM	Virtual Machines HBrsv5 Linux	HB368rs_v5 HB368-48rs_v5 HB368-96rs_v5 HB368-144rs_v5 HB368-192rs_v5 HB368-240rs_v5 HB368-288rs_v5 HB368-336rs_v5
    DZH318Z0TBH5	Virtual Machines Dalsv7 Series	D2als_v7 D4als_v7 D8als_v7 D16als_v7 D32als_v7 D48als_v7 D64als_v7 D96als_v7 D128als_v7 D160als_v7
    DZH318Z0TBHD	Virtual Machines Dadsv7 Series	D2ads_v7 D4ads_v7 D8ads_v7 D16ads_v7 D32ads_v7 D48ads_v7 D64ads_v7 D96ads_v7 D128ads_v7 D160ads_v7
    DZH318Z0TBJ3	Virtual Machines Falsv7 Series	F1als_v7 F2als_v7 F4als_v7 F8als_v7 F16als_v7 F32als_v7 F48als_v7 F64als_v7 F80als_v7
    DZH318Z0TBJN	Virtual Machines Fadsv7 Series	F1ads_v7 F2ads_v7 F4ads_v7 F8ads_v7 F16ads_v7 F32ads_v7 F48ads_v7 F64ads_v7 F80ads_v7
    DZH318Z0TBJR	Virtual Machines Fasv7 Series	F1as_v7 F2as_v7 F4as_v7 F8as_v7 F16as_v7 F32as_v7 F48as_v7 F64as_v7 F80as_v7
    DZH318Z0TBKD	Virtual Machines Famsv7 Series	F1ams_v7 F2ams_v7 F4ams_v7 F8ams_v7 F16ams_v7 F32ams_v7 F48ams_v7 F64ams_v7 F80ams_v7 F2-1ams_v7 F4-1ams_v7 F4-2ams_v7 F8-2ams_v7 F8-4ams_v7 F16-4ams_v7 F16-8ams_v7 F32-8ams_v7 F32-16ams_v7 F64-16ams_v7 F64-32ams_v7
    DZH318Z0TBKR	Virtual Machines Faldsv7 Series	F1alds_v7 F2alds_v7 F4alds_v7 F8alds_v7 F16alds_v7 F32alds_v7 F48alds_v7 F64alds_v7 F80alds_v7
    DZH318Z0V5ZT	Virtual Machines Ddsv7-series Linux	D2ds_v7 D4ds_v7 D8ds_v7 D16ds_v7 D32ds_v7 D48ds_v7 D64ds_v7 D96ds_v7 D128ds_v7 D192ds_v7 D248ds_v7 D372ds_v7 D372ids_v7
    DZH318Z0V5ZX	Virtual Machines Dlsv7-series Linux	D2ls_v7 D4ls_v7 D8ls_v7 D16ls_v7 D32ls_v7 D48ls_v7 D64ls_v7 D96ls_v7 D128ls_v7 D192ls_v7 D248ls_v7
    DZH318Z0V603	Virtual Machines Dsv7-series Linux	D2s_v7 D4s_v7 D8s_v7 D16s_v7 D32s_v7 D48s_v7 D64s_v7 D96s_v7 D128s_v7 D192s_v7 D248s_v7 D372is_v7 D372s_v7
    DZH318Z0V60C	Virtual Machines Dldsv7-series Linux	D2lds_v7 D4lds_v7 D8lds_v7 D16lds_v7 D32lds_v7 D48lds_v7 D64lds_v7 D96lds_v7 D128lds_v7 D192lds_v7 D248lds_v7
    DZH318Z0V613	Virtual Machines Esv7-series Linux	E2s_v7 E4s_v7 E8s_v7 E16s_v7 E20s_v7 E32s_v7 E48s_v7 E64s_v7 E96s_v7 E128s_v7 E192s_v7 E248s_v7 E372is_v7
    DZH318Z0W0DX	Virtual Machines Msv4 Medium Memory series Linux	M16ls_v4 M16s_v4 M24ls_v4 M32ls_v4 M32ms_v4 M32s_v4 M48ls_v4 M48s_v4 M64ls_v4 M64ms_v4 M64s_v4 M96ls_v4 M96s_v4 M128ls_v4 M128s_v4 M160s_v4 M192ls_v4 M256ls_v4
    DZH318Z0W0N7	Virtual Machines Mdsv4 Medium Memory Series Linux	M16ds_v4 M16lds_v4 M24lds_v4 M32ds_v4 M32lds_v4 M32mds_v4 M48ds_v4 M48lds_v4 M64ds_v4 M64lds_v4 M64mds_v4 M96ds_v4 M96lds_v4 M128ds_v4 M128lds_v4 M160ds_v4 M192lds_v4 M256lds_v4
    """#
}
