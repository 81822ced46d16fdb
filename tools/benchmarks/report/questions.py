"""What is asked to measure speed: the sort of thing that people type, common words and rare ones."""

MIX = [
    "reserved", "windows", "microsoft", "standard", "premium", "azure", "dynamics 365", "office 365", "virtual machines", "reserved vm instance",
    "windows server 2022", "sql server 2 core", "power bi pro", "exchange online plan 1", "microsoft 365 e3", "visio plan 2", "teams phone standard",
    "defender for endpoint", "remote desktop services user cal", "sql database reserved capacity", "red hat enterprise linux", "kubernetes", "copilot",
    "lustre", "intune", "security", "capacity", "d2sv3", "Standard_D2s_v3", "D2s v3", "Standard_E4s_v5", "f8s v2", "d2s v3 westus2", "reserved 3 years eu west",
    "SQLMI_GP_Compute_Gen5", "CFQ7TTC0LFLX", "CFQ7TTC0LFLX:0001", "DZH318Z0BQ50:0001", "CFQ7TTC0LF", "e3",
]
PHRASES = ["windows server 2022 datacenter", "microsoft 365 business premium", "power bi premium per user", "reserved vm instance d2s", "standard_d4s_v3", "exchange online plan 1",
           "dynamics 365 sales"]
# Every letter is a state; nobody waits for the answer to the blank.
TYPING = [phrase[:n] for phrase in PHRASES for n in range(1, len(phrase) + 1) if phrase[n - 1] != " "]
TYPOS = ["excahnge online", "widnows server 2022", "microsfot 365", "poewr bi pro", "sharepiont", "defneder for endpoint", "vizio plan 2", "dynamcis 365 sales"]

SETS = {"a mix of searches": (MIX, 20), "every state of typing": (TYPING, 6), "typing errors": (TYPOS, 20)}
