"""What resellers type for names, and what is right, by rule.

`grades` are titles: those of the first list are exact, those that begin with one of the second are good. A text that is a tuple is asked in
each of its spellings.
"""
from question import Question
from rules import Rule, begins, region, size, title, words, years


def any_of(rules):
    return Rule(lambda d: any(rule(d) for rule in rules), ", or ".join(rule.sentence for rule in rules))


def asked(kind, texts, exact, good=(), **more):
    """Exact are the titles named; good what begins with one of them or of `good`. `…` at the end: what begins so is exact as well."""
    exact, good = ([x] if isinstance(x, str) else list(x) for x in (exact, good))
    rules = [begins(t[:-1]) if t.endswith("…") else title(t) for t in exact]
    grades = [(3, any_of(rules)), (2, any_of([begins(t.rstrip("…")) for t in exact + good]))]
    return [Question(kind, text, grades, **more) for text in ([texts] if isinstance(texts, str) else texts)]


QUESTIONS = []


def ask(*arguments, **more):
    QUESTIONS.extend(asked(*arguments, **more))


def ask_rule(kind, texts, *grades, **more):
    QUESTIONS.extend(Question(kind, text, list(grades), **more) for text in ([texts] if isinstance(texts, str) else texts))


# Old names in full and as people shorten them; the store holds the new ones alone --------------------------------------------
for texts, exact, good in [
    (("azure active directory premium p1", "azure ad premium p1", "aad premium p1", "azure ad p1", "aad p1"), "Microsoft Entra ID P1", ()),
    (("azure active directory premium p2", "azure ad premium p2", "aad p2"), "Microsoft Entra ID P2", ()),
    (("azure active directory basic", "aad basic"), "Microsoft Entra ID Basic", ()),
    (("office 365 proplus", "o365 proplus", "office 365 pro plus"), "Microsoft 365 Apps for enterprise", ()),
    (("office 365 business", "o365 business"), "Microsoft 365 Apps for business", ("Microsoft 365 Business",)),
    (("office 365 business essentials", "o365 business essentials"), "Microsoft 365 Business Basic", ()),
    (("office 365 business premium", "o365 business premium"), "Microsoft 365 Business Standard", ("Microsoft 365 Business Premium",)),
    ("microsoft 365 business essentials", "Microsoft 365 Business Basic", ()),
    (("microsoft 365 phone system", "phone system", "office 365 phone system", "m365 phone system"), "Microsoft Teams Phone Standard", ()),
    (("microsoft 365 phone system - virtual user", "phone system virtual user"), "Microsoft Teams Phone Resource Account", ()),
    ("common area phone", "Microsoft Teams Shared Devices", ()),
    (("visio online plan 1", "visio online p1"), "Visio Plan 1", ()), (("visio online plan 2", "visio pro for office 365"), "Visio Plan 2", ()),
    (("project plan 3", "project online professional"), "Planner and Project Plan 3", ("Project Plan 3",)),
    (("project plan 1", "project plan 1 web"), "Planner Plan 1", ("Project Plan 1",)),
    (("project plan 5", "project online premium"), "Planner and Project Plan 5", ("Project Plan 5",)),
    (("power apps per user plan", "powerapps per user"), "Power Apps Premium", ("Power Apps Per User",)),
    (("power automate per user with attended rpa plan", "power automate rpa"), "Power Automate Premium", ("Power Automate unattended RPA",)),
    (("microsoft flow free", "flow free"), "Microsoft Power Automate Free", ()), (("microsoft flow plan 2", "flow plan 2"), "Microsoft Power Automate Plan 2", ()),
    (("powerapps plan 2", "microsoft powerapps plan 2"), "Power Apps Plan 2", ("Microsoft Power Apps Plan 2",)),
    (("power bi free", "power bi (free)"), "Microsoft Fabric (Free)", ()),
    (("cloud app security", "microsoft cloud app security", "mcas"), "Microsoft Defender for Cloud Apps", ("App governance add-on",)),
    (("office 365 advanced threat protection plan 1", "office 365 atp plan 1", "o365 atp p1"), "Microsoft Defender for Office 365 (Plan 1)", ()),
    (("office 365 atp p2", "office 365 advanced threat protection (plan 2)"), "Microsoft Defender for Office 365 (Plan 2)", ()),
    (("microsoft defender advanced threat protection", "defender atp", "windows defender atp", "mdatp"), "Microsoft Defender for Endpoint P2", ("Microsoft Defender for Endpoint",)),
    (("azure advanced threat protection", "azure atp"), "Microsoft Defender for Identity", ()),
    (("power virtual agents", "power virtual agents user license", "power virtual agent"), ("Microsoft Copilot Studio", "Microsoft Copilot Studio User License"), ()),
    (("copilot for microsoft 365", "microsoft copilot for microsoft 365", "copilot for m365"), "Microsoft 365 Copilot", ()),
    (("microsoft sales copilot", "viva sales"), ("Microsoft 365 Copilot for Sales", "Microsoft Sales Copilot"), ()),
    (("common data service database capacity", "cds database capacity"), "Dataverse Database Capacity", ()),
    (("cds log capacity", "common data service log capacity"), "Dataverse Log Capacity", ()),
    (("windows 10 enterprise e3", "win 10 ent e3"), "Windows 10/11 Enterprise E3", ()), (("windows 10 enterprise e5",), "Windows 10/11 Enterprise E5", ()),
    (("office 365 f1", "office 365 k1", "o365 k1", "office 365 enterprise k1"), "Office 365 F3", ()),
    (("microsoft 365 f1 (old)",), "Microsoft 365 F1", ("Microsoft 365 F",)),
    (("azure information protection premium p1", "azure information protection plan 1", "aip p1"), "Microsoft Purview Information Protection Plan 1", ("Azure Information Protection",)),
    (("intune", "microsoft intune", "windows intune"), "Microsoft Intune Plan 1", ("Microsoft Intune", "Intune")),
    (("dynamics 365 for sales enterprise edition", "dynamics 365 sales enterprise edition"), "Dynamics 365 Sales Enterprise", ()),
    (("dynamics 365 for customer service enterprise edition",), "Dynamics 365 Customer Service Enterprise", ()),
    (("dynamics 365 for field service",), "Dynamics 365 Field Service", ()),
    (("dynamics 365 marketing", "dynamics 365 for marketing"), ("Dynamics 365 Customer Insights",), ("Dynamics 365 Marketing", "Dynamics 365 for Marketing")),
    (("dynamics 365 talent", "dynamics 365 for talent"), "Dynamics 365 Human Resources", ("Dynamics 365 Human Resources", "Dynamics 365 Talent")),
    (("dynamics nav", "navision", "dynamics nav essentials"), "Dynamics 365 Business Central Essentials", ("Dynamics 365 Business Central",)),
    (("dynamics ax", "axapta"), ("Dynamics 365 Finance", "Dynamics 365 Supply Chain Management"), ("Dynamics 365 for Finance", "Dynamics 365 for Supply Chain")),
    (("yammer",), "Microsoft Viva Engage", ("Exchange Online (Plan 1) for Alumni",)),
    (("windows virtual desktop", "wvd"), "Azure Virtual Desktop access", ()),
    (("teams rooms standard", "meeting room"), ("Microsoft Teams Rooms Standard", "Microsoft Teams Rooms Pro"), ("Microsoft Teams Rooms",)),
    (("audio conferencing", "office 365 audio conferencing"), "Microsoft 365 Audio Conferencing", ("Microsoft Teams Audio Conferencing",)),
    (("microsoft 365 domestic calling plan", "skype for business pstn domestic calling"), ("Microsoft 365 Domestic Calling Plan (120 min)", "Microsoft Teams Domestic Calling Plan (240 min)", "Skype for Business PSTN Domestic Calling"),
     ("Microsoft 365 Domestic", "Microsoft Teams Domestic", "Skype for Business PSTN")),
    (("microsoft threat experts",), "Microsoft Threat Experts - Experts on Demand", ()), ("enterprise mobility suite", "Enterprise Mobility + Security E3", ()),
    ("secure productive enterprise e3", "Microsoft 365 E3", ()), ("secure productive enterprise e5", "Microsoft 365 E5", ()),
]:
    ask("renamed", texts, exact, good)

