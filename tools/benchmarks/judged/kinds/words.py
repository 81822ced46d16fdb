"""One word; two to five words."""
from question import Question
from rules import about, by, has, hasany, plain, title

OTHERS = ("others",)


def word(text, grades=None, **more):
    return Question("word", text, grades, **more)


def several(text, grades=None, **more):
    return Question("words", text, grades, **more)


QUESTIONS = [
    word("visio"), word("copilot", [(3, has("copilot"))]), word("intune"), word("clipchamp"), word("sharepoint"), word("onedrive"), word("exchange"), word("defender"),
    word("Excel"), word("fabric"), word("viva"), word("planner"), word("minecraft", wants=("pricing",)), word("reserved"), word("cosmos"), word("suse", [(3, by("SUSE"))], wants=OTHERS),
    word("kubernetes", [(3, has("kubernetes")), (2, about("kubernetes"))], wants=OTHERS), word("mailboxes", note="stands in descriptions alone"),
    word("diagrams", note="stands in descriptions alone"), word("phishing", note="stands in descriptions alone"),
    word("fabrikam", [(3, by("Fabrikam"))], wants=OTHERS, note="a publisher"), word("litware", [(3, by("Litware"))], wants=OTHERS, note="a publisher"),
    word("datacenter"), word("lustre"), word("hololens"), word("biztalk"), word("archive"), word("unattended"), word("telephony", note="stands in descriptions alone"),
    word("GCC", wants=("pricing",)), word("nonprofit", [(3, hasany("nonprofit", "non profit"))], wants=("pricing",)), word("PowerPoint"),

    several("power bi pro"), several("power bi premium per user"), several("microsoft 365 copilot"), several("microsoft 365 e3"),
    several("microsoft 365 business premium"), several("microsoft 365 business standard"), several("microsoft 365 e5 security"),
    several("exchange online plan 1"), several("exchange online"), several("exchange online archiving"), several("sharepoint online plan 2"),
    several("defender for endpoint"), several("defender for office 365 plan 2"), several("defender for business"), several("entra id p2"),
    several("entra governance"), several("windows 365 enterprise 4 vcpu 16 gb"), several("windows 365 business 8 vcpu"), several("windows 11 pro upgrade"),
    several("windows server 2022"), several("windows server 2022 datacenter"), several("windows server 2022 standard 16 core"), several("windows server cal"),
    several("remote desktop services user cal"), several("rds external connector", [(3, has("Remote Desktop Services External Connector"))],
                                                       note="RDS is what everybody calls Remote Desktop Services"),
    several("sql server 2022 standard"), several("sql server 2022 enterprise core"), several("sql server 2 core"), several("sql server 1 device cal"),
    several("office ltsc 2024"), several("visio ltsc"), several("project plan 3"), several("project online professional"), several("planner plan 1"),
    several("teams phone standard"), several("teams premium"), several("teams rooms pro", wants=("pricing",)), several("audio conferencing"),
    several("dynamics 365 team members"), several("dynamics 365 sales premium"), several("business central essentials"), several("dynamics 365 customer service enterprise"),
    several("power automate per user"), several("power apps per app"), several("power pages authenticated users"), several("ai builder capacity"),
    several("enterprise mobility security e5"), several("azure active directory premium p1"), several("microsoft azure plan"), several("premium ssd managed disks"),
    several("reserved vm instance"), several("sql database reserved capacity"), several("red hat enterprise linux", wants=OTHERS), several("suse linux enterprise server sap", wants=OTHERS),
    several("unattended license e3"), several("e5 without audio conferencing"), several("backup microsoft 365", wants=OTHERS), several("help desk teams", wants=OTHERS),
    several("privacy management subject rights request"), several("python excel"), several("pro power bi", plain("power bi pro"), note="the words in another order"),
    several("365 copilot microsoft", plain("microsoft 365 copilot"), note="the words in another order"), several("data masking", wants=OTHERS),
    several("visio online plan 1 trial", [(3, has("visio online plan 1 trial")), (2, title("Visio Online Plan 1")), (1, has("visio online plan 1"))], wants=("trial",)),
    several("exchange online kiosk"), several("extra file storage", wants=("pricing",)), several("phone system"),
]
