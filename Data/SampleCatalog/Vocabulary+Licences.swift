// Written by tools/sample-catalog/make-vocabulary.py: do not edit.
// swift-format-ignore-file
extension Vocabulary {
  /// New-commerce licences: id, tab, title. Origin: Microsoft's documentation.
  static let licencesText = #"""
    CFQ7TTC0H6RP	Power BI Premium (standalone)
    CFQ7TTC0H9MP	Power BI Pro
    CFQ7TTC0HD32	Visio Plan 2
    CFQ7TTC0HDB0	Project Plan 3
    CFQ7TTC0HDB1	Planner Plan 1
    CFQ7TTC0HHS9	Windows 365 Enterprise
    CFQ7TTC0HX99	Windows 365 Business with Windows Hybrid Benefit
    CFQ7TTC0KP0N	Power Automate per user
    CFQ7TTC0KXG6	Power Automate RPA
    CFQ7TTC0KXG7	Power BI Premium (standalone)
    CFQ7TTC0KXN8	Visio Plan 2
    CFQ7TTC0KXNC	Project Plan 3
    CFQ7TTC0KXND	Project Plan 1
    CFQ7TTC0L3PB	Power BI Pro
    CFQ7TTC0LFLX	Microsoft 365 E3
    CFQ7TTC0LFLZ	Microsoft 365 E5
    CFQ7TTC0LH05	Microsoft 365 F3
    CFQ7TTC0LH3J	Dynamics 365 Customer Insights Profiles Add-on
    CFQ7TTC0LH3L	Power Automate per user
    CFQ7TTC0LHWQ	Dynamics 365 for Marketing Addnl Contacts Tier 5
    CFQ7TTC0LSGZ	Power Automate RPA
    CFQ7TTC0MM8R	Microsoft 365 Copilot
    CFQ7TTC0N8SS	Clipchamp Premium
    CFQ7TTC0PW0V	Viva Goals (self-service trials only)
    CFQ7TTC0RM8K	Teams Premium Introductory Pricing
    CFQ7TTC0S3X1	Python in Excel
    """#
}