# Short forms ---------------------------------------------------------------------------------------------------------------
for texts, exact, good in [
    (("m365 e3", "ms365 e3"), "Microsoft 365 E3", ()), ("m365 bb", "Microsoft 365 Business Basic", ()), (("m365 bs", "m365 bus std"), "Microsoft 365 Business Standard", ()),
    (("m365 bp", "bus prem", "m365 bus prem"), "Microsoft 365 Business Premium", ()), (("biz std", "business std", "bus std"), "Microsoft 365 Business Standard", ()),
    (("biz basic", "bus basic"), "Microsoft 365 Business Basic", ()), (("biz prem",), "Microsoft 365 Business Premium", ()),
    (("o365 e1", "0365 e1"), "Office 365 E1", ()), ("o365 f3", "Office 365 F3", ()), ("m365 f3", "Microsoft 365 F3", ()),
    ("m365 apps ent", "Microsoft 365 Apps for enterprise", ()), (("m365 apps biz", "m365 apps business"), "Microsoft 365 Apps for business", ()),
    (("exo p1", "exo plan 1"), "Exchange Online (Plan 1)", ()), (("exo p2",), "Exchange Online (Plan 2)", ()), ("exo kiosk", "Exchange Online Kiosk", ()),
    (("eoa", "exo archiving"), ("Exchange Online Archiving for Exchange Online", "Exchange Online Archiving for Exchange Server"), ()), ("eop", "Exchange Online Protection", ("Exchange Enterprise CAL Services",)),
    (("spo p1", "sharepoint p1"), "SharePoint Online (Plan 1)", ()), (("spo p2",), "SharePoint Online (Plan 2)", ()), (("od4b p1", "odfb plan 1"), "OneDrive for Business (Plan 1)", ()),
    ("pbi pro", "Power BI Pro", ()), (("pbi ppu", "ppu", "power bi ppu"), "Power BI Premium Per User", ()), (("pa premium",), ("Power Automate Premium", "Power Apps Premium"), ()),
    (("pva",), ("Microsoft Copilot Studio",), ("Microsoft Copilot Studio",)), ("mde p1", "Microsoft Defender for Endpoint P1", ()), ("mde p2", "Microsoft Defender for Endpoint P2", ()),
    (("mdo p1", "mdo plan 1"), "Microsoft Defender for Office 365 (Plan 1)", ()), ("mdo p2", "Microsoft Defender for Office 365 (Plan 2)", ()), ("mdi", "Microsoft Defender for Identity", ()),
    (("mdca",), "Microsoft Defender for Cloud Apps", ()), (("mdb", "mdfb"), "Microsoft Defender for Business", ()), (("tvm", "mdvm"), "Microsoft Defender Vulnerability Management", ()),
    (("ems e3", "em+s e3", "em s e3"), "Enterprise Mobility + Security E3", ()), ("ems e5", "Enterprise Mobility + Security E5", ()),
    (("entra p1", "entra id p1"), "Microsoft Entra ID P1", ()), ("entra p2", "Microsoft Entra ID P2", ()), ("entra gov", "Microsoft Entra ID Governance", ("Microsoft Entra ID Governance",)),
    (("d365 bc ess", "bc essentials", "bc ess"), "Dynamics 365 Business Central Essentials", ()), (("bc prem", "bc premium"), "Dynamics 365 Business Central Premium", ()),
    (("bc team member", "bc tm"), "Dynamics 365 Business Central Team Members", ()), (("d365 scm",), "Dynamics 365 Supply Chain Management", ()), (("d365 fin",), "Dynamics 365 Finance", ()),
    (("d365 sales ent", "d365 sales enterprise"), "Dynamics 365 Sales Enterprise", ()), (("d365 sales pro",), "Dynamics 365 Sales Professional", ()), (("d365 cs ent", "d365 ce cs enterprise"), "Dynamics 365 Customer Service Enterprise", ()),
    (("d365 fs",), "Dynamics 365 Field Service", ()), (("d365 hr",), "Dynamics 365 Human Resources…", ()), (("d365 po",), "Dynamics 365 Project Operations", ()), (("d365 tm", "d365 team members"), "Dynamics 365 Team Members", ()),
    (("w365 ent", "windows 365 ent"), "Windows 365 Enterprise…", ()), (("w365 biz",), "Windows 365 Business…", ()), (("cloud pc", "cloudpc"), ("Windows 365 Business…", "Windows 365 Enterprise…"), ("Windows 365",)),
    (("win ent e3",), "Windows 10/11 Enterprise E3", ()), (("avd",), "Azure Virtual Desktop access", ()), (("mtr pro", "mtr", "teams room pro"), "Microsoft Teams Rooms Pro", ("Microsoft Teams Rooms", "Teams Rooms")),
    (("ws 2022 std",), ("Windows Server 2022 Standard - 16 Core License Pack", "Windows Server 2022 Standard - 2 Core License Pack"), ()),
    (("ws 2022 dc", "win srv 2022 dc", "winsrv 2022 dtc"), ("Windows Server 2022 Datacenter - 16 Core License Pack", "Windows Server 2022 Datacenter - 2 Core License Pack"), ()),
    (("rds user cal", "rds cal user 2022"), "Windows Server 2022 Remote Desktop Services - 1 User CAL", ("Windows Server 2025 Remote Desktop Services - 1 User CAL",)),
    (("ws cal user 2022", "win server user cal 2022"), "Windows Server 2022 - 1 User CAL", ("Windows Server 2022 - 1",)),
    (("sql std 2022", "sql srv std 2022 2 core"), "SQL Server 2022 Standard Core - 2 Core License Pack", ("SQL Server 2022 Standard",)), (("sql ent core",), ("SQL Server 2022 Enterprise Core - 2 Core License Pack", "SQL Server 2019 Enterprise Core - 2 Core License Pack"), ()),
    (("vs pro", "vs professional"), ("Visual Studio Professional Subscription", "Visual Studio Professional 2022"), ()), (("vs ent", "vse"), "Visual Studio Enterprise Subscription", ()),
    (("proj plan 3", "proj p3"), ("Planner and Project Plan 3",), ("Project Plan 3",)), ("visio p2", "Visio Plan 2", ()), (("office ltsc std",), "Office LTSC Standard 2024", ()), (("office ltsc pro plus", "office ltsc proplus"), "Office LTSC Professional Plus 2024", ()),
    (("intune device only", "intune per device"), "Microsoft Intune Device", ("Microsoft Intune Device",)), ("ghe", "GitHub Enterprise", ()),
]:
    ask("abbreviation", texts, exact, good)

