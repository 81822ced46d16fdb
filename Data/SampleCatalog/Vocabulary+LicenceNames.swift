// Written by tools/sample-catalog/make-vocabulary.py: do not edit.
// swift-format-ignore-file
extension Vocabulary {
  /// Names of licences, provenance: Microsoft's product-name table, 2025-12.
  static let licenceNamesText = #"""
    AI Builder Capacity add-on
    App Connect IW
    App governance add-on to Microsoft Defender for Cloud Apps
    Business Apps (free)
    Career Coach for faculty
    Career Coach for students
    Clipchamp Premium
    Common Data Service Database Capacity
    Communications Credits
    Compliance Manager Premium Assessment Add-On
    Defender Threat Intelligence
    Digital Messaging for GCC Test SKU
    Dynamics 365 - Additional Database Storage (Qualified Offer)
    Dynamics 365 - Additional Non-Production Instance (Qualified Offer)
    Dynamics 365 - Additional Non-Production Instance for Government
    Dynamics 365 - Additional Production Instance (Qualified Offer)
    Dynamics 365 Business Central Database Capacity
    Dynamics 365 Business Central Essentials
    Dynamics 365 Business Central Essentials Attach
    Dynamics 365 Business Central for IWs
    Dynamics 365 Commerce Trial
    Dynamics 365 Customer Engagement Plan
    Dynamics 365 Customer Insights Attach
    Dynamics 365 Customer Insights Standalone
    Dynamics 365 Customer Service Digital Messaging and Voice Add-in for Government
    Dynamics 365 Customer Service Digital Messaging and Voice Add-in for Government for Test
    Dynamics 365 Customer Service Enterprise Admin
    Dynamics 365 Customer Service Enterprise Viral Trial
    Dynamics 365 Customer Service Professional
    Dynamics 365 Customer Voice
    Dynamics 365 Customer Voice Additional Responses
    Dynamics 365 Customer Voice Trial
    Dynamics 365 Enterprise Edition - Additional Database Storage for Government
    Dynamics 365 Enterprise Edition - Additional Non-Production Instance for Government
    Dynamics 365 Enterprise Edition - Additional Portal for Government
    Dynamics 365 Enterprise Edition - Additional Production Instance for Government
    Dynamics 365 Field Service Contractor for Government
    Dynamics 365 Field Service Viral Trial
    Dynamics 365 Field Service, Enterprise Edition - Resource Scheduling Optimization
    Dynamics 365 For Sales Professional Trial
    Dynamics 365 Guides vTrial
    Dynamics 365 Hybrid Connector
    Dynamics 365 Multi-app
    Dynamics 365 Operations - Device
    Dynamics 365 Operations - Sandbox Tier 2:Standard Acceptance Testing
    Dynamics 365 Operations - Sandbox Tier 4:Standard Performance Testing
    Dynamics 365 Operations – Activity
    Dynamics 365 P1 Tria for Information Workers
    Dynamics 365 Project Operations Attach
    Dynamics 365 Remote Assist
    Dynamics 365 Remote Assist HoloLens
    Dynamics 365 Sales Enterprise Attach to Qualifying Dynamics 365 Base Offer
    Dynamics 365 Sales Premium
    Dynamics 365 Sales Premium Viral Trial
    Dynamics 365 Sales Professional Attach to Qualifying Dynamics 365 Base Offer
    Dynamics 365 Sales, Field Service and Customer Service Partner Sandbox
    Dynamics 365 Talent: Attract
    Dynamics 365 Team Members
    Dynamics 365 UNF OPS Plan ENT Edition
    Dynamics 365 for Case Management, Enterprise Edition for Government
    Dynamics 365 for Customer Service Chat
    Dynamics 365 for Customer Service Chat for Government
    Dynamics 365 for Customer Service Digital Messaging add-on for Government
    Dynamics 365 for Customer Service Enterprise Attach to Qualifying Dynamics 365 Base Offer A
    Dynamics 365 for Customer Service Enterprise Edition
    Dynamics 365 for Customer Service Enterprise for Government
    Dynamics 365 for Customer Service Professional Attach to Qualifying Dynamics 365 Base Offer
    Dynamics 365 for Customer Service, Enterprise Edition for Government
    Dynamics 365 for Field Service Attach to Qualifying Dynamics 365 Base Offer
    Dynamics 365 for Field Service Enterprise Edition for Government
    Dynamics 365 for Field Service for Government
    Dynamics 365 for Financials Business Edition
    Dynamics 365 for Marketing Additional Non-Prod Application
    Dynamics 365 for Marketing Addnl Contacts Tier 3
    Dynamics 365 for Marketing Addnl Contacts Tier 5
    Dynamics 365 for Marketing Attach
    Dynamics 365 for Marketing Business Edition
    Dynamics 365 for Project Service Automation Enterprise Edition for Government
    Dynamics 365 for Sales Enterprise Edition
    Dynamics 365 for Sales Enterprise for Government
    Dynamics 365 for Sales and Customer Service Enterprise Edition
    Dynamics 365 for Sales, Enterprise Edition for Government
    Dynamics 365 for Supply Chain Management
    Dynamics 365 for Supply Chain Management Attach to Qualifying Dynamics 365 Base Offer
    Dynamics 365 for Talent
    Dynamics 365 for Team Members Enterprise Edition for Government
    Enterprise Mobility + Security A3 for Faculty
    Enterprise Mobility + Security E3
    Enterprise Mobility + Security E5
    Enterprise Mobility + Security G3 GCC
    Enterprise Mobility + Security G5 GCC
    Exchange Online (Plan 1) for Alumni with Yammer
    Exchange Online (Plan 1) for GCC
    Exchange Online (Plan 1) for Students
    Exchange Online Essentials
    Exchange Online Essentials (ExO P1 Based)
    Exchange Online Protection
    Intune
    Intune for Education
    Microsoft 365 A1
    Microsoft 365 A3 for Faculty
    Microsoft 365 A3 for students use benefit
    Microsoft 365 A5 Suite features for faculty
    Microsoft 365 A5 for Faculty
    Microsoft 365 A5 for Students
    Microsoft 365 A5 without Audio Conferencing for students use benefit
    Microsoft 365 Apps for Business
    Microsoft 365 Apps for Enterprise
    Microsoft 365 Apps for Students
    Microsoft 365 Apps for enterprise (device)
    Microsoft 365 Audio Conferencing
    Microsoft 365 Audio Conferencing Pay-Per-Minute - EA
    Microsoft 365 Business Basic
    Microsoft 365 Business Basic (no Teams)
    Microsoft 365 Business Basic EEA (no Teams)
    Microsoft 365 Business Premium (no Teams)
    Microsoft 365 Business Premium Donation
    Microsoft 365 Business Premium EEA (no Teams)
    Microsoft 365 Business Standard
    Microsoft 365 Business Standard (no Teams)
    Microsoft 365 Business Standard EEA (no Teams)
    Microsoft 365 Business Voice
    Microsoft 365 Business Voice (UK
    Microsoft 365 Business Voice (without Calling Plan) for US
    Microsoft 365 Copilot (Education Faculty)
    Microsoft 365 Domestic Calling Plan (120 minutes) - US
    Microsoft 365 E3
    Microsoft 365 E3 (no Teams)
    Microsoft 365 E3 - Unattended License
    Microsoft 365 E3 EEA (no Teams)
    Microsoft 365 E3 EEA (no Teams) - Unattended License
    Microsoft 365 E3 Extra Features
    Microsoft 365 E5
    Microsoft 365 E5 Compliance
    Microsoft 365 E5 EEA (no Teams)
    Microsoft 365 E5 Security
    Microsoft 365 E5 Security for EMS E5
    Microsoft 365 E5 Suite features
    Microsoft 365 E5 with Calling Minutes
    Microsoft 365 E5 without Audio Conferencing
    Microsoft 365 F1
    Microsoft 365 F1 EEA (no Teams)
    Microsoft 365 F3
    Microsoft 365 F3 GCC
    Microsoft 365 F5 Security + Compliance Add-on
    Microsoft 365 F5 Security Add-on
    Microsoft 365 G3 - Unattended License for GCC
    Microsoft 365 G3 GCC
    Microsoft 365 GCC G5
    Microsoft 365 Security and Compliance for Firstline Workers
    Microsoft Azure Multi-Factor Authentication
    Microsoft Business Center
    Microsoft Cloud App Security
    Microsoft Cloud for Sustainability vTrial
    Microsoft Copilot for Microsoft 365
    Microsoft Defender Vulnerability Management
    Microsoft Defender for Business
    Microsoft Defender for Endpoint F2
    Microsoft Defender for Endpoint P1
    Microsoft Defender for Endpoint P1 for EDU
    Microsoft Defender for Endpoint Server
    Microsoft Defender for Identity
    Microsoft Defender for Office 365 (Plan 1)
    Microsoft Defender for Office 365 (Plan 1) GCC
    Microsoft Defender for Office 365 (Plan 1) Student
    Microsoft Defender for Office 365 (Plan 1) Student use benefit
    Microsoft Defender for Office 365 (Plan 2)
    Microsoft Dynamics CRM Online
    Microsoft Dynamics CRM Online Basic
    Microsoft Dynamics CRM Online Basic for Government
    Microsoft Dynamics CRM Online for Government
    Microsoft Entra ID Basic
    Microsoft Entra ID Governance
    Microsoft Entra ID P1
    Microsoft Entra ID P2
    Microsoft Fabric (Free)
    Microsoft Fabric (Free) for faculty
    Microsoft Fabric (Free) for student
    Microsoft Imagine Academy
    Microsoft Intune Device
    Microsoft Intune Device for Government
    Microsoft Intune Government
    Microsoft Intune SMB
    Microsoft Intune Suite
    Microsoft Power Apps Plan 2 (Qualified Offer)
    Microsoft Power Apps for Developer
    Microsoft Power Automate Free
    Microsoft Power Automate Plan 2
    Microsoft Relationship Sales solution
    Microsoft Stream Storage Add-On (500 GB)
    Microsoft Sustainability Manager Premium
    Microsoft Sustainability Manager USL Essentials
    Microsoft Teams (Free)
    Microsoft Teams Audio Conferencing with dial-out to USA/CAN
    Microsoft Teams Commercial Cloud
    Microsoft Teams Domestic Calling Plan (240 min)
    Microsoft Teams EEA
    Microsoft Teams Essentials
    Microsoft Teams Essentials (AAD Identity)
    Microsoft Teams Exploratory
    Microsoft Teams Exploratory Dept
    Microsoft Teams Phone Resource Account
    Microsoft Teams Phone Resource Account for Faculty
    Microsoft Teams Phone Resource Account for GCC
    Microsoft Teams Phone Standard
    Microsoft Teams Phone Standard for DOD
    Microsoft Teams Phone Standard for Faculty
    Microsoft Teams Phone Standard for Small and Medium Business
    Microsoft Teams Phone Standard for Students
    Microsoft Teams Phone Standard for TELSTRA
    Microsoft Teams Premium Introductory Pricing
    Microsoft Teams Rooms Basic for EDU
    Microsoft Teams Rooms Pro for GCC
    Microsoft Teams Rooms Standard for GCC
    Microsoft Teams Shared Devices
    Microsoft Teams Shared Devices for Faculty
    Microsoft Teams Shared Devices for GCC
    Microsoft Teams Trial
    Microsoft Threat Experts - Experts on Demand
    Microsoft Viva Goals
    Microsoft Viva Suite
    Microsoft Workplace Analytics
    Minecraft Education Faculty
    Minecraft Education Student
    Nonprofit Portal
    Office 365 A1 Plus for faculty
    Office 365 A1 Plus for students
    Office 365 A1 for students
    Office 365 A3 for faculty
    Office 365 A5 for faculty
    Office 365 Advanced Compliance
    Office 365 Cloud App Security
    Office 365 E1
    Office 365 E1 EEA (no Teams)
    Office 365 E2
    Office 365 E3 (no Teams)
    Office 365 E3 Developer
    Office 365 E3 EEA (no Teams)
    Office 365 E4
    Office 365 E5
    Office 365 E5 EEA (no Teams) without Audio Conferencing
    Office 365 Extra File Storage for GCC
    Office 365 F3
    Office 365 F3 EEA (no Teams)
    Office 365 G1 GCC
    Office 365 G3 GCC
    Office 365 G3 without Microsoft 365 Apps GCC
    Office 365 G5 GCC
    Office 365 GCC G5 without Audio Conferencing
    Office 365 GCC G5 without Power BI and Phone System
    Office 365 Multi-Geo Capabilities
    OneDrive for Business (Plan 1)
    Planner Plan 1
    Planner and Project Plan 3
    Power Apps Per App BD Only for GCC
    Power Apps Portals login capacity add-on Tier 2 (10 unit min)
    Power Apps Portals login capacity add-on Tier 2 (10 unit min) for Government
    Power Apps Portals login capacity add-on Tier 3 (50 unit min)
    Power Apps Portals page view capacity add-on for Government
    Power Apps Premium
    Power Apps Premium for Government
    Power Apps and Logic Flows
    Power Apps per app plan
    Power Apps per app plan (1 app or website) for Government
    Power Apps per app plan for Government
    Power Automate Premium
    Power Automate Premium for Government
    Power Automate Process
    Power Automate per flow plan for Government
    Power Automate per user plan
    Power Automate per user plan dept
    Power Automate per user plan for Government
    Power Automate unattended RPA add-on
    Power Automate unattended RPA add-on for Government
    Power BI
    Power BI Premium EM2
    Power BI Premium P1
    Power BI Premium P1 GCC
    Power BI Premium Per User
    Power BI Premium Per User Add-On
    Power BI Premium Per User Add-On for GCC
    Power BI Premium Per User Dept
    Power BI Premium Per User for Faculty
    Power BI Premium Per User for Government
    Power BI Pro
    Power BI Pro Dept
    Power BI Pro for Faculty
    Power BI Pro for GCC
    Power Pages authenticated users T2 min 100 units - 100 users/per site/month capacity pack
    Power Pages authenticated users T3 min 1,000 units - 100 users/per site/month capacity pack
    Power Pages vTrial for Makers
    Power Virtual Agent
    Power Virtual Agent User License
    Power Virtual Agent User License for GCC
    Power Virtual Agent for GCC
    Power Virtual Agents Viral Trial
    PowerApps & Flow GCC Test - O365 & Dyn365 Plans
    PowerApps Plan 1 for Government
    PowerApps per app baseline access
    Privacy Management - risk GCC
    Privacy Management - risk for EDU
    Privacy Management - subject rights request (1)
    Privacy Management - subject rights request (10)
    Privacy Management - subject rights request (10) GCC
    Privacy Management - subject rights request (10) for EDU
    Privacy Management - subject rights request (100)
    Privacy Management - subject rights request (100) GCC
    Privacy Management - subject rights request (100) for EDU
    Privacy Management - subject rights request (50)
    Privacy Management - subject rights request (50) for EDU
    Privacy Management – risk
    Project Online Essentials
    Project Online Essentials for GCC
    Project Plan 1 (for Department)
    Project Plan 3 for Faculty
    Project Plan 3 for GCC
    Project Plan 3 for GCC TEST
    Project Plan 5 for GCC
    Project Plan 5 for faculty
    Project Plan 5 without Project Client for Faculty
    Project for Office 365
    Rights Management Adhoc
    Rights Management Service Basic Content Protection
    Sensor Data Intelligence Additional Machines Add-in for Dynamics 365 Supply Chain Management
    SharePoint Online (Plan 1)
    Skype for Business Online (Plan 1)
    Skype for Business Online (Plan 2)
    Skype for Business PSTN Calling Domestic Small
    Skype for Business PSTN Domestic Calling
    Skype for Business PSTN Domestic and International Calling
    TELSTRA Calling for O365
    Teams Phone Mobile
    Teams Phone with Calling Plan
    Teams Premium (for Departments)
    Visio Plan 1
    Visio Plan 2
    Visio Plan 2 for Faculty
    Visio Plan 2 for GCC
    Viva Goals User-led
    Viva Learning
    Viva Topics
    Windows 10/11 Enterprise A3 for faculty
    Windows 10/11 Enterprise A3 for students
    Windows 10/11 Enterprise A5 for faculty
    Windows 10/11 Enterprise E3 VDA
    Windows 10/11 Enterprise E5
    Windows 10/11 Enterprise E5 (Original)
    Windows 10/11 Enterprise E5 Commercial (GCC Compatible)
    Windows 365 Business 16 vCPU, 64 GB, 1 TB
    Windows 365 Business 16 vCPU, 64 GB, 512 GB
    Windows 365 Business 2 vCPU 4 GB 256 GB
    Windows 365 Business 2 vCPU 4 GB 64 GB
    Windows 365 Business 2 vCPU 8 GB 256 GB
    Windows 365 Business 4 vCPU 16 GB 128 GB
    Windows 365 Business 4 vCPU 16 GB 128 GB (with Windows Hybrid Benefit)
    Windows 365 Business 4 vCPU 16 GB 256 GB
    Windows 365 Business 8 vCPU 32 GB 128 GB
    Windows 365 Business 8 vCPU 32 GB 256 GB
    Windows 365 Enterprise 1 vCPU 2 GB 64 GB
    Windows 365 Enterprise 2 vCPU 4 GB 128 GB
    Windows 365 Enterprise 2 vCPU 4 GB 128 GB (Preview)
    Windows 365 Enterprise 2 vCPU 4 GB 256 GB
    Windows 365 Enterprise 2 vCPU 8 GB 128 GB
    Windows 365 Enterprise 2 vCPU 8 GB 128 GB (Preview)
    Windows 365 Enterprise 2 vCPU 8 GB 256 GB
    Windows 365 Enterprise 4 vCPU 16 GB 256 GB
    Windows 365 Enterprise 4 vCPU 16 GB 512 GB
    Windows 365 Enterprise 8 vCPU 32 GB 128 GB
    Windows 365 Enterprise 8 vCPU 32 GB 256 GB
    Windows 365 Shared Use 2 vCPU 4 GB 128 GB
    Windows 365 Shared Use 2 vCPU 4 GB 256 GB
    Windows 365 Shared Use 2 vCPU 4 GB 64 GB
    Windows 365 Shared Use 2 vCPU 8 GB 128 GB
    Windows 365 Shared Use 4 vCPU 16 GB 128 GB
    Windows 365 Shared Use 4 vCPU 16 GB 256 GB
    Windows 365 Shared Use 4 vCPU 16 GB 512 GB
    Windows 365 Shared Use 8 vCPU 32 GB 128 GB
    Windows 365 Shared Use 8 vCPU 32 GB 256 GB
    Windows 365 Shared Use 8 vCPU 32 GB 512 GB
    Windows Store for Business
    Windows Store for Business EDU Faculty
    Workload Identities Premium
    """#
}
