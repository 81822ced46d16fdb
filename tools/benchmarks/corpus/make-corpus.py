#!/usr/bin/env python3
"""Writes the corpus of the benchmarks: one JSON object a line, one line a SKU text.

usage: make-corpus.py SAMPLE_CATALOG_FOLDER REALDATA_FOLDER OUTPUT.ndjson

SAMPLE_CATALOG_FOLDER is `Data/SampleCatalog` of this repository. REALDATA_FOLDER holds tables of public names and ids
(NOTICES.md names their origins); it is not part of this repository, and nobody needs it to run the benchmarks.

Real: names of licences, software and Azure products, ids where the tables have them, SKU ids of Azure consumption, sizes of
machines, regions, sixteen languages' titles of some licences. Derived, by rules in this file: ids with the prefixes CFQ7TTC1, DZH318Z2,
DZH318Z3 and DG7GMGF1 (no real id begins so), variants (trial, nonprofit, education), which market sells what, titles of
reservations put together as recorded ones are. Written for this project: descriptions, third-party offers, translations.
No chance is involved: the same sources give the same file.
"""
import csv
import hashlib
import json
import re
import sys
from pathlib import Path

from translations import LOCALES, RULES

sample, real, output = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])

ENGLISH = ["US", "CA", "GB", "AU"]
EUROPE = ["GB", "DE", "FR", "ES", "PL"]
MARKETS = ENGLISH + list(LOCALES)
ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXZ"