# Letters and digits, and words, written together ----------------------------------------------------------------------------
for texts, exact, good in [
    (("m365e3", "ms365e3"), "Microsoft 365 E3", ()), (("m365e5",), "Microsoft 365 E5", ()), (("o365e3", "office365e3", "office365 e3"), "Office 365 E3", ()), (("o365e1",), "Office 365 E1", ()), ("m365f3", "Microsoft 365 F3", ()),
    (("m365bp", "m365bb"), ("Microsoft 365 Business Premium", "Microsoft 365 Business Basic"), ()), (("emse3", "emse5"), ("Enterprise Mobility + Security E3", "Enterprise Mobility + Security E5"), ()),
    (("aadp1", "entraidp1"), "Microsoft Entra ID P1", ()), (("aadp2",), "Microsoft Entra ID P2", ()), (("exop1",), "Exchange Online (Plan 1)", ()), (("visiop2", "visioplan2"), "Visio Plan 2", ()),
    (("powerbipro", "pbipro"), "Power BI Pro", ()), (("businesspremium", "business-premium"), "Microsoft 365 Business Premium", ()), (("businessbasic",), "Microsoft 365 Business Basic", ()), (("businesscentral essentials",), "Dynamics 365 Business Central Essentials", ()),
    (("teamsphone", "teams-phone"), ("Microsoft Teams Phone Standard", "Microsoft Teams Phone Resource Account"), ("Microsoft Teams Phone", "Teams Phone")), (("exchangeonline plan 1",), "Exchange Online (Plan 1)", ()), (("powerapps premium",), "Power Apps Premium", ()), (("powerautomate premium",), "Power Automate Premium", ()),
    (("ws2022 dc", "winserver2022 dc"), ("Windows Server 2022 Datacenter - 16 Core License Pack", "Windows Server 2022 Datacenter - 2 Core License Pack"), ()), (("sql2022 std", "sqlserver2022 standard"), ("SQL Server 2022 Standard Core - 2 Core License Pack", "SQL Server 2022 Standard Edition"), ()),
    (("copilotstudio",), "Microsoft Copilot Studio", ("Microsoft Copilot Studio",)), (("windows365 business",), "Windows 365 Business…", ()), (("teamsrooms pro", "teamsroomspro"), "Microsoft Teams Rooms Pro", ("Microsoft Teams Rooms Pro",)), (("entraid p2",), "Microsoft Entra ID P2", ()),
    (("intunesuite",), "Microsoft Intune Suite", ()), (("defenderforbusiness",), "Microsoft Defender for Business", ("Microsoft Defender for Business",)),
]:
    ask("glued", texts, exact, good)

