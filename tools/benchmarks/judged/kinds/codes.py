"""Codes: sizes of machines and the like, in all the ways people write them."""
from question import Question
from rules import begins, code_begins, contains, has, machine, reserved, size, title, within


def code(text, *grades, **more):
    return Question("code", text, list(grades), **more)


def machines(text, name):
    """The size itself; then the same machine paid as used. Another size is no answer."""
    return code(text, (3, size(name)), (2, machine(name.replace("_", " "))))


QUESTIONS = [
    machines("d2sv3", "D2s_v3"), machines("Standard_D2s_v3", "D2s_v3"), machines("D2s v3", "D2s_v3"), machines("d2s_v3", "D2s_v3"),
    machines("standard d2s v3", "D2s_v3"), machines("D2S-V3", "D2s_v3"), machines("standardd2sv3", "D2s_v3"),
    machines("d4sv6", "D4s_v6"), machines("D4as v5", "D4as_v5"), machines("d16adsv5", "D16ads_v5"), machines("Standard_E4s_v5", "E4s_v5"),
    machines("e4-2s v5", "E4-2s_v5"), machines("E4-2sv3", "E4-2s_v3"), machines("f8s v2", "F8s_v2"), machines("F8sv2", "F8s_v2"),
    machines("b2ms", "B2ms"), machines("Standard_B1ls", "B1ls"), machines("ds3 v2", "DS3_v2"), machines("DS3_v2", "DS3_v2"),
    machines("nv16as_v4", "NV16as_v4"), machines("m16ms", "M16ms"), machines("l8sv2", "L8s_v2"),
    machines("ｄ２ｓｖ３", "D2s_v3"),
    code("d2s", (3, code_begins("d2s"))),
    code("Dsv3", (3, reserved & begins("Reserved VM Instance") & has("v3") & within("DSv3 Series")), (2, within("DSv3 Series"))),
    code("DSv3 Series", (3, reserved & within("DSv3 Series")), (2, within("DSv3 Series"))),
    code("SQLMI_GP_Compute_Gen5", (3, size("SQLMI_GP_Compute_Gen5"))),
    code("sqlmi gp gen5", (3, size("SQLMI_GP_Compute_Gen5"))),
    code("sqldb_bc", (3, size("SQLDB_BC_Compute_Gen5"))),
    code("gen5", (3, has("gen5"))),
    code("CosmosDB_400RUs", (3, size("CosmosDB_400RUs"))),
    code("400 RU/s", (3, within("400 RU s"))),
    code("AMLFS-Durable-Premium-250", (3, has("AMLFS Durable Premium 250"))),
    code("amlfs", (3, has("amlfs"))),
    code("RA-GZRS", (3, contains("RA-GZRS"))),
    code("MS-AZR-0017G", (3, title("Microsoft Azure plan")), note="the old offer id; it stands in the description alone"),
    code("C++", (3, begins("C++ Code Review")), wants=("others",), note="one letter and signs; nobody means another title with a C"),
    code("x86-64", (3, has("x86 64")), wants=("others",)),
    code("P10 ZRS", (3, has("P10 ZRS"))),
    code("nd96", (3, code_begins("nd96"))),
]
