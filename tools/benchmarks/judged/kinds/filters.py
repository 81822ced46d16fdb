"""Where it is asked, and for whom: the same words have other answers."""
from question import Question
from rules import has, title


def there(text, market, segment=None, grades=None, **more):
    return Question("filter", text, grades, market=market, segment=segment, **more)


QUESTIONS = [
    there("office 365 e3 no teams", "DE", grades=[(3, has("office 365 e3 ohne teams"))], note="sold there as EEA, under a German title"),
    there("microsoft 365 e3 eea", "US", grades=[(3, title("Microsoft 365 E3") | title("Microsoft 365 E3 (no Teams)"))], note="not sold there; the nearest is"),
    there("microsoft 365 e3 eea", "ES"), there("microsoft 365 business premium eea", "PL"), there("office 365 e1", "GB"), there("teams phone telstra", "AU"), there("business voice", "GB"),
    there("microsoft 365 g3", "US", "government"), there("power bi", "US", "government"), there("project plan 3", "US", "government"), there("teams phone", "US", "government"), there("dynamics 365", "US", "government"),
    there("microsoft 365 a3", "US", "education"), there("office 365", "CA", "education"), there("power bi pro", "DE", "education"), there("visio plan 2", "US", "education"), there("intune", "US", "education"), there("windows", "US", "education"),
    there("power bi", "US", "nonprofit"), there("office 365 e1", "US", "nonprofit"), there("defender", "US", "nonprofit"), there("dynamics 365", "GB", "nonprofit"), there("visio", "FR", "nonprofit"),
    there("e5", "DE", "commercial", [(3, has("e5"))]), there("copilot", "JP", "commercial"), there("reserved vm", "SA", "commercial"),
]