# Words that say nothing, in the languages of the markets ---------------------------------------------------------------------
for texts, exact, good in [
    (("e3 vs e5", "m365 e3 versus e5"), ("Microsoft 365 E3", "Microsoft 365 E5", "Office 365 E3", "Office 365 E5", "Enterprise Mobility + Security E3", "Enterprise Mobility + Security E5"), ("Microsoft 365 E", "Office 365 E")),
    (("price of power bi pro", "power bi pro license", "licence for power bi pro", "lizenz power bi pro", "the power bi pro"), "Power BI Pro", ()),
    (("exchange online und plan 2", "exchange online mit plan 2"), "Exchange Online (Plan 2)", ()), (("microsoft 365 e3 ohne teams", "m365 e3 sans teams", "microsoft 365 e3 sin teams", "m365 e3 w/o teams", "m365 e3 without teams", "m365 e3 zonder teams"), "Microsoft 365 E3 (no Teams)", ("Microsoft 365 E3 EEA (no Teams)",)),
    (("visio plan 2 para empresas", "visio plan 2 pour entreprise", "visio plan 2 für firmen"), "Visio Plan 2", ()), (("defender for business and servers", "defender for business servers"), "Microsoft Defender for Business servers", ("Microsoft Defender for Business",)),
    (("licencia microsoft 365 e5", "licence microsoft 365 e5", "lizenz für microsoft 365 e5"), "Microsoft 365 E5", ()), (("project et planner plan 3", "planner und project plan 3"), "Planner and Project Plan 3", ()), (("dynamics 365 for sales professional",), "Dynamics 365 Sales Professional", ()),
]:
    ask("stopword", texts, exact, good)