def number(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def code(number, length):
    text = ""
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


def rows(name):
    with open(real / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def literals(file, name):
    """The strings of `static let NAME = [ … ]` in a Swift file."""
    text = (sample / file).read_text(encoding="utf-8")
    body = re.search(rf"static let {name} = \[(.*?)\n  \]", text, re.DOTALL).group(1)
    return [re.sub(r"\\u\{(\w+)\}", lambda m: chr(int(m.group(1), 16)), s) for s in re.findall(r'"((?:[^"\\]|\\.)*)"', body)]


def block(file, name):
    """The tab-separated lines of a raw text literal in a Swift file."""
    text = (sample / file).read_text(encoding="utf-8")
    body = re.search(rf'static let {name}Text = #"""\n(.*?)\n    """#', text, re.DOTALL).group(1)
    return [line.strip().split("\t") for line in body.split("\n")]


documents, taken = [], set()
product_ids, product_names = set(), {}


def product_id(prefix, name):
    """An id that no other product has; the same name has the same one."""
    key = (prefix, name)
    if key not in product_names:
        attempt = 0
        while (made := prefix + code(number(f"{prefix}{name}{attempt}"), 4)) in product_ids:
            attempt += 1
        product_ids.add(made)
        product_names[key] = made
    return product_names[key]


def markets_of(title, text_id):
    """Where a title is sold: by what it says of itself, else in most markets."""
    if re.search(r"GCC|Government|USGOV|DOD|- US\b|for US\b|USA/CAN", title):
        return ["US"]
    if re.search(r"\bEEA\b", title):
        return EUROPE
    if "TELSTRA" in title:
        return ["AU"]
    if "(UK" in title:
        return ["GB"]
    if "CN_CN" in title:
        return ["CN"]
    draw = number("market" + text_id)
    return ["US"] + [m for i, m in enumerate(MARKETS) if m != "US" and (draw >> 3 * i) % 8 != 0]


def segments_of(title):
    if re.search(r"faculty|student|EDU\b|Education|Academy|\bA[135]\b|Alumni|\(Edu\)", title, re.IGNORECASE):
        return ["education"]
    if re.search(r"GCC|Government|USGOV|DOD", title):
        return ["government"]
    if re.search(r"non-?profit|Donation|Volunteer", title, re.IGNORECASE):
        return ["nonprofit"]
    return ["commercial"]


def add(product, sku, product_title, title, *, kind, subtype=None, publisher="Microsoft Corporation", microsoft=True,
        text, own_text=None, attributes=None, terms=(), segments=None, markets=None, trial=False, purchasable=True):
    key = f"{product}:{sku}"
    assert key not in taken, key
    taken.add(key)
    product_ids.add(product)
    documents.append({
        "id": key, "productId": product, "skuId": sku,
        "availabilityId": product[:8] + code(number("availability" + key), 4),
        "locale": "en-US", "markets": markets or markets_of(title, key), "segments": segments or segments_of(title),
        "productTitle": product_title, "skuTitle": title, "productDescription": text,
        "skuDescription": own_text or text, "productType": kind, "productSubType": subtype, "publisher": publisher,
        "isMicrosoft": microsoft, "isTrial": trial, "isPurchasable": purchasable, "terms": [list(t) for t in terms],
        "attributes": attributes or {},
    })


# What licences are for, in this project's words: found by words that no title has.
PURPOSES = [
    (r"Exchange|Outlook", "Mailboxes, calendars and contacts in the cloud."),
    (r"SharePoint", "Sites, document libraries and search within an organisation."),
    (r"OneDrive", "Files of one person, kept in step on all devices."),
    (r"Teams|Skype", "Chat, meetings and calls with colleagues and guests."),
    (r"Phone|Calling|Audio", "Telephony: numbers, call queues and dial-in for meetings."),
    (r"Visio", "Flow charts, floor plans and other diagrams."),
    (r"Project|Planner", "Schedules, resources and Gantt charts."),
    (r"Power BI|Fabric", "Dashboards and reports over an organisation’s figures."),
    (r"Power Automate|Flow|RPA", "Workflows and robots that do recurring steps."),
    (r"Power Apps|PowerApps|Power Pages", "Applications and portals built without writing much code."),
    (r"Virtual Agent", "Chatbots that answer customers."),
    (r"Defender|Threat|Security", "Protects devices, mailboxes and identities against malware and phishing."),
    (r"Intune", "Manages phones, tablets and laptops from one place."),
    (r"Entra|Rights|Identit", "Single sign-on, conditional access and identity governance."),
    (r"Dynamics|CRM", "Business applications for customers, orders and finance."),
    (r"Windows 365", "A Cloud PC: a Windows desktop streamed to any device."),
    (r"Windows", "The operating system for computers of an organisation."),
    (r"Copilot", "An assistant with generative AI in the applications of every day."),
    (r"Viva", "Employee experience: goals, learning and topics."),
    (r"Office|365", "Word, Excel, PowerPoint and the services that go with them."),
    (r"Clipchamp", "Cuts and publishes videos."),
]
LICENCE_TERMS = [("P1M", "Monthly"), ("P1Y", "Monthly"), ("P1Y", "Annual")]


def purpose(title):
    for pattern, text in PURPOSES:
        if re.search(pattern, title):
            return text
    return "An online service, bought for a fixed term."


def clean(title):
    return re.sub(r"\s+", " ", title).strip()


# 1. Licences with real ids ------------------------------------------------------------------------------------
seen_titles = set()
for line in rows("catalog_ids.csv"):
    if line["family"] != "OnlineServicesNCE":
        continue
    product, title = line["productId"], clean(line["title"])
    sku = line["skuId"] or "0001"
    if f"{product}:{sku}" in taken:
        continue
    first = next((d["productTitle"] for d in documents if d["productId"] == product), title)
    # Sold everywhere, so that every market shows the titles that are known of it.
    add(product, sku, first, title, kind="OnlineServicesNCE", text=purpose(title), terms=LICENCE_TERMS, markets=MARKETS)
    seen_titles.add(title.casefold())

# 2. Licences whose names are real --------------------------------------------------------------------------------
def licence(title, sku, suffix="", **more):
    base = re.sub(r"[ _](USGOV_\w+|HUB|XPLAT|CN_CN)$", "", title)
    add(product_id("CFQ7TTC1", title), sku, base, title + suffix, kind="OnlineServicesNCE", text=purpose(title),
        terms=LICENCE_TERMS, **more)


names = sorted({clean(r["displayName"]) for r in rows("m365_products.csv")})
# Names of before, some in capitals; where only the case differs the newer one stays.
names += sorted({clean(r["displayName"]) for r in rows("m365_name_history.csv") if r["displayName"]})
# Well-known names that the tables, which are a selection, lack.
names += ["Exchange Online (Plan 1)", "Exchange Online (Plan 2)", "Exchange Online Kiosk", "Exchange Online Archiving for Exchange Online",
          "Microsoft 365 Business Premium", "Office 365 E3", "SharePoint Online (Plan 2)", "OneDrive for Business (Plan 2)", "Microsoft Intune Plan 1",
          "Microsoft Defender for Endpoint P2", "Microsoft 365 E5 (no Teams)", "Office 365 E1 (no Teams)", "Office 365 E5 (no Teams)"]
for title in names:
    if len(title) < 5 or title.casefold() in seen_titles:
        continue
    seen_titles.add(title.casefold())
    licence(title, "0001", trial="rial" in title)
    draw = number("variants" + title)
    if segments_of(title) == ["commercial"] and "rial" not in title:
        if draw % 3 == 0:
            licence(title, "0002", " Trial", trial=True)
        if draw // 3 % 3 == 0:
            licence(title, "0003", " (Non-Profit Pricing)")
        if draw // 9 % 4 == 0:
            licence(title, "0005", " (Education Faculty Pricing)")
        if draw // 36 % 8 == 0:
            licence(title, "0006", " (Education Student Pricing)")

for offer in json.loads((real / "offers_us_2019.json").read_text(encoding="utf-8")):
    title = clean(offer["name"])
    if title.casefold() in seen_titles:
        continue
    seen_titles.add(title.casefold())
    add(product_id("CFQ7TTC1", "offer " + clean(offer["product"]["name"])), "1" + code(number(title), 3),
        clean(offer["product"]["name"]), title, kind="OnlineServicesNCE", text=purpose(title), terms=LICENCE_TERMS,
        trial="Trial" in title, purchasable="Qualified Offer" not in title)

# 3. Software ---------------------------------------------------------------------------------------------------
SOFTWARE = "Perpetual software, downloaded after purchase, with a volume licence key."
for line in rows("catalog_ids.csv"):
    if line["family"] == "Software":
        title, product = clean(line["title"]), line["productId"]
        first = next((d["productTitle"] for d in documents if d["productId"] == product), title)
        add(product, line["skuId"] or "0001", first, title, kind="Software", subtype="Perpetual", text=SOFTWARE)
for title in ["SQL Server 2017 Standard Core", "SQL Server 2017 Enterprise Core", "Rights Management Services (RMS) 2016 CAL"]:
    product = next(p["id"] for p in json.loads((real / "pc_catalog_records.json").read_text("utf-8"))["products"] if p["title"] == title)
    for sku, variant in [("0001", "2 Core License Pack"), ("0002", "16 Core License Pack")]:
        add(product, sku, title, title if "CAL" in title else f"{title} - {variant}", kind="Software", subtype="Perpetual", text=SOFTWARE)
        if "CAL" in title:
            break

perpetual = literals("Vocabulary+Invented.swift", "perpetualNames")
for year in ["2019", "2022", "2025"]:
    perpetual += [
        f"Windows Server {year} Standard - 2 Core License Pack", f"Windows Server {year} Standard - 16 Core License Pack",
        f"Windows Server {year} Datacenter - 2 Core License Pack", f"Windows Server {year} Datacenter - 16 Core License Pack",
        f"Windows Server {year} Remote Desktop Services - 1 User CAL", f"Windows Server {year} Remote Desktop Services - 1 Device CAL",
        f"Windows Server {year} - 1 User CAL", f"Windows Server {year} - 1 Device CAL",
        f"Windows Server {year} Remote Desktop Services External Connector",
    ]
for year in ["2019", "2022"]:
    perpetual += [f"SQL Server {year} Standard Core - 2 Core License Pack", f"SQL Server {year} Enterprise Core - 2 Core License Pack",
                  f"SQL Server {year} Standard Edition", f"SQL Server {year} - 1 User CAL", f"SQL Server {year} - 1 Device CAL"]
perpetual += ["Office LTSC Standard 2024", "Office LTSC Professional Plus 2024", "Visio LTSC Professional 2024", "Project Professional 2024",
              "Exchange Server Standard 2019", "Exchange Server Enterprise 2019", "SharePoint Server 2019 User CAL", "Skype for Business Server 2019"]
real_titles = {d["skuTitle"] for d in documents}
for title in dict.fromkeys(perpetual):
    if title in real_titles:
        continue
    product = product_id("DG7GMGF1", title)
    add(product, "0001", title, title, kind="Software", subtype="Perpetual", text=SOFTWARE)
    if number(title) % 3 == 0:
        add(product, "0002", title, title + " - Upgrade", kind="Software", subtype="Perpetual", text=SOFTWARE)
subscriptions = literals("Vocabulary+Invented.swift", "softwareSubscriptions") + literals("Vocabulary+Invented.swift", "linuxNames")
for title in subscriptions:
    maker = "SUSE" if title.startswith("SUSE") else "Red Hat" if title.startswith("Red") else "Microsoft Corporation"
    stem = title.removesuffix(" 1 Year")
    for sku, years, term in [("0001", "1 Year", "P1Y"), ("0002", "3 Years", "P3Y")]:
        add(product_id("DG7GMGF1", stem), sku, stem, f"{stem} - {years}", kind="Software", subtype="Subscription", publisher=maker,
            microsoft=maker.startswith("Micro"), text="A subscription to server software, paid once for the whole term.",
            terms=[(term, "OneTime")])

# 4. Reservations -------------------------------------------------------------------------------------------------
regions = dict(block("Vocabulary+Regions.swift", "regions"))
EVERYWHERE = ["westus2", "westus", "eastus", "westeurope", "germanywestcentral", "japaneast", "koreacentral"]
ELSEWHERE = ["francecentral", "uksouth", "swedencentral", "australiaeast", "brazilsouth", "westus3", "eastus2", "southcentralus", "switzerlandnorth"]
POPULAR = {"DSv2", "DSv3", "ESv3", "FSv2", "Dsv4", "Dsv5", "Dasv5", "Ddsv5", "Esv5", "BS", "Bsv2", "NCSv3", "LSv2", "Easv5", "Dadsv5",
           "Dasv6", "Dsv6", "Esv4", "Dv3", "MS", "NVasv4", "Dasv4"}


def years(term):
    return "1 Year" if term == "P1Y" else "3 Years"


def reserve(product, title, size, region, term, index):
    family = re.match(r"Standard_([A-Z]+)", size).group(1)
    cores = (re.search(r"(\d+)", size) or [None, "2"])[1]
    text = f"Reserved Virtual Machines Instance, {size}, {regions[region]}, {years(term)}"
    category = ("GPU" if family.startswith("N") else "Memory optimized" if family[0] in "EM" else "Compute optimized" if family[0] == "F"
                else "Storage optimized" if family[0] == "L" else "High performance compute" if family[0] == "H" else "General purpose")
    add(product, code(index, 4), title, f"Reserved VM Instance, {size}, {regions[region]}, {years(term)}", kind="Azure",
        subtype="VirtualMachines", publisher="Microsoft", text=f"{title}: {category.lower()} machines, reserved for a fixed term.", own_text=text,
        terms=[(term, None)], segments=["commercial"], markets=markets_of("", f"{product}{size}{region}"),
        attributes={"armSkuName": size, "armRegionName": region, "region": regions[region], "duration": years(term).replace(" ", ""),
                    "category": category, "cores": cores, "skuDisplayName": size.removeprefix("Standard_").replace("_", " ")})


for product, title, sizes in block("Vocabulary+MachineSeries.swift", "machineSeries"):
    short = re.sub(r"^Virtual Machines | Series.*$| series.*$|-series.*$", "", title)
    plain = [s for s in sizes.split(" ") if "-" not in s] or sizes.split(" ")
    constrained = [s for s in sizes.split(" ") if "-" in s]
    if short in POPULAR:
        chosen = [(size, r, t) for size in plain[:4] + constrained[:1] for r in EVERYWHERE for t in ("P1Y", "P3Y")]
    else:
        start = number(product) % len(ELSEWHERE)
        chosen = [(size, (ELSEWHERE + ELSEWHERE)[start + i], t) for i, size in enumerate(plain[:2]) for t in ("P1Y", "P3Y")]
    for index, (size, region, term) in enumerate(chosen, 1):
        reserve(product, title, "Standard_" + size, region, term, index)

databases = re.findall(r'NamedID\(id: "(\w+)", title: "([^"]+)"\)', (sample / "Vocabulary+Invented.swift").read_text("utf-8"))
for arm, title in databases:
    full = f"{title} - Reserved Capacity"
    index = 0
    for region in EVERYWHERE + ELSEWHERE[:3]:
        for term in ("P1Y", "P3Y"):
            index += 1
            add(product_id("DZH318Z2", full), code(index, 4), full, f"Reserved SQL Database, {arm}, {regions[region]}, {years(term)}", kind="Azure",
                subtype="SqlDatabase", publisher="Microsoft", text="vCores of Azure SQL, reserved for a fixed term.", terms=[(term, None)],
                segments=["commercial"], attributes={"armSkuName": arm, "armRegionName": region, "region": regions[region], "duration": years(term).replace(" ", "")})
for units in (100, 400, 1000, 5000):
    full = f"Azure Cosmos DB - {units} RU/s Reserved Capacity"
    for index, (region, term) in enumerate([(r, t) for r in EVERYWHERE[:4] for t in ("P1Y", "P3Y")], 1):
        add(product_id("DZH318Z2", full), code(index, 4), full, f"Reserved Cosmos DB, CosmosDB_{units}RUs, {regions[region]}, {years(term)}", kind="Azure",
            subtype="CosmosDb", publisher="Microsoft", text="Throughput of Azure Cosmos DB, reserved for a fixed term.", terms=[(term, None)],
            segments=["commercial"], attributes={"armSkuName": f"CosmosDB_{units}RUs", "armRegionName": region, "region": regions[region]})
add("DZH318Z0BPS6", "0001", "Microsoft Azure plan", "Microsoft Azure plan", kind="Azure", subtype="Azure", text="Everything of Azure, paid as it is used. MS-AZR-0017G.",
    segments=["commercial"], markets=MARKETS)

# 5. Azure consumption, with real SKU ids -----------------------------------------------------------------------------
by_product = {}
for line in rows("azure_prices.csv"):
    by_product.setdefault(line["productId"], {})[line["skuId"]] = line
reserved = {d["productId"] for d in documents}
for line in rows("azure_products.csv"):
    product, title = line["productId"], clean(line["title"])
    if product in reserved:
        continue
    wanted = 14 if line["serviceName"] == "Storage" else 3
    chosen = {}
    for sku in sorted(by_product[product], key=lambda s: number(product + s)):
        row = by_product[product][sku]
        chosen.setdefault((row["skuName"], row["armRegionName"]), sku)
    for sku in sorted(sorted(chosen.values(), key=lambda s: number(product + s))[:wanted]):
        row = by_product[product][sku]
        place = regions.get(row["armRegionName"], row["armRegionName"])
        add(product, sku, title, f"{title} - {clean(row['skuName'])} - {place}", kind="Azure", subtype=line["serviceName"].replace(" ", ""),
            publisher="Microsoft", text=f"{line['serviceName']}, paid as it is used.", segments=["commercial"], markets=markets_of("", product + sku),
            attributes={"armRegionName": row["armRegionName"], "meterName": row["meterName"], "unitOfMeasure": row["unitOfMeasure"]})
for line in rows("catalog_ids.csv"):
    if line["family"] == "Azure" and f"{line['productId']}:{line['skuId']}" not in taken:
        title = clean(line["title"])
        add(line["productId"], line["skuId"], title.split(" - ")[0], title, kind="Azure", publisher="Microsoft", text="Paid as it is used.", segments=["commercial"])

# 6. Offers of others -------------------------------------------------------------------------------------------
publishers = literals("Vocabulary+Invented.swift", "publishers")
THIRD_PARTY = {
    "Backup for Microsoft 365": "Copies mailboxes, sites and chats every night.",
    "Managed Kubernetes Desk": "Runs Kubernetes clusters for those who have no time to.",
    "Cluster Observatory": "Watches Kubernetes and container platforms, day and night.",
    "Power BI Pro Companion": "Templates for Power BI Pro dashboards.",
    "Visio Stencil Library": "Shapes for Visio diagrams of networks and racks.",
    "Exchange Online Signature Manager": "The same e-mail signature for everyone.",
    "C++ Code Review": "Reads C++ and C# and says what is wrong.",
    "Office 365 E3 Migration Kit": "Moves an organisation to Office 365 E3.",
    "SQL Server Query Doctor": "Finds slow queries in SQL Server.",
    "Windows Server 2022 Hardening Kit": "Settings that make Windows Server 2022 harder to break into.",
}
SCRIPTS = [
    (r"[\u3040-\u30ff]", ["JP"], "業務に使うクラウド サービスです。"), (r"[\uac00-\ud7a3]", ["KR"], "업무용 클라우드 서비스입니다."),
    (r"電子發票|臺", ["TW"], "企業雲端服務。"), (r"電子契約", ["JP"], "契約をオンラインで結びます。"), (r"[\u4e00-\u9fff]", ["CN", "TW"], "企业云服务。"), (r"[\u0400-\u04ff]", ["RU"], "Облачная служба для предприятий."),
    (r"[\u0600-\u06ff]", ["SA"], "خدمة سحابية للشركات."), (r"ß|ö|ä|ü|-  und|- und", ["DE"], "Ein Dienst für kleine Betriebe."),
    (r"[éèê]", ["FR", "CA"], "Un service pour les petites entreprises."), (r"[łńś]", ["PL"], "Usługa dla firm."),
]
offers = {t: "A service from the marketplace, made for small organisations." for t in literals("Vocabulary+Invented.swift", "marketplaceTitles")} | THIRD_PARTY
for title, text in offers.items():
    home, own = None, None
    for pattern, places, sentence in SCRIPTS:
        if re.search(pattern, title):
            home, own = places, sentence
            break
    for turn in range(1 if home else 2):
        # A title in a script of its own comes from a publisher who writes it too.
        kin = [p for p in publishers if home and any(re.search(pattern, p) and places[0] in home for pattern, places, _ in SCRIPTS)]
        maker = (kin or publishers)[number(f"{title}{turn}") % len(kin or publishers)]
        for sku, plan in [("0001", "Standard"), ("0002", "Plan 1"), ("0003", "Enterprise Trial")]:
            add(product_id("DZH318Z3", f"{title}{turn}"), sku, title, f"{title} {plan}", kind="SaaS", publisher=maker, microsoft=False,
                text=own or text, trial="Trial" in plan, terms=[("P1M", "Monthly"), ("P1Y", "Annual")], segments=["commercial"],
                markets=home + ["US"] if home else None)

# 7. Other languages ----------------------------------------------------------------------------------------------
known = {}
for line in rows("titles_localized.csv"):
    known.setdefault((line["locale"], line["productId"]), clean(line["title"]))
english = list(documents)
for market, locale in LOCALES.items():
    for document in english:
        if market not in document["markets"]:
            continue
        def local(title):
            given = known.get((locale, document["productId"]))
            if given:
                return given
            for pattern, replacement in RULES.get(locale, []):
                title = re.sub(pattern, replacement, title)
            return clean(title)
        if document["productType"] == "SaaS" or document["productSubType"] in ("SqlDatabase", "CosmosDb"):
            continue
        # Two of five reservations are translated, so that a market shows both.
        if document["productSubType"] == "VirtualMachines" and number(document["id"]) % 5 > 1:
            continue
        title, product = local(document["skuTitle"]), local(document["productTitle"])
        if (title, product) == (document["skuTitle"], document["productTitle"]):
            continue
        document["markets"] = [m for m in document["markets"] if m != market]
        documents.append({**document, "id": f"{document['id']}@{locale}", "locale": locale, "markets": [market], "skuTitle": title, "productTitle": product})

documents = [d for d in documents if d["markets"]]
documents.sort(key=lambda d: d["id"])
places = [(d["productId"], d["skuId"], m) for d in documents for m in d["markets"]]
assert len(places) == len(set(places))
with open(output, "w", encoding="utf-8") as file:
    for document in documents:
        # What is false, empty or told by another field is left out.
        kept = {k: v for k, v in document.items() if v not in (None, False, [], {}) or k == "isPurchasable" and not v}
        if kept.get("isPurchasable"):
            del kept["isPurchasable"]
        if kept["skuDescription"] == kept["productDescription"]:
            del kept["skuDescription"]
        file.write(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n")
print(f"{len(documents)} texts, {len({(d['productId'], d['skuId']) for d in documents})} SKUs, {len({d['productId'] for d in documents})} products,"
      f" {len(places)} texts in markets; {output.stat().st_size} bytes", file=sys.stderr)
