#!/usr/bin/env python3
"""Writes the corpus of the judged names: a store of today, in which no product has its old name.

usage: make-corpus.py SAMPLE_CATALOG_FOLDER REALDATA_FOLDER corpus.ndjson

SAMPLE_CATALOG_FOLDER is `Data/SampleCatalog`. REALDATA_FOLDER holds tables of public names and ids (../../NOTICES.md names their
origins); it is not part of this repository, and nobody needs it to grade or to measure. Real: titles of licences and software, names of
service plans, sizes of machines, regions. Derived: product ids with the prefixes CFQ7TTC2, DG7GMGF2 and DZH318Z4, titles of
reservations. A description lists the service plans of a licence, of which many still have old names: so do those of the service.
"""
import csv
import hashlib
import json
import re
import sys
from pathlib import Path

sample, real, output = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXZ"

# The table of licences still calls these by names that the store has given up.
TODAY = {
    "Microsoft Cloud App Security": "Microsoft Defender for Cloud Apps", "Office 365 Cloud App Security": None,
    "Power Virtual Agent": None, "Power Virtual Agent User License": None, "Power Virtual Agents Viral Trial": None,
    "Intune": "Microsoft Intune Plan 1", "Microsoft Defender for Endpoint": "Microsoft Defender for Endpoint P2", "Flow Plan 1 for Government": None,
    "Microsoft Azure Multi-Factor Authentication": None, "Common Data Service Database Capacity": "Dataverse Database Capacity",
    "Common Data Service for Apps File Capacity": "Dataverse File Capacity", "Common Data Service Log Capacity": "Dataverse Log Capacity",
    "Dynamics 365 for Sales Enterprise Edition": "Dynamics 365 Sales Enterprise", "Dynamics 365 For Sales Professional": "Dynamics 365 Sales Professional",
    "Dynamics 365 for Customer Service Enterprise Edition": "Dynamics 365 Customer Service Enterprise",
    "Dynamics 365 for Field Service Enterprise Edition": "Dynamics 365 Field Service",
    "Dynamics 365 for Supply Chain Management": "Dynamics 365 Supply Chain Management", "Dynamics 365 for Financials Business Edition": None,
    "Dynamics 365 for Team Members Enterprise Edition": None, "Dynamics 365 Marketing App": "Dynamics 365 Customer Insights",
    "Dynamics 365 for Talent": "Dynamics 365 Human Resources", "Dynamics 365 Operations - Device": "Dynamics 365 Operations - Device",
    "Skype for Business Online (Plan 1)": None, "Skype for Business Online (Plan 2)": None, "Microsoft Stream": None, "Microsoft Stream Plan 2": None,
    "SharePoint Syntex": "SharePoint Advanced Management", "Microsoft Workplace Analytics": None, "Office 365 Small Business": None,
    "Office 365 Small Business Premium": None, "Office 365 Midsize Business": None, "Azure Information Protection Plan 1": "Microsoft Purview Information Protection Plan 1",
    "Office 365 Advanced Compliance": None, "Project Online Premium": "Planner and Project Plan 5", "Project Online Essentials": None,
    "Microsoft Copilot for Microsoft 365": "Microsoft 365 Copilot", "Microsoft Power Apps Plan 2 (Qualified Offer)": "Power Apps Plan 2",
    "Power BI Premium Per User": "Power BI Premium Per User", "PowerApps per app baseline access": "Power Apps per app baseline access",
    "Project for Office 365": None, "Project Online With Project for Office 365": None, "Project Online Premium Without Project Client": None,
    "Microsoft Teams Phone Standard": "Microsoft Teams Phone Standard", "Windows Store for Business": None, "Power BI for Office 365 Add-On": None,
}
# Software has no table but for a few lines.
SOFTWARE = [f"Windows Server {y} {e} - {n} Core License Pack" for y in ("2022", "2025") for e in ("Standard", "Datacenter") for n in (2, 16)]
SOFTWARE += [f"Windows Server {y} - 1 {w} CAL" for y in ("2022", "2025") for w in ("User", "Device")]
SOFTWARE += [f"Windows Server {y} Remote Desktop Services - 1 {w} CAL" for y in ("2022", "2025") for w in ("User", "Device")]
SOFTWARE += [f"SQL Server {y} {e} Core - 2 Core License Pack" for y in ("2019", "2022") for e in ("Standard", "Enterprise")]
SOFTWARE += [f"SQL Server 2022 - 1 {w} CAL" for w in ("User", "Device")] + ["SQL Server 2022 Standard Edition", "SharePoint Server Subscription Edition"]
SOFTWARE += ["Office LTSC Standard 2024", "Office LTSC Professional Plus 2024", "Visio LTSC Standard 2024", "Project Professional 2024", "Visual Studio Professional 2022",
             "Exchange Server Standard 2019 User CAL", "Windows 11 Pro", "Windows 11 Pro Upgrade", "Excel LTSC 2021", "Access LTSC 2021", "Windows Server 2022 External Connector"]
