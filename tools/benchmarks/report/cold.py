"""How long does one question take from a shell: whole processes, asked in turn?"""
import os
import subprocess
import time
from pathlib import Path

from rivals import store

from . import latency

here = Path(__file__).parent.parent
TEXTS = ["windows server 2022", "reserved"]
MARKET = "US"
REPEATS, COLD_REPEATS = 30, 7

# The index of the file asked as its documents say, ranked by bm25, with the same filter by market.
SHELL = """
SELECT p.code || ':' || k.code, t.title FROM sku_search JOIN sku_text t ON t.id = sku_search.rowid
JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id
WHERE sku_search MATCH '{expression}' AND EXISTS (
  SELECT 1 FROM market m JOIN place l ON l.market_id = m.id JOIN availability a ON a.place_id = l.id
  WHERE m.code = '{market}' AND a.sku_id = k.id AND coalesce(a.text_id, k.text_id) = t.id)
ORDER BY bm25(sku_search) LIMIT 20
"""


def utils_file(options, catalog):
    """The texts as sqlite-utils likes them: a table with a full-text index over it."""
    path = options.work / "latency" / "sqlite-utils.sqlite"
    if not path.exists() or path.stat().st_mtime < catalog.stat().st_mtime:
        import sqlite_utils

        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        table = sqlite_utils.Database(path)["texts"]
        table.insert_all({"id": d.id, "title": d.title, "product": d.product, "codes": d.codes, "publisher": d.publisher, "description": d.description}
                         for d in store.documents(catalog))
        table.enable_fts(["title", "product", "codes", "publisher", "description"], create_triggers=True)
    return path


def took(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    elapsed = (time.perf_counter() - start) * 1000
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.decode()}")
    return elapsed


def forget(path):
    """Asks the system to drop the file from its page cache."""
    with open(path, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def median(values):
    return sorted(values)[len(values) // 2]


def section(options):
    catalog = latency.catalog(options)
    program = options.program or Path(subprocess.run([here.parent / "build-release"], check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])
    utils = utils_file(options, catalog)

    def commands(text):
        expression = " AND ".join(f'"{w}"' for w in text.split()[:-1]) + (" AND " if " " in text else "") + f'"{text.split()[-1]}"*'
        return {
            "/bin/true": ["/bin/true"],
            "partner-catalog search": [program, "search", text, "--market", MARKET, "--limit", "20", "--db", catalog],
            "partner-catalog search --json": [program, "search", text, "--market", MARKET, "--limit", "20", "--json", "--db", catalog],
            "sqlite3 shell, bm25": ["sqlite3", "-readonly", catalog, SHELL.format(expression=expression, market=MARKET)],
            "sqlite-utils search, no filter": [here / ".venv" / "bin" / "sqlite-utils", "search", utils, "texts", text, "--limit", "20", "--column", "id", "--column", "title"],
        }

    warm, cold = {}, {}
    for text in TEXTS:
        asked = commands(text)
        for name, command in asked.items():
            took(command)
            warm[text, name], cold[text, name] = [], []
        for _ in range(REPEATS):
            for name, command in asked.items():
                warm[text, name].append(took(command))
        for _ in range(COLD_REPEATS):
            for name, command in asked.items():
                for file in (catalog, utils):
                    forget(file)
                cold[text, name].append(took(command))
    out = [f"Whole processes, milliseconds, median of {REPEATS} (least to most), one after the other in turn; the last columns with the catalog dropped from the page "
           f"cache, median of {COLD_REPEATS}. Market {MARKET}, first twenty. The file: {catalog.stat().st_size / 1e6:.0f} MB.", "",
           "| command | " + " | ".join(TEXTS) + " | " + " | ".join(f"{t}, not cached" for t in TEXTS) + " |", "|---|" + "---|" * 2 * len(TEXTS)]
    for name in commands(TEXTS[0]):
        cells = [f"{median(warm[t, name]):.1f} ({min(warm[t, name]):.1f}–{max(warm[t, name]):.1f})" for t in TEXTS]
        out.append(f"| {name} | " + " | ".join(cells + [f"{median(cold[t, name]):.1f}" for t in TEXTS]) + " |")
    out.append("")
    for text in TEXTS:
        ours, shell, others = (median(warm[text, n]) for n in ("partner-catalog search", "sqlite3 shell, bm25", "sqlite-utils search, no filter"))
        out.append(f"- `{text}`: {ours / shell:.1f} times the sqlite3 shell, 1/{others / ours:.0f} of sqlite-utils.")
    return "\n".join(out), ["cold"] + (["--store", "CATALOG"] if options.store else [])
