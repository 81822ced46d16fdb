// swift-format-ignore-file
extension Vocabulary {
  /// What resellers sell most: kind, product id or `-`, product title, then SKU titles, of licences with the `skuId` of Microsoft
  /// Graph. Names and ids: Microsoft's documentation. Which product and id of a name is the right one has no public source for
  /// most; those get generated ids.
  static let bestKnownText = #"""
    licence	-	Microsoft 365 Business Basic (Non-Profit Pricing)	Microsoft 365 Business Basic (Non-Profit Pricing)|dab7782a-93b1-4074-8bb1-0e61318bea0b
    licence	-	Microsoft 365 Business Standard	Microsoft 365 Business Standard|f245ecc8-75af-4f8e-b61f-27d8114de5f3	Microsoft 365 Business Standard (no Teams)|5a1c7b8d-0739-4ca8-bf69-ec87e69133ac	Microsoft 365 Business Standard (Non-Profit Pricing)|f245ecc8-75af-4f8e-b61f-27d8114de5f3
    licence	-	Microsoft 365 Business Premium	Microsoft 365 Business Premium|cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46	Microsoft 365 Business Premium (no Teams)|00e1ec7b-e4a3-40d1-9441-b69b597ab222	Microsoft 365 Business Premium (Non-Profit Pricing)|cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46
    licence	-	Microsoft 365 Apps for business	Microsoft 365 Apps for business|cdd28e44-67e3-425e-be4c-737fab2899d3
    licence	-	Microsoft 365 Apps for enterprise	Microsoft 365 Apps for enterprise|c2273bd0-dff7-4215-9ef5-2c7bcfb06425
    licence	CFQ7TTC0LFLZ	Microsoft 365 E5	Microsoft 365 E5 (no Teams)|18a4bd3f-0b5b-4887-b04f-61dd0ee15f5e	Microsoft 365 E5|06ebc4ee-1bb5-47dd-8120-11324bc54e06	Microsoft 365 E5 without Audio Conferencing|cd2925a3-5076-4233-8931-638a8c94f773
    licence	-	Microsoft 365 E5 Security	Microsoft 365 E5 Security|26124093-3d78-432b-b5dc-48bf992543d5
    licence	-	Microsoft 365 E5 Compliance	Microsoft 365 E5 Compliance|184efa21-98c3-4e5d-95ab-d07053a96e67
    licence	-	Microsoft 365 F1	Microsoft 365 F1|50f60901-3181-4b75-8a2c-4c8e4c1d5a72
    licence	CFQ7TTC0LH05	Microsoft 365 F3	Microsoft 365 F3|66b55226-6b4f-492c-910c-a3b7a3c9d993
    licence	-	Office 365 E1	Office 365 E1|18181a46-0d4e-45cd-891e-60aabd171b4e	Office 365 E1 (no Teams)|f8ced641-8e17-4dc5-b014-f5a2d53f6ac8
    licence	-	Office 365 E3	Office 365 E3|6fd2c87f-b296-42f0-b197-1e91e994b900	Office 365 E3 (no Teams)|46c3a859-c90d-40b3-9551-6178a48d5c18
    licence	-	Office 365 E5	Office 365 E5|c7df2760-2c81-4ef7-b578-5b5392b571df
    licence	-	Office 365 F3	Office 365 F3|4b585984-651b-448a-9e53-3b10f069cf7f
    licence	-	Exchange Online (Plan 1)	Exchange Online (Plan 1)|4b9405b0-7788-4568-add1-99614e613b69
    licence	-	Exchange Online (Plan 2)	Exchange Online (Plan 2)|19ec0d23-8335-4cbd-94ac-6050e30712fa
    licence	-	Exchange Online Kiosk	Exchange Online Kiosk|80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82
    licence	-	Exchange Online Archiving	Exchange Online Archiving for Exchange Online|ee02fd1b-340e-4a4b-b355-4a514e4c8943
    licence	-	SharePoint Online (Plan 1)	SharePoint Online (Plan 1)|1fc08a02-8b3d-43b9-831e-f76859e04e1a
    licence	-	OneDrive for Business (Plan 1)	OneDrive for Business (Plan 1)|e6778190-713e-4e4f-9119-8b8238de25df
    licence	-	Microsoft Teams Essentials	Microsoft Teams Essentials|fde42873-30b6-436b-b361-21af5a6b84ae
    licence	-	Microsoft Teams Phone Standard	Microsoft Teams Phone Standard|e43b5b99-8dfb-405f-9987-dc307f34bcbd
    licence	CFQ7TTC0LHXJ	Microsoft Teams Domestic Calling Plan	Microsoft Teams Domestic Calling Plan Zone 1
    licence	-	Microsoft Teams Rooms Pro	Microsoft Teams Rooms Pro|4cde982a-ede4-4409-9ae6-b003453c8ea6
    licence	CFQ7TTC0RM8K	Microsoft Teams Premium	Microsoft Teams Premium|36a0f3b3-adb5-49ea-bf66-762134cf063a
    licence	-	Microsoft 365 Audio Conferencing	Microsoft 365 Audio Conferencing|0c266dff-15dd-4b49-8397-2bb16070ed52
    licence	CFQ7TTC0LFLS	Microsoft Entra ID P1	Microsoft Entra ID P1 (Non-Profit Pricing)|078d2b04-f1bd-4111-bbd4-b4b1b354cef4	Microsoft Entra ID P1|078d2b04-f1bd-4111-bbd4-b4b1b354cef4
    licence	-	Microsoft Entra ID P2	Microsoft Entra ID P2|84a661c4-e949-4bd2-a560-ed7766fcaf2b
    licence	CFQ7TTC0LCH4	Microsoft Intune Plan 1	Microsoft Intune Plan 1|061f9ace-7d42-4136-88ac-31dc755f143f
    licence	-	Microsoft Intune Suite	Microsoft Intune Suite|a929cd4d-8672-47c9-8664-159c1f322ba8
    licence	-	Enterprise Mobility + Security E3	Enterprise Mobility + Security E3|efccb6f7-5641-4e0e-bd10-b4976e1bf68e
    licence	-	Enterprise Mobility + Security E5	Enterprise Mobility + Security E5|b05e124f-c7cc-45a0-a6aa-8cf78c946968
    licence	-	Microsoft Defender for Business	Microsoft Defender for Business|5e1e7702-a2b7-4360-8d07-2f515792896f
    licence	-	Microsoft Defender for Endpoint P1	Microsoft Defender for Endpoint P1|16a55f2f-ff35-4cd5-9146-fb784e3761a5
    licence	-	Microsoft Defender for Endpoint P2	Microsoft Defender for Endpoint P2|111046dd-295b-4d6d-9724-d52ac90bd1f2
    licence	-	Microsoft Defender for Office 365 (Plan 1)	Microsoft Defender for Office 365 (Plan 1)|4ef96642-f096-40de-a3e9-d83fb2f90211
    licence	-	Microsoft Defender for Office 365 (Plan 2)	Microsoft Defender for Office 365 (Plan 2)|3dd6cf57-d688-4eed-ba52-9e40b5468c3e
    licence	CFQ7TTC0H9MP	Power BI Pro	Power BI Pro|f8a1db68-be16-40ed-86d5-cb42ce701560
    licence	-	Power BI Premium Per User	Power BI Premium Per User|c1d032e0-5619-4761-9b5c-75b6831e1711
    licence	-	Power Apps Premium	Power Apps Premium|b30411f5-fea1-4a59-9ad9-3db7c7ead579
    licence	-	Power Apps per app	Power Apps per app|a8ad7d2b-b8cf-49d6-b25a-69094a0be206
    licence	-	Power Automate Premium	Power Automate Premium|eda1941c-3c4f-4995-b5eb-e85a42175ab9
    licence	-	Microsoft Copilot Studio	Microsoft Copilot Studio|75564b9c-51e8-431c-b8fe-d472d5a545c8
    licence	-	Visio Plan 1	Visio Plan 1|4b244418-9658-4451-a2b8-b5e2b364e9bd
    licence	CFQ7TTC0HD32	Visio Plan 2	Visio Plan 2|38b434d2-a15e-4cde-9a98-e737c75623e1
    licence	CFQ7TTC0HDB1	Planner Plan 1	Planner Plan 1|beb6439c-caad-48d3-bf46-0c82871e12be
    licence	CFQ7TTC0HDB0	Planner and Project Plan 3	Planner and Project Plan 3|53818b1b-4a27-454b-8896-0dba576410e6
    licence	-	Planner and Project Plan 5	Planner and Project Plan 5|09015f9f-377f-4538-bbb5-f75ceb09358a
    licence	-	Dynamics 365 Business Central Essentials	Dynamics 365 Business Central Essentials|2880026b-2b0c-4251-8656-5d41ff11e3aa
    licence	-	Dynamics 365 Business Central Premium	Dynamics 365 Business Central Premium|f991cecc-3f91-4cd0-a9a8-bf1c8167e029
    licence	-	Dynamics 365 Business Central Team Members	Dynamics 365 Business Central Team Members|2e3c4023-80f6-4711-aa5d-29e0ecb46835
    licence	-	Dynamics 365 Sales Enterprise	Dynamics 365 Sales Enterprise|1e1a282c-9c54-43a2-9310-98ef728faace
    licence	-	Dynamics 365 Sales Professional	Dynamics 365 Sales Professional|be9f9771-1c64-4618-9907-244325141096
    licence	-	Dynamics 365 Customer Service Enterprise	Dynamics 365 Customer Service Enterprise|749742bf-0d37-4158-a120-33567104deeb
    licence	-	Dynamics 365 Finance	Dynamics 365 Finance|55c9eb4e-c746-45b4-b255-9ab6b19d5c62
    licence	-	Dynamics 365 Supply Chain Management	Dynamics 365 Supply Chain Management|f2e48cb3-9da0-42cd-8464-4a54ce198ad0
    licence	CFQ7TTC0HHS9	Windows 365 Enterprise	Windows 365 Enterprise 2 vCPU 4 GB 128 GB|226ca751-f0a4-4232-9be5-73c02a92555e	Windows 365 Enterprise 2 vCPU 8 GB 128 GB|e2aebe6c-897d-480f-9d62-fff1381581f7	Windows 365 Enterprise 4 vCPU 16 GB 128 GB|d201f153-d3b2-4057-be2f-fe25c8983e6f
    licence	-	Windows 365 Business	Windows 365 Business 2 vCPU 4 GB 128 GB|135bee78-485b-4181-ad6e-40286e311850	Windows 365 Business 2 vCPU 8 GB 128 GB|71f21848-f89b-4aaa-a2dc-780c8e8aac5b
    licence	-	Windows 10/11 Enterprise E3	Windows 10/11 Enterprise E3|6a0f6da5-0b87-4190-a6ae-9bb5a2b9546a
    licence	-	Visual Studio Professional Subscription	Visual Studio Professional Subscription
    software	DG7GMGF0D5RK	Windows Server 2022 Standard	Windows Server 2022 Standard - 16 Core License Pack	Windows Server 2022 Standard - 2 Core License Pack
    software	DG7GMGF0D65N	Windows Server 2022 Datacenter	Windows Server 2022 Datacenter - 16 Core License Pack	Windows Server 2022 Datacenter - 2 Core License Pack
    software	DG7GMGF0D5VX	Windows Server 2022 CAL	Windows Server 2022 - 1 User CAL	Windows Server 2022 - 1 Device CAL
    software	-	Windows Server 2022 Remote Desktop Services CAL	Windows Server 2022 Remote Desktop Services - 1 User CAL	Windows Server 2022 Remote Desktop Services - 1 Device CAL
    software	-	SQL Server 2022 Standard Edition	SQL Server 2022 Standard Edition
    software	-	SQL Server 2022 Enterprise Core - 2 Core License Pack	SQL Server 2022 Enterprise Core - 2 Core License Pack
    software	DG7GMGF0MF3T	SQL Server 2022 CAL	SQL Server 2022 - 1 Device CAL	SQL Server 2022 - 1 User CAL
    software	DG7GMGF0D8H4	Windows 11 Pro	Windows 11 Pro
    """#
}