# A licence the table lacks.
MORE = ["Dynamics 365 Business Central Premium", "Microsoft Defender for Business servers", "Microsoft Purview Suite", "Azure Virtual Desktop access", "Microsoft Viva Engage",
        "Microsoft Priva Subject Rights Requests", "Visual Studio Enterprise Subscription", "Visual Studio Professional Subscription", "GitHub Enterprise"]
SERIES = ["Dv5", "Dsv5", "Dasv5", "Esv5", "Easv5", "Ev4", "Dv4", "Dsv4", "Dsv3", "Esv3", "Edsv4", "Esv4", "FSv2", "BS", "Fsv2", "Lsv3"]
REGIONS = ["westus2", "westus3", "eastus", "eastus2", "westeurope", "northeurope", "swedencentral", "germanywestcentral", "uksouth", "francecentral"]


def code(text, length=4):
    number, out = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"), ""
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        out = ALPHABET[rest] + out
    return out


def rows(name):
    with open(real / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def block(name):
    text = (sample / f"Vocabulary+{name[0].upper()}{name[1:]}.swift").read_text(encoding="utf-8")
    return [line.strip().split("\t") for line in re.search(rf'{name}Text = #"""\n(.*?)\n    """#', text, re.DOTALL).group(1).split("\n")]


taken = set()


def product_id(prefix, name):
    attempt = 0
    while (made := prefix + code(f"{name}{attempt}")) in taken:
        attempt += 1
    taken.add(made)
    return made


def document(product, sku, title, product_title, kind, description, segment="commercial", terms=(), attributes=None):
    return {"id": f"{product}:{sku}", "productId": product, "skuId": sku, "availabilityId": "CFQ7TTC" + code(product + sku, 5), "locale": "en-US", "markets": ["US"],
            "segments": [segment], "productTitle": product_title, "skuTitle": title, "productDescription": description, "productType": kind,
            "publisher": "Microsoft Corporation", "isMicrosoft": True} | ({"isTrial": True} if re.search("trial", title, re.I) else {}) \
        | {"terms": [list(t) for t in terms]} | ({"attributes": attributes} if attributes else {})


def segment_of(title):
    if re.search(r"GCC|DOD|overnment|USGOV", title):
        return "government"
    if re.search(r"aculty|tudent|EDU|Education|Alumni| A[135]\b", title):
        return "education"
    return "nonprofit" if re.search(r"onprofit|Donation", title) else "commercial"


plan_names = {}
for plan, _, friendly, *_ in rows("crosswalk_service_plans.csv"):
    plan_names.setdefault(plan, friendly.strip())
plans = {guid: ids.split() for guid, ids, *_ in rows("crosswalk_sku_plans.csv")}
documents, seen = [], set()
for guid, _, name, *_ in rows("crosswalk_graph_skus.csv"):
    name = " ".join(name.split())
    name = TODAY.get(name, name)
    folded = re.sub(r"\W+", " ", name or "").lower().strip()
    if not name or folded in seen:
        continue
    seen.add(folded)
    listed = list(dict.fromkeys(plan_names[p] for p in plans.get(guid, []) if p in plan_names))[:14]
    documents.append(document(product_id("CFQ7TTC2", name), "0001", name, name, "OnlineServicesNCE", f"Includes {', '.join(listed)}." if listed else "A licence for one user.",
                              segment_of(name), [("P1M", "Monthly"), ("P1Y", "Annual")]))
for name in MORE:
    if name.lower() not in seen:
        documents.append(document(product_id("CFQ7TTC2", name), "0001", name, name, "OnlineServicesNCE", "A licence for one user.", "commercial", [("P1M", "Monthly"), ("P1Y", "Annual")]))
for name in SOFTWARE:
    documents.append(document(product_id("DG7GMGF2", name), "0001", name, name, "Software", "A licence without end for software on one’s own machines, such as Windows Server.", terms=[("OneTime", "One_Time")]))
regions = {line[0]: line[1] for line in block("regions")}
for _, title, sizes in block("machineSeries"):
    series = re.sub(r"^Virtual Machines | Series$", "", title)
    if series not in SERIES:
        continue
    product = product_id("DZH318Z4", title)
    number = 0
    for size in sizes.split()[:9]:
        for region in REGIONS:
            for years in (1, 3):
                number += 1
                documents.append(document(
                    product, f"{number:04X}", f"Reserved VM Instance, Standard_{size}, {regions[region]}, {years} Year{'s' if years > 1 else ''}", title, "Azure",
                    "A machine at a lower price for a fixed term.", terms=[(f"P{years}Y", "OneTime")],
                    attributes={"armSkuName": f"Standard_{size}", "armRegionName": region}))
output.write_text("".join(json.dumps(d, ensure_ascii=False, separators=(",", ":")) + "\n" for d in documents), encoding="utf-8")
print(len(documents), "texts", file=sys.stderr)
