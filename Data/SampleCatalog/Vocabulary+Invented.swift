extension Vocabulary {
  /// Publishers of marketplace offers, invented, in several scripts.
  public static let publishers = [
    "Fabrikam, Inc.", "Northwind Traders", "Adventure Works", "Litware, Inc.", "Proseware", "Tailspin Toys",
    "Müller & Söhne GmbH", "Société Générique d’Édition", "Żółw Systemy Sp. z o.o.", "Ελληνικά Δίκτυα Α.Ε.",
    "ООО «Северный Ветер»", "株式会社青空ソフト", "上海云帆科技有限公司", "臺北晴空資訊股份有限公司", "주식회사 한빛소프트",
    "شركة الأفق للبرمجيات", "חברת תוכנה בע״מ", "บริษัท ฟ้าใส ซอฟต์แวร์ จำกัด", "Công ty Phần mềm Sao Mai",
    "Wide World Importers",
  ]

  /// Titles of marketplace offers, invented, in several scripts.
  public static let marketplaceTitles = [
    "Backup for Microsoft 365", "Contract Lifecycle Manager", "Help Desk in Teams", "Invoice Reader",
    "Log Insight Cloud",
    "Digital Signage Hub", "Zero-Trust Gateway", "Data Masking Studio", "Bilanz- und Buchhaltungsdienst",
    "Gestion électronique des documents", "Elektroniczny obieg dokumentów", "Διαχείριση Έργων",
    "Управление складом", "Учёт рабочего времени", "勤怠管理クラウド", "電子契約サービス", "经费精算平台", "客户关系管理系统",
    "電子發票管理", "전자결재 서비스", "재고 관리 클라우드", "إدارة الموارد البشرية", "أرشيف المستندات", "ניהול פרויקטים",
    "ระบบจัดการคลังสินค้า", "Quản lý bán hàng", "Sentiment Radar – Social Edition", "e\u{301}cole Planner",
  ]

  /// Subscription software, whose names are public.
  public static let softwareSubscriptions = [
    "Windows Server Remote Desktop Services CAL 1 Year", "SQL Server Standard Edition 2 Core",
    "SQL Server Enterprise 2 Core",
    "BizTalk Server Standard 2 Core", "SharePoint Server Subscription Edition", "Windows Server CAL Subscription",
    "Visio Professional Subscription", "Exchange Server Subscription Edition", "Project Server Subscription Edition",
    "System Center Standard 2 Core",
  ]

  /// Perpetual software beyond the list with real ids.
  public static let perpetualNames = [
    "SQL Server 2022 Standard Core - 2 Core License Pack", "SQL Server 2022 Enterprise Core - 2 Core License Pack",
    "SQL Server 2019 Standard Core - 2 Core License Pack", "Windows Server 2022 Standard - 16 Core License Pack",
    "Windows Server 2022 Datacenter - 2 Core License Pack", "Windows Server 2022 Remote Desktop Services - 1 User CAL",
    "Office LTSC Standard 2021", "Office LTSC Professional Plus 2021", "Project Standard 2021",
    "Visio LTSC Standard 2021",
    "Exchange Server Standard 2019 User CAL", "Word LTSC 2021", "Outlook LTSC 2021", "PowerPoint LTSC for Mac 2021",
  ]

  /// Linux subscriptions sold as software.
  public static let linuxNames = [
    "SUSE Linux Enterprise Server x86-64, 1-2 Sockets", "SUSE Linux Enterprise Server for SAP Applications",
    "SUSE Linux Enterprise High Availability Extension", "Red Hat Enterprise Linux Server",
    "Red Hat Enterprise Linux for SAP",
    "SUSE Linux Enterprise Server Basic",
  ]

  /// Databases that can be reserved: what Azure Resource Manager calls them, and titles.
  public static let sqlReservations = [
    NamedID(id: "SQLDB_GP_Compute_Gen5", title: "SQL Database Single/Elastic Pool General Purpose"),
    NamedID(id: "SQLMI_GP_Compute_Gen5", title: "SQL Managed Instance General Purpose"),
    NamedID(id: "SQLDB_BC_Compute_Gen5", title: "SQL Database Single/Elastic Pool Business Critical"),
    NamedID(id: "SQLMI_BC_Compute_Gen5", title: "SQL Managed Instance Business Critical"),
    NamedID(id: "SQLDB_HS_Compute_Gen5", title: "SQL Database Hyperscale - Compute Gen5"),
  ]

  /// Words that tell one invented product from the next.
  public static let editions = [
    "Basic", "Standard", "Premium", "Plan 1", "Plan 2", "Plan 3", "Enterprise", "Business", "Essentials",
    "Professional",
    "Advanced", "for Frontline Workers", "Add-on", "Capacity", "per user", "(standalone)",
  ]

  /// Sentences that descriptions are put together from; written for this package. Some hold the odd characters that
  /// real descriptions hold: curly quotes, bullets, a tab, blanks that do not break, two blanks in a row.
  public static let sentences = [
    "A generated description that stands in for the service’s own words.",
    "It covers what one person needs for a working day, at home and in the office.",
    "Bought for a fixed term and paid as the chosen billing plan says.",
    "• Includes storage\t• Includes support • Includes updates",
    "Suited to organisations of any size – from five people to fifty thousand.",
    "Prices are not part of the catalog;  they are found in the price sheet.",
    "Runs on Linux® and Windows Server® alike, in up to 32\u{00A0}cores.",
    "“Unlimited” means 1\u{202F}000 items a day in this sample.",
    "Needs a working connection to the network once every thirty days.",
    "Data stays in the region where it was created.",
    "An administrator assigns it; a user signs in and starts.",
    "This offer is a sample — nothing can be bought with it.",
  ]

  /// Names of customers, invented, in several scripts; two of them differ by one word.
  public static let customerNames = [
    "Contoso", "Contoso Schools", "Litware", "Northwind Relief", "City of Fabrikam", "Adventure Works Cycles",
    "青空商事株式会社", "Київська Пекарня", "Bäckerei Grün", "شركة النخيل", "北方贸易公司", "한강물산", "Woodgrove Bank",
    "Tailspin Toys", "Alpine Ski House", "Café Lumière", "Łódzkie Tkaniny", "Blue Yonder Airlines",
  ]

  /// Generic words of titles and how they are written in other languages; brands stay English.
  public static let genericWords: [String: [(english: String, local: String)]] = [
    "ja": [
      ("per user", "ユーザーあたり"), ("(standalone)", "(スタンドアロン)"), ("Add-on", "アドオン"), ("Plan", "プラン"), ("Years", "年"),
      ("Year", "年"),
      ("Server", "サーバー"), ("Trial", "試用版"), ("Capacity", "容量"),
    ],
    "zh": [
      ("per user", "每个用户"), ("(standalone)", "(独立)"), ("Add-on", "加载项"), ("Plan", "计划"), ("Years", "年"), ("Year", "年"),
      ("Server", "服务器"),
      ("Trial", "试用版"), ("Capacity", "容量"),
    ],
    "de": [
      ("per user", "pro Benutzer"), ("(standalone)", "(eigenständig)"), ("Add-on", "Zusatz"), ("Years", "Jahre"),
      ("Year", "Jahr"),
      ("Trial", "Testversion"), ("Capacity", "Kapazität"),
    ],
  ]
}
