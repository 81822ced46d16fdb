"""Terms and regions: what is reserved, where, for how long. Who names a region or a term does not want another."""
from question import Question
from rules import begins, has, kind, region, reserved, size, within, years


def place(text, *grades, **more):
    return Question("place", text, list(grades), **more)


def full(text, name, where, term, **more):
    return place(text, (3, size(name) & region(where) & years(term)), **more)


def pair(text, name, where, **more):
    return place(text, (3, size(name) & region(where)), **more)


vm = begins("Reserved VM Instance")
QUESTIONS = [
    full("d2sv3 westus 3 year", "D2s_v3", "westus", 3), full("3 year d2s v3 west us 2", "D2s_v3", "westus2", 3), full("d2s v3 us west 2 3 years", "D2s_v3", "westus2", 3),
    full("Standard_D2s_v3 westus2 P3Y", "D2s_v3", "westus2", 3), full("d4s_v6 west europe 1 year", "D4s_v6", "westeurope", 1), full("d4sv6 westeurope 1y", "D4s_v6", "westeurope", 1),
    full("reserved vm e4s v5 germany west central 3 years", "E4s_v5", "germanywestcentral", 3), full("E4s_v5 germanywestcentral 3yr", "E4s_v5", "germanywestcentral", 3),
    full("f8s v2 japan east 1 year", "F8s_v2", "japaneast", 1), full("f8sv2 japaneast one year", "F8s_v2", "japaneast", 1), full("b2ms east us three years", "B2ms", "eastus", 3),
    full("d16as_v5 koreacentral 3 year", "D16as_v5", "koreacentral", 3), full("ri 3 year d8s v3 west us", "D8s_v3", "westus", 3), full("1 year ds2 v2 eastus", "DS2_v2", "eastus", 1),
    pair("d2s v3 west us 2", "D2s_v3", "westus2"), pair("d2sv3 eu west", "D2s_v3", "westeurope"), pair("m16ms westus", "M16ms", "westus"), pair("l8s v2 korea", "L8s_v2", "koreacentral"),
    pair("nv8as v4 germany", "NV8as_v4", "germanywestcentral"), pair("Standard_D4s_v4 WestUS2", "D4s_v4", "westus2"), pair("d4ads v5 tokyo", "D4ads_v5", "japaneast", note="Tokyo is where Japan East is; the tables of regions know it"),
    place("west us 2", (3, region("westus2"))), place("westus2", (3, region("westus2"))), place("germanywestcentral", (3, region("germanywestcentral"))),
    place("japan east", (3, region("japaneast"))), place("west europe", (3, region("westeurope"))), place("sweden central", (3, region("swedencentral"))),
    place("north europe", (3, region("northeurope"))), place("switzerlandnorth", (3, region("switzerlandnorth"))), place("uk south", (3, region("uksouth"))),
    place("reserved vm korea central", (3, vm & region("koreacentral"))), place("reserved vm 3 years germany", (3, vm & region("germanywestcentral") & years(3))),
    place("sql database reserved westeurope 3 years", (3, kind("Azure", "SqlDatabase") & region("westeurope") & years(3))),
    place("sqlmi west us 2 1 year", (3, has("SQLMI") & region("westus2") & years(1))),
    place("cosmos db 400 ru west us", (3, size("CosmosDB_400RUs") & region("westus"))),
    place("suse 3 year", (3, begins("SUSE") & years(3)), wants=("others",)), place("sql server standard 3 years", (3, has("sql server standard 3 years"))),
    place("windows server rds cal 1 year", (3, has("remote desktop services CAL 1 year"))),
    place("monthly power bi pro", (3, has("power bi pro") & ~has("companion")), (1, has("power bi pro")), wants=(), note="the term is one of the item, not of its title"),
    place("gpu reserved west us 2", (3, reserved & region("westus2") & within("NVasv4 Series")), note="the category is an attribute"),
]
