"""How fast is a price sheet stored, how small, and what do answers with prices cost?"""
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import time

from . import world

HEADER = ("ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency,UnitPrice,"
          "PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,Tags,ERP Price,Segment").split(",")
EUROPE = "AD AT AX BE BG CH CY CZ DE DK EE ES FI FO FR GB GG GI GL GR HR HU IE IM IS IT JE LI LT LU LV MC MT NL NO PL PT RO SE SI SJ SK SM VA".split()
DIGITS = "0123456789BCDFGHJKLMNPQRSTVWXZ"
TERMS = [("P1M", "Monthly", 1), ("P1Y", "Annual", 10), ("P1Y", "Monthly", 10.5)]


def code(number, length):
    text = ""
    for _ in range(length):
        text = DIGITS[number % 30] + text
        number //= 30
    return text


def licences(market, currencies, month, skus=1457):
    """Rows as counted in a real sheet: three terms a SKU; 2.2 % of the SKUs change a price each month; a market has exceptions."""
    for sku in range(skus):
        draw = random.Random(sku)
        price = draw.randrange(200, 9000)
        for change in range(1, month + 1):
            if random.Random(f"{sku} {change}").random() < 0.022:
                price += price // 20
        if random.Random(f"{sku} {market}").random() < 0.01:
            price += 2
        text = f"Made-up text of SKU {sku}, \"quoted\" and long enough to weigh what real ones weigh; " + "words and more words of a description, " * 4
        for place, currency in enumerate(currencies):
            for term, plan, factor in TERMS:
                unit = round(price * factor * (1 + place / 7))
                yield [f"Product {sku // 4}", "CFQ7TTC0" + code(sku // 4, 4), str(sku % 4 + 1), f"Product {sku // 4} edition {sku % 4}", "Microsoft Corporation", text, "",
                       term, plan, market, currency, f"{unit / 100:.2f}".rstrip("0").rstrip("."), "", "", "2025-04-01T00:00:00.0000000Z",
                       "9999-11-30T23:59:59.0000000Z", "", "", "License", f"{unit * 5 // 4 / 100:.2f}".rstrip("0").rstrip("."), "Commercial"]


def azure(rows=95000):
    for row in range(rows):
        yield [f"Virtual Machines series {row // 300}", "DZH318Z0" + code(row // 300, 4), code(row % 300, 4), f"Size {row % 300}", "Microsoft", "A meter, made up; " * 7, "1 Hour", "P1M", "", "US",
               "USD", f"{row % 997 / 1e4:.6f}", "", "", "2018-03-01T00:00:00.0000000Z", "9999-11-30T23:59:59.0000000Z",
               f"{row:08x}-8fd6-4972-909f-65a83f92f0ce", "1 Hour", "Azure;Consumption", "", ""]


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    return path


def timed(*command, **more):
    """Seconds and peak memory of a process."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, (command, status)
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def best(times, action):
    return min(action() for _ in range(times))


def section(options):
    program = options.program or world.programs(options, "partner-catalog")["partner-catalog"]
    work = options.work / "prices"
    work.mkdir(exist_ok=True)
    currencies = ["EUR", "GBP", "DKK", "NOK", "SEK", "CHF"]
    sheet = write(work / "license_DE_202611.csv", licences("DE", currencies, 0))
    meters = write(work / "azure_consumption_202611.csv", azure())

    def fresh(path):
        for ending in ["", "-wal", "-shm", ".lock"]:
            (work / f"{path}{ending}").unlink(missing_ok=True)
        return work / path

    def imported(file):
        return timed(program, "prices", "import", file, "--db", fresh("one.sqlite"), "--quiet")

    def sqlite(file):
        path = fresh("rival.sqlite")
        return timed("sqlite3", path, ".mode csv", f".import {file} sheet")

    def python(code_, file):
        fresh("rival.duckdb")
        return timed(sys.executable, "-c", code_, file, work / "rival.duckdb")

    rivals = {
        "partner-catalog": imported,
        "`sqlite3 .import`, no keys": sqlite,
        "DuckDB into a table": lambda file: python("import sys, duckdb; duckdb.connect(sys.argv[2]).execute(f\"create table sheet as select * from read_csv('{sys.argv[1]}', all_varchar=true)\")", file),
        "Polars into Parquet": lambda file: python("import sys, polars; polars.read_csv(sys.argv[1], infer_schema=False).write_parquet(sys.argv[2])", file),
    }
    out = ["Each is one process from its start to its end, the best of five, files in the page cache. partner-catalog parses, checks, keys, compares and writes; the others store what stands there.", "",
           "| | licences of one market | MB/s | peak | Azure | MB/s | peak |", "|---|---|---|---|---|---|---|"]
    for name, action in rivals.items():
        cells = []
        for file in (sheet, meters):
            seconds, memory = best(5, lambda: action(file))
            cells += [f"{seconds * 1000:.0f} ms", f"{file.stat().st_size / 1e6 / seconds:.0f}", f"{memory:.0f} MB"]
        out.append(f"| {name} | " + " | ".join(cells) + " |")
    out += ["", f"Licences: {sheet.stat().st_size / 1e6:.1f} MB, {1457 * 18:,} rows (goal 60 MB/s); Azure: {meters.stat().st_size / 1e6:.1f} MB (goal 1 s, 60 MB)."]
    imported(sheet)
    again = best(9, lambda: timed(program, "prices", "import", sheet, "--db", work / "one.sqlite", "--quiet"))[0]
    start = best(9, lambda: timed(program, "--version"))[0]
    kept = json.loads(subprocess.run([program, "prices", "import", sheet, "--db", work / "one.sqlite", "--json"], capture_output=True, check=True).stdout)
    out += ["", f"The same sheet again: {again * 1000:.0f} ms, of which the start of the program takes {start * 1000:.0f} (goal 10). Rows kept: {kept['sheets'][0]['rows']:,} of {1457 * 18:,}."]
    out += ["", grown(program, work, fresh, currencies)]
    what = statistics.median(timed(program, "what-is", "ENTERPRISEPACK", "--db", work / "none.sqlite")[0] for _ in range(15))
    out += ["", f"`what-is ENTERPRISEPACK` without a catalog, cold: {what * 1000:.0f} ms (goal 15)."]
    return "\n".join(out), ["prices"]


def grown(program, work, fresh, currencies):
    """44 European markets and 26 others over six months: the growth of the file."""
    path = fresh("many.sqlite")
    others = {"US": "USD", "JP": "JPY", "AU": "AUD", "CA": "CAD", "IN": "INR", "BR": "BRL"}
    rows, months = 0, 6
    for month in range(months):
        for market in EUROPE + list(others):
            listed = currencies if market in EUROPE else [others[market]]
            file = write(work / f"license_{market}_{202601 + month}.csv", licences(market, listed, month, skus=400))
            rows += 400 * 3 * len(listed)
            subprocess.run([program, "prices", "import", file, "--db", path, "--quiet"], check=True, stdout=subprocess.DEVNULL)
            file.unlink()
    compact = work / "compact.sqlite"
    compact.unlink(missing_ok=True)
    subprocess.run([program, "maintain", "--snapshot", compact, "--with-prices", "--db", path], check=True, stdout=subprocess.DEVNULL)
    sizes = [(name, size) for name, size in world.table_sizes(compact) if name.startswith(("price", "sqlite_autoindex_price"))]
    whole = sum(size for _, size in sizes)
    return (f"{len(EUROPE) + len(others)} markets over {months} months, {rows:,} rows of 400 SKUs, 1 % exceptions: {whole / 1e6:.1f} MB of prices, {whole / rows:.2f} bytes a row "
            f"({', '.join(f'`{name}` {size / 1e6:.2f}' for name, size in sizes[:4])}). Goal: 12 MB for 240 markets, 24 months and 1,393 SKUs, some 28 million rows.")
