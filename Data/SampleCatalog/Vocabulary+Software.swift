// Written by tools/sample-catalog/make-vocabulary.py: do not edit.
// swift-format-ignore-file
extension Vocabulary {
  /// Perpetual software: id, tab, title. Origin: Microsoft's documentation.
  static let softwareText = #"""
    DG7GMGF0D19M	Windows 10 Enterprise N LTSC 2021 Upgrade
    DG7GMGF0D513	Windows Server 2022 Rights Management External Connector
    DG7GMGF0D515	Windows Server 2022 External Connector
    DG7GMGF0D5SL	Rights Management Services (RMS) 2022 CAL-1 Device
    DG7GMGF0D5VX	Windows Server 2022 - 1 User CAL
    DG7GMGF0D609	Windows Server 2022 Remote Desktop Services External Connector
    DG7GMGF0D7FT	Excel LTSC 2021
    DG7GMGF0D7FV	Access LTSC 2021
    DG7GMGF0D8H4	Windows 11 Pro
    DG7GMGF0L4TL	Windows GGWA - Windows 11 Pro N - Legalization Get Genuine
    DG7GMGF0MF3T	SQL Server 2022 - 1 Device CAL
    """#
}
