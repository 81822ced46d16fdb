"""Every state of typing is a query: the last word may be unfinished."""
from question import Question
from rules import code_begins, region, reserved, size, typing, years, typed_words, has


def states(phrase, *lengths, **more):
    return [Question("typing", phrase[:n], typing(phrase[:n]), **more) for n in lengths]


def codes(phrase, *lengths):
    return [Question("typing", phrase[:n], [(3, code_begins(phrase[:n])), (2, typed_words(phrase[:n], "_title", "_product"))]) for n in lengths]


def places(text, *grades):
    return Question("typing", text, list(grades))


QUESTIONS = [
    *states("power bi pro", 2, 3, 5, 7, 8, 10, 12),
    *states("microsoft 365 business premium", 4, 10, 12, 14, 17, 23, 26),
    *states("windows server 2022 datacenter", 3, 9, 12, 15, 17, 22),
    *states("exchange online (plan 1)", 4, 9, 12, 18, 22),
    *states("visio plan 2", 2, 4, 7, 10),
    *states("sql server 2022 enterprise", 3, 5, 12, 18),
    *states("office ltsc professional plus", 6, 8, 13),
    *states("dynamics 365 sales", 5, 11, 14, 16),
    *codes("d2s_v3", 3, 4, 5, 6),
    *codes("standard_d4as_v5"[9:], 2, 4),
    *codes("sqlmi_gp", 5, 7),
    places("d2sv3 w", (3, size("D2s_v3") & region("westus2", "westus", "westus3", "westeurope", "germanywestcentral"))),
    places("d2sv3 westus", (3, size("D2s_v3") & region("westus", "westus2", "westus3"))),
    places("d2sv3 westus 3 y", (3, size("D2s_v3") & region("westus") & years(3))),
    places("reserved vm ger", (3, reserved & region("germanywestcentral") & has("Reserved VM"))),
]
