#!/usr/bin/env python3
"""Writes Data/SampleCatalog/Vocabulary+*.swift: real names and ids for the emulator's generated catalog.

usage: make-vocabulary.py REALDATA_FOLDER OUTPUT_FOLDER

Only names and ids are taken, no prose. The text goes into raw string literals, which cost the compiler nothing.
"""
import csv
import re
import sys
from pathlib import Path

source, output = Path(sys.argv[1]), Path(sys.argv[2])


def rows(name):
    with open(source / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, comment, lines):
    for line in lines:
        assert '"""' not in line and "\n" not in line
    body = "\n".join("    " + line for line in lines)
    text = (
        "// Written by tools/sample-catalog/make-vocabulary.py: do not edit.\n"
        "// swift-format-ignore-file\n"
        "extension Vocabulary {\n"
        f"  /// {comment}\n"
        f'  static let {name}Text = #"""\n{body}\n    """#\n'
        "}\n"
    )
    capital = name[0].upper() + name[1:]
    (output / f"Vocabulary+{capital}.swift").write_text(text, encoding="utf-8")


def unique(pairs):
    seen, result = set(), []
    for key, value in pairs:
        if key not in seen:
            seen.add(key)
            result.append(f"{key}\t{value}")
    return result




def machine_size(name):
    """`D2s v3`, `Standard_D2s_v3`, `L4aosv5` -> `D2s_v3`, `D2s_v3`, `L4aos_v5`; None where it is no size to reserve."""
    if "Spot" in name or "Low Priority" in name:
        return None
    name = re.sub(r"^standard_", "", name, flags=re.IGNORECASE).replace(" ", "_")
    name = re.sub(r"([a-z])v(\d)$", r"\1_v\2", name)
    return name if re.fullmatch(r"[A-Z]{1,3}\d+(-\d+)?[a-z]*(_[A-Z]+\d+)?(_v\d)?", name) else None


def natural(name):
    """Plain sizes before constrained ones, small before large."""
    return ("-" in name, [int(word) if word.isdigit() else word for word in re.split(r"(\d+)", name)])


sizes = {}
for r in rows("azure_prices.csv"):
    size = machine_size(r["skuName"])
    if size:
        sizes.setdefault(r["productId"], set()).add(size)

# What is reserved is the machine, whatever runs on it: no Windows, hosts, cloud services, passing offers.
series = [r for r in rows("azure_products.csv")
          if r["serviceName"] == "Virtual Machines" and r["productId"] in sizes
          and not re.search(r"Windows|Dedicated|Cloud Services|promo|Basic", r["title"], re.IGNORECASE)]
write("machineSeries", "Series of virtual machines: id, tab, title, tab, sizes. Origin: Azure Retail Prices, MIT.",
      ["\t".join([r["productId"], r["title"], " ".join(sorted(sizes[r["productId"]], key=natural))]) for r in series])

ids = rows("catalog_ids.csv")
write("licences", "New-commerce licences: id, tab, title. Origin: Microsoft's documentation.",
      unique((r["productId"], r["title"]) for r in ids if r["family"] == "OnlineServicesNCE"))
write("software", "Perpetual software: id, tab, title. Origin: Microsoft's documentation.",
      unique((r["productId"], r["title"]) for r in ids if r["family"] == "Software"))

names = {r["displayName"].strip() for r in rows("m365_products.csv")}
names = sorted(n for n in names if "_" not in n and len(n) > 5)
write("licenceNames", "Names of licences, provenance: Microsoft's product-name table, 2025-12.", names)

write("graphSKUs", "Ids of what Microsoft Graph counts as a SKU. Origin: Microsoft's product-name table, 2026-03.",
      sorted({r["GUID"].strip().lower() for r in rows("crosswalk_graph_skus.csv")}))

# Where machines can be deployed by anyone: no test regions, geographies, sovereign clouds, closed or announced regions.
DEPLOYABLE = """
australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth
brazilsoutheast canadacentral canadaeast centralindia centralus chilecentral eastasia eastus eastus2 francecentral
francesouth germanynorth germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest
jioindiacentral jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus
northeurope norwayeast norwaywest polandcentral qatarcentral southafricanorth southafricawest southcentralus
southeastasia southindia spaincentral swedencentral switzerlandnorth switzerlandwest uaecentral uaenorth uksouth
ukwest westcentralus westeurope westindia westus westus2 westus3
""".split()

# Titles of reservations spell a region as bills do: `US West 2`, `AU East`.
spellings = {}
for r in rows("azure_regions.csv"):
    words = r["OriginalValue"].split(" ")
    if len(words) > 1 and len(words[0]) == 2 and all(
            re.fullmatch(r"\d|jio|(north|south)?(east|west)?|central", word) for word in words[1:]):
        spellings.setdefault(r["RegionId"], " ".join([words[0].upper()] + [word.title() for word in words[1:]]))
write("regions", "Azure regions: id, tab, the spelling of bills. Origin: microsoft/finops-toolkit, MIT.",
      [f"{key}\t{spellings[key]}" for key in DEPLOYABLE])
