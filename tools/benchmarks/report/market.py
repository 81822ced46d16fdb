"""What does one large market cost in memory and in writing?"""
import signal
import sqlite3
import subprocess

from . import crawl

MARKET, PRODUCTS, SKUS = "US", 4800, 10


def section(options):
    work = options.work / "market"
    work.mkdir(parents=True, exist_ok=True)
    ours = crawl.Ours(options)
    path = work / "market.sqlite"
    crawl.remove(path)
    emulator = subprocess.Popen(
        [ours.program, "emulator", "--port", "8981", "--markets", MARKET, "--products", str(PRODUCTS), "--skus", str(SKUS)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        while "SECRET" not in emulator.stdout.readline():
            pass
        url, runs = "http://127.0.0.1:8981", {}
        runs["first load"] = ours.crawl(url, path, [MARKET])
        log = crawl.log_bytes(path, lambda: runs.update({"unchanged": ours.crawl(url, path, [MARKET])}))
    finally:
        emulator.send_signal(signal.SIGINT)
        emulator.wait()
    database = sqlite3.connect(path)
    items, units = (database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("availability", "unit"))
    database.close()
    out = [
        f"How much memory does a crawl of a large market take, and how much does it write where nothing changed? One market of {items:,} items in {units:,} products, served by the emulator, "
        f"{crawl.CONCURRENCY} at once; one run each. The limit of what is written is one time stamp per product, in whole pages of 4 kB.", "",
        "| crawl | answers | answers per CPU second | peak memory | written to the log |", "|---|---|---|---|---|",
    ]
    for name, run in runs.items():
        written = f"{log / 1e6:.2f} MB" if name == "unchanged" else ""
        out.append(f"| {name} | {run['answers']:,} | {run['answers'] / run['cpu']:,.0f} | {run['memory'] / 1e6:.0f} MB | {written} |")
    out += ["", f"The file: {path.stat().st_size / 1e6:.1f} MB, {path.stat().st_size / items:.0f} bytes an item."]
    return "\n".join(out), ["market"]
