"""What becomes of file, queries and syncs when the catalog is ten times as large?"""
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import world

QUERIES = {
    "search": ["search", "sql server", "--market", "US"],
    "search, all markets": ["search", "reserved vm d2s v3", "--limit", "5"],
    "can-buy": ["can-buy", "contoso.onmicrosoft.com", "sql server"],
    "resolve": ["resolve", "contoso.onmicrosoft.com", "Microsoft 365 E3", "--term", "P1Y", "--billing", "monthly", "--quantity", "25"],
    "show": ["show", "DZH318Z0BQ3Q:0001", "--market", "US"],
    "show, all markets": ["show", "DZH318Z0BQ3Q"],
    "status": ["status"],
}
SIZES = [24, 240]
SYNC_GOAL, QUERY_GOAL, MEMORY_GOAL = 1.3, 1.3, 30


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def queries(measure, store):
    """Milliseconds of processor time at p50 and p99, by kind."""
    found = re.findall(r"^(\w+): p50 ([\d.]+) p95 [\d.]+ p99 ([\d.]+)", run(measure, store, "--processor", "--repetitions", 10), re.MULTILINE)
    return {kind: (float(p50), float(p99)) for kind, p50, p99 in found}


def syncs(measure, store, markets, folder):
    """What three readings of one market cost in a copy of the store."""
    with tempfile.TemporaryDirectory(dir=folder) as work:
        copy = Path(work) / "copy.sqlite"
        shutil.copyfile(store, copy)
        return {line["reading"]: line for line in map(json.loads, run(measure, copy, "--markets", markets, "--market", "US").splitlines())}


def ratio(pair, goal):
    value = pair[1] / pair[0] if pair[0] else float("inf")
    return f"{value:.2f}" + (f" (goal {goal}: **missed**)" if value > goal else "")


def section(options):
    programs = world.programs(options, "generate-store", "measure-search", "measure-resync", "partner-catalog")
    stores = {markets: world.store(options, programs["generate-store"], markets) for markets in SIZES}
    items = {markets: world.items(stores[markets]) for markets in SIZES}
    out = [f"Stores of `generate-store`, {SIZES[0]} and {SIZES[1]} markets: {items[SIZES[0]]:,} and {items[SIZES[1]]:,} items. Processor times, for other work may go on.", ""]

    out += ["### Does a search cost more in a bigger catalog?", "", "One market and segment are asked at a time, so the limit is no growth at all. Milliseconds, `measure-search`.", "",
            "| queries | p50 | p50, tenfold | p99 | p99, tenfold | growth of p99 |", "|---|---|---|---|---|---|"]
    small, big = (queries(programs["measure-search"], stores[markets]) for markets in SIZES)
    for kind in small:
        out.append(f"| {kind} | {small[kind][0]:.3f} | {big[kind][0]:.3f} | {small[kind][1]:.3f} | {big[kind][1]:.3f} | {ratio((small[kind][1], big[kind][1]), QUERY_GOAL)} |")

    out += ["", "### Does reading a market again cost more in a bigger catalog?", "",
            "`measure-resync`: one market is read whole, from the emulator in process; what answering costs is taken off. The limit is no growth, and a log of what changed. "
            "The first reading takes over the hashes of bodies, which a generated store has made up.", "",
            "| reading of US | items | requests | processor s | tenfold | growth | log kB | tenfold | growth |", "|---|---|---|---|---|---|---|---|---|"]
    small, big = (syncs(programs["measure-resync"], stores[markets], markets, options.work) for markets in SIZES)
    for reading in small:
        one, other = small[reading], big[reading]
        out.append(f"| {reading} | {other['items']:,} | {other['requests']:,} | {one['processorSeconds']:.2f} | {other['processorSeconds']:.2f} | "
                   f"{ratio((one['processorSeconds'], other['processorSeconds']), SYNC_GOAL)} | {one['logBytes'] / 1e3:,.0f} | {other['logBytes'] / 1e3:,.0f} | "
                   f"{ratio((one['logBytes'], other['logBytes']), SYNC_GOAL)} |")

    out += ["", "### What does one question from a shell cost?", "", "Whole processes of the release build: milliseconds (wall clock, median of 7), the same with the file dropped from the page cache, "
            f"and the most memory held. The limit: reading the pages that hold the answer, and a process that does nothing ({world.idle(programs['partner-catalog'])} MB).", "",
            "| command | ms | tenfold | not cached, tenfold | MB | tenfold |", "|---|---|---|---|---|---|"]
    lost = []
    for name, arguments in QUERIES.items():
        (one, _, small), (other, cold, big) = (world.process(programs["partner-catalog"], arguments, stores[m]) for m in SIZES)
        if big > MEMORY_GOAL:
            lost.append(f"{name} ({big:.0f} MB)")
        out.append(f"| {name} | {one:.0f} | {other:.0f} | {cold:.0f} | {small:.1f} | {big:.1f} |")
    out += ["", f"Over {MEMORY_GOAL} MB: {', '.join(lost)}." if lost else f"None over {MEMORY_GOAL} MB."]
    return "\n".join(out), ["growth"]
