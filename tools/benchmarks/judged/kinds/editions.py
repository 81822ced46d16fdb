"""Editions: E3, P1, Plan 1 and the like, which are the whole difference."""
from question import Question
from rules import begins, has, hasany, phrase, title


def edition(text, grades=None, **more):
    return Question("edition", text, grades, **more)


licence = ~hasany("reserved")
QUESTIONS = [
    edition("e3", [(3, has("e3"))]), edition("E5", [(3, has("e5"))]), edition("f3", [(3, has("f3"))]), edition("A3", [(3, has("a3"))], wants=("pricing",)),
    edition("office 365 e1"), edition("office 365 e5"), edition("office 365 e3"), edition("office 365 f3"), edition("microsoft 365 f1"), edition("microsoft 365 e5"),
    edition("office 365 a1 students", wants=("pricing",)), edition("microsoft 365 a5 faculty", wants=("pricing",)), edition("microsoft 365 g3", wants=("pricing",)),
    edition("e3 no teams"), edition("microsoft 365 e5 no teams"), edition("business premium"), edition("business basic no teams"),
    edition("plan 1", [(3, phrase("plan 1"))]), edition("exchange plan 2", [(3, title("Exchange Online (Plan 2)")), (2, has("exchange plan 2"))]),
    edition("sharepoint plan 1", [(3, title("SharePoint Online (Plan 1)")), (2, has("sharepoint plan 1"))]), edition("project plan 1"), edition("visio plan 1"),
    edition("defender p2", [(3, begins("Microsoft Defender for Endpoint P2"))]), edition("entra p1", [(3, title("Microsoft Entra ID P1")), (2, has("entra p1"))]),
    edition("power bi p1", [(3, title("Power BI Premium P1")), (2, has("power bi p1"))]), edition("power bi premium em2"), edition("windows e5", [(3, begins("Windows 10/11 Enterprise E5")), (2, has("windows e5"))]),
    edition("enterprise mobility + security e3"), edition("sql server enterprise"), edition("windows 11 pro"), edition("intune plan 1"),
    edition("teams essentials"),
]
