"""Other names for the same thing, and abbreviations."""
from question import Question
from rules import begins, has, hasany, phrase, plain, size, title


def synonym(text, meant=None, grades=None, **more):
    return Question("synonym", text, grades or plain(meant), **({"note": f"meant: {meant}"} if meant else {}) | more)


vm = begins("Reserved VM Instance")
QUESTIONS = [
    synonym("o365 e1", "office 365 e1"), synonym("o365 e3 no teams", "office 365 e3 no teams"), synonym("O365 E5", "office 365 e5"), synonym("o365", "office 365"),
    synonym("m365 e3", "microsoft 365 e3"), synonym("m365 e5 security", "microsoft 365 e5 security"), synonym("M365 business basic", "microsoft 365 business basic"), synonym("m365 f3", "microsoft 365 f3"),
    synonym("m365 copilot", "microsoft 365 copilot"), synonym("m365 apps for business", "microsoft 365 apps for business"), synonym("ms365 business standard", "microsoft 365 business standard"),
    synonym("d365 sales premium", "dynamics 365 sales premium"), synonym("d365 customer service", "dynamics 365 customer service"), synonym("dyn365 team members", "dynamics 365 team members"),
    synonym("bc essentials", "business central essentials"),
    synonym("mssql 2022", "sql server 2022"), synonym("sql srv 2022", "sql server 2022"), synonym("sql srv 2022 2core", "sql server 2022 2 core"), synonym("sql std 2022", "sql server 2022 standard"),
    synonym("ms sql server standard core", "sql server standard core"),
    synonym("win server 2022", "windows server 2022"), synonym("win svr 2022 dc", "windows server 2022 datacenter"), synonym("windows srv 2022 std", "windows server 2022 standard"), synonym("win 11 pro", "windows 11 pro"),
    synonym("winsrv 2025", "windows server 2025"),
    synonym("win10 ent e3", None, [(3, has("windows 10") & has("e3")), (2, has("windows") & has("e3"))]),
    synonym("w365 enterprise", "windows 365 enterprise"), synonym("cloud pc", None, [(3, begins("Windows 365"))]),
    synonym("ri d4s v3", None, [(3, size("D4s_v3"))]), synonym("reserved instance d2s v6", None, [(3, size("D2s_v6"))]),
    synonym("virtual machine reservation", None, [(3, vm)]), synonym("vm reservation e4s v5", None, [(3, size("E4s_v5"))]),
    synonym("reserved virtual machine d8s_v3", None, [(3, size("D8s_v3"))]),
    synonym("rds user cal", "remote desktop services user cal"), synonym("aad premium p2", None, [(3, title("Azure Active Directory Premium P2") | title("Microsoft Entra ID P2")), (2, begins("Azure Active Directory Premium P2") | begins("Microsoft Entra ID P2"))]),
    synonym("azure ad p1", None, [(3, title("Azure Active Directory Premium P1") | title("Microsoft Entra ID P1")), (2, begins("Azure Active Directory Premium P1") | begins("Microsoft Entra ID P1"))]),
    synonym("ems e3", "enterprise mobility security e3"), synonym("atp", None, [(3, has("advanced threat protection"))]), synonym("mfa", "multi factor authentication"),
    synonym("pbi pro", "power bi pro"), synonym("powerbi premium", "power bi premium"), synonym("power apps plan 2", None, [(3, hasany("PowerApps Plan 2", "Power Apps Plan 2"))]),
    synonym("rhel", None, [(3, begins("Red Hat Enterprise Linux"))], wants=("others",)), synonym("sles sap", "suse linux enterprise server sap", wants=("others",)),
    synonym("spo plan 1", "sharepoint online plan 1"), synonym("exo p1", "exchange online plan 1", [(3, title("Exchange Online (Plan 1)")), (2, phrase("exo p1") | begins("Exchange Online (Plan 1)")), (1, has("exchange online plan 1"))]), synonym("exo archiving", "exchange online archiving"), synonym("mdb", "microsoft defender for business"),
    synonym("mde p2", "defender for endpoint p2"), synonym("ppu", "power bi premium per user"),
    synonym("edu faculty office 365 a3", "office 365 a3 faculty", wants=("pricing",)), synonym("charity e3", None, [(3, has("e3") & hasany("nonprofit", "non profit"))], wants=("pricing",)),
    synonym("g5 government", None, [(3, has("g5") & has("gcc"))], wants=("pricing",)), synonym("perpetual office", None, [(3, begins("Office LTSC"))]),
    synonym("per user power automate licence", "power automate per user"), synonym("unattended licence e3", "unattended license e3"),
]
