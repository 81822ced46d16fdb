"""Typing errors: one or two letters wrong, left out, doubled, swapped. Graded as if they had been typed right."""
from question import Question
from rules import begins, has, plain, region, size


def typo(text, meant, grades=None, **more):
    return Question("typo", text, grades or plain(meant), **{"note": f"meant: {meant}"} | more)


QUESTIONS = [
    typo("excahnge online plan 1", "exchange online plan 1"), typo("exchnage", "exchange"), typo("exchange onlnie", "exchange online"), typo("exhange online kiosk", "exchange online kiosk"),
    typo("microsfot 365 e3", "microsoft 365 e3"), typo("microsft 365 copilot", "microsoft 365 copilot"), typo("micorsoft teams essentials", "microsoft teams essentials"),
    typo("micrsoft 365 bussiness premium", "microsoft 365 business premium"), typo("buisness central essentials", "business central essentials"),
    typo("sharepiont online plan 1", "sharepoint online plan 1"), typo("sharpoint", "sharepoint"), typo("sharepont online", "sharepoint online"),
    typo("onedirve", "onedrive"), typo("ondrive for business", "onedrive for business"), typo("vizio plan 2", "visio plan 2"), typo("viso plan 1", "visio plan 1"),
    typo("copliot", "copilot"), typo("copilto", "copilot"), typo("defneder for endpoint p1", "defender for endpoint p1"), typo("defendr business", "defender for business"),
    typo("intnue", "intune"), typo("itnune suite", "intune suite"), typo("dynamcis 365 sales premium", "dynamics 365 sales premium"), typo("dinamics 365 team members", "dynamics 365 team members"),
    typo("poewr bi pro", "power bi pro"), typo("powr automate premium", "power automate premium"), typo("power automat per user", "power automate per user"),
    typo("widnows server 2022", "windows server 2022"), typo("windwos 11 pro", "windows 11 pro"), typo("windos 365 enterprise", "windows 365 enterprise"),
    typo("windows sever 2022 datacenter", "windows server 2022 datacenter"), typo("windows server datacentre", "windows server datacenter"),
    typo("enterprize mobility security", "enterprise mobility security"), typo("profesional plus 2021", "professional plus 2021"), typo("remote dekstop services", "remote desktop services"),
    typo("kuberentes", "kubernetes", [(3, has("kubernetes")), (2, begins("Cluster Observatory"))], wants=("others",)), typo("minecarft education", "minecraft education", wants=("pricing",)),
    typo("clipchmap", "clipchamp"), typo("planer plan 1", "planner plan 1"), typo("audio confrencing", "audio conferencing"), typo("unatended license", "unattended license"),
    typo("manged disks", "managed disks"), typo("resrved vm instance", "reserved vm instance"), typo("privcay managment", "privacy management"), typo("goverment g3", "g3 gcc", wants=("pricing",), grades=[(3, has("g3") & has("gcc"))]),
    typo("skpye for business", "skype for business"), typo("custmer service professional", "customer service professional"), typo("biztlak", "biztalk"),
    typo("resevred d4s v3 westus", "reserved d4s v3 westus", [(3, size("D4s_v3") & region("westus"))]),
    typo("acess ltsc", "access ltsc"),
]