# Spellings of the trade ------------------------------------------------------------------------------------------------------
for texts, exact, good in [
    (("exchange online p1", "exchange p1", "exchange plan1"), "Exchange Online (Plan 1)", ()), (("business premium nonprofit", "business premium donation"), "Microsoft 365 Business Premium Donation", ("Microsoft 365 Business Premium",)),
    (("e5 security addon", "e5 security add-on"), "Microsoft 365 E5 Security", ("Microsoft 365 E5 Security", "Microsoft 365 F5 Security")), (("defender endpoint p2",), "Microsoft Defender for Endpoint P2", ()), (("defender office p1", "defender o365 p1"), "Microsoft Defender for Office 365 (Plan 1)", ()),
    (("teams phone license", "teams phone std"), ("Microsoft Teams Phone Standard",), ("Microsoft Teams Phone", "Teams Phone")), (("teams essential",), ("Microsoft Teams Essentials", "Microsoft Teams Essentials (AAD Identity)"), ()), (("copilot licence", "ms copilot", "m365 copilot"), "Microsoft 365 Copilot", ("Microsoft 365 Copilot", "Microsoft Copilot")),
    (("server cal 2025 device",), ("Windows Server 2025 - 1 Device CAL",), ("Windows Server 2025 Remote",)), (("windows server 2022 16 cores std",), "Windows Server 2022 Standard - 16 Core License Pack", ()), (("sql server enterprise 2core 2022",), "SQL Server 2022 Enterprise Core - 2 Core License Pack", ()),
    (("visual studio ent",), "Visual Studio Enterprise Subscription", ()), (("power bi premium p/u", "power bi premium peruser"), "Power BI Premium Per User", ()), (("office e3", "office365 enterprise e3"), "Office 365 E3", ("Office 365 E3",)), (("m365 e3 unattended",), "Microsoft 365 E3 - Unattended License", ()),
    (("e5 no audio conferencing", "e5 w/o pstn conferencing"), ("Microsoft 365 E5 without Audio Conferencing", "Office 365 E5 Without Audio Conferencing"), ("Microsoft 365 E5", "Office 365 E5")), (("faculty a3", "a3 staff"), "Microsoft 365 A3 for Faculty", ("Microsoft 365 A3", "Windows 10/11 Enterprise A3", "Office 365 A3", "Enterprise Mobility + Security A3")),
]:
    ask("trade", texts, exact, good, wants=("pricing",) if "a3" in str(texts) or "nonprofit" in str(texts) else ())

