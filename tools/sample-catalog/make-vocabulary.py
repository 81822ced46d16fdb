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


azure = rows("azure_products.csv")
write("virtualMachines", "Series of virtual machines: id, tab, title. Origin: Azure Retail Prices, MIT.",
      unique((r["productId"], r["title"]) for r in azure if r["serviceName"] == "Virtual Machines"))

ids = rows("catalog_ids.csv")
write("licences", "New-commerce licences: id, tab, title. Origin: Microsoft's documentation.",
      unique((r["productId"], r["title"]) for r in ids if r["family"] == "OnlineServicesNCE"))
write("software", "Perpetual software: id, tab, title. Origin: Microsoft's documentation.",
      unique((r["productId"], r["title"]) for r in ids if r["family"] == "Software"))

names = {r["displayName"].strip() for r in rows("m365_products.csv")}
names = sorted(n for n in names if "_" not in n and len(n) > 5)
write("licenceNames", "Names of licences, provenance: Microsoft's product-name table, 2025-12.", names)

sizes = set()
for r in rows("azure_prices.csv"):
    name = r["skuName"]
    if "Spot" in name or "Low Priority" in name:
        continue
    name = re.sub(r"^Standard_", "", name).replace(" ", "_")
    if re.fullmatch(r"[A-Z]{1,3}\d+[-\d]*[a-z]*(_v\d)?", name):
        sizes.add("Standard_" + name)
write("machineSizes", "Sizes of virtual machines. Origin: Azure Retail Prices, MIT.", sorted(sizes)[::3])

regions = {r["RegionId"]: r["RegionName"] for r in rows("azure_regions.csv") if r["RegionId"]}
write("regions", "Azure regions: id, tab, name. Origin: microsoft/finops-toolkit, MIT.",
      [f"{key}\t{value}" for key, value in sorted(regions.items()) if not key.startswith(("us", "china", "germany"))])

currencies = {}
for r in rows("markets.csv"):
    currencies.setdefault(r["cspCurrency"] or "USD", []).append(r["iso2"])
write("currencies", "A currency and the markets that pay in it. Origin: Microsoft's documentation, 2023-10.",
      [f"{key}\t{' '.join(value)}" for key, value in sorted(currencies.items())])