# Sizes of machines in regions --------------------------------------------------------------------------------------------------
for text, machine, where, term in [
    ("d16 v4 wus2", "D16_v4", "westus2", None), ("e4s v5 weu", "E4s_v5", "westeurope", None), ("e8as_v5 neu", "E8as_v5", "northeurope", None),
    ("d8as v5 eus2 3y", "D8as_v5", "eastus2", 3), ("e16s v5 sweden central", "E16s_v5", "swedencentral", None), ("d2v5 uk south 1 year", "D2_v5", "uksouth", 1), ("reserved d4s_v4 westeurope 3 years", "D4s_v4", "westeurope", 3),
    ("d4sv4 gwc", "D4s_v4", "germanywestcentral", None), ("e4ds v4 eus", "E4ds_v4", "eastus", None), ("b2ms wus3 3yr", "B2ms", "westus3", 3), ("ri e4s v4 francecentral", "E4s_v4", "francecentral", None), ("d8 v5 west us 2 reserved instance 1y", "D8_v5", "westus2", 1),
    ("l8s v3 sdc", "L8s_v3", "swedencentral", None), ("e2 v4 uks", "E2_v4", "uksouth", None), ("d2s v4 frc 3 year", "D2s_v4", "francecentral", 3),
]:
    there = size(machine) & region(where)
    ask_rule("region", text, (3, there & years(term) if term else there))

# Codes, in which nothing else may come between -----------------------------------------------------------------------------------
for text, machine in [("E16_v4", "E16_v4"), ("Standard_E4s_v5", "E4s_v5"), ("d4as_v5", "D4as_v5"), ("e8 v4", "E8_v4"), ("D16_v5", "D16_v5"), ("b4ms", "B4ms"), ("l8sv3", "L8s_v3"), ("e8s_v5", "E8s_v5"), ("d2_v4", "D2_v4"), ("F8s_v2", "F8s_v2")]:
    ask_rule("code", text, (3, size(machine)))

# No text has all of the words ---------------------------------------------------------------------------------------------------
for texts, exact, good in [
    ("office 365 e3 zzzgrok", "Office 365 E3", ("Office 365 E3", "Microsoft 365 E3")), ("visio plan 2 municipality", "Visio Plan 2", ("Visio Plan 2",)), ("power bi pro quxlab 2031", "Power BI Pro", ("Power BI Pro",)),
    ("teams rooms pro bundle xk7", "Microsoft Teams Rooms Pro", ("Microsoft Teams Rooms Pro",)), ("dynamics 365 business central essentials gizmo", "Dynamics 365 Business Central Essentials", ("Dynamics 365 Business Central",)),
    ("windows server 2022 datacenter floppy", ("Windows Server 2022 Datacenter - 16 Core License Pack", "Windows Server 2022 Datacenter - 2 Core License Pack"), ()), ("exchange online plan 2 hogwarts", "Exchange Online (Plan 2)", ("Exchange Online (Plan 2)",)),
    ("intune suite hologram", "Microsoft Intune Suite", ()), ("defender for identity moonbase", "Microsoft Defender for Identity", ()), ("microsoft 365 copilot wormhole", "Microsoft 365 Copilot", ("Microsoft 365 Copilot",)),
]:
    ask("partial", texts, exact, good)
e_series = Rule(lambda d: words(d["productTitle"])[-2].startswith("e"), "the series is one of E")
ask_rule("partial", ("e series sweden central", "e-series swedencentral"), (3, region("swedencentral") & e_series), (2, region("swedencentral")))
ask_rule("partial", "d4as v5 mars base 3y", (3, size("D4as_v5") & years(3)), (2, size("D4as_v5")))
