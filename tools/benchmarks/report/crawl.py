"""What does a crawl cost, beside a crawler written by hand and dlt, on the same server?"""
import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from crawl import record, server

here = Path(__file__).parent.parent
MARKETS = ["US", "DE"]
PRODUCTS, SKUS, BODY = 400, 12, 12_000
CONCURRENCY = 32
REPEATS = 3


def environment(url):
    return {**os.environ, "PARTNER_CATALOG_API_URL": url, "PARTNER_CATALOG_LOGIN_URL": url, "PARTNER_CATALOG_TENANT": "emulator",
            "PARTNER_CATALOG_CLIENT_ID": "emulator", "PARTNER_CATALOG_CLIENT_SECRET": "emulator"}


def run(command, **arguments):
    """Runs a client to its end: seconds, CPU seconds of it alone, peak memory, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **arguments)
    output = process.stdout.read()
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}: {errors[-2000:]}")
    return {"seconds": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * 1024, "output": json.loads(output)}


class Ours:
    name = "partner-catalog"

    def __init__(self, options):
        self.program = options.program or Path(subprocess.run([here.parent / "build-release"], check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])

    def crawl(self, url, path, markets=MARKETS, concurrency=CONCURRENCY):
        command = [self.program, "sync", "--full", "--rate", "100000000", "--concurrency", str(concurrency), "--json", "--db", path]
        for market in markets:
            command += ["--market", market]
        result = run(command, env=environment(url))
        result["answers"] = result["output"]["requests"]
        return result

    items = "SELECT count(*) FROM availability"


class ByHand:
    name = "aiohttp, orjson, sqlite3"
    module = "crawl.by_hand"
    items = "SELECT count(*) FROM availability"

    def __init__(self, options):
        pass

    def crawl(self, url, path, markets=MARKETS, concurrency=CONCURRENCY):
        result = run([sys.executable, "-m", self.module, url, str(path), str(concurrency), *markets], cwd=here)
        result["answers"] = result["output"]["requests"]
        return result


class Dlt(ByHand):
    name = "dlt"
    module = "crawl.by_dlt"


def floor(url, recording, program):
    """async-http-client as its documents say, asked for the same addresses by as many tasks."""
    result = run([program, url, recording / "requests.txt", str(CONCURRENCY)])
    result["answers"] = result["output"]["requests"]
    return result


def remove(path):
    for file in path.parent.glob(path.name + "*"):
        subprocess.run(["rm", "-rf", file], check=True)


def log_bytes(path, crawl):
    """What a crawl adds to the write-ahead log: a reader holds a snapshot, so that the log is not begun anew."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sqlite_master").fetchall()
    crawl()
    size = os.path.getsize(str(path) + "-wal") if os.path.exists(str(path) + "-wal") else 0
    reader.execute("ROLLBACK")
    reader.close()
    return size


def median(runs, key):
    return sorted(r[key] for r in runs)[len(runs) // 2]


def row(name, what, runs, log=None):
    answers, seconds, cpu = (median(runs, k) for k in ("answers", "seconds", "cpu"))
    return f"| {name} | {what} | {answers / seconds:,.0f} | {answers / cpu:,.0f} | {median(runs, 'memory') / 1e6:.0f} MB | {'' if log is None else f'{log / 1e6:.2f} MB'} |"


def ceiling(url, recording, work):
    paths = [f"{line}" for line in (recording / "requests.txt").read_text().split()]
    script = work / "wrk.lua"
    script.write_text("local paths = {}\nfor line in io.lines(%r) do paths[#paths + 1] = line end\nlocal at = 0\n"
                      "request = function() at = at %% #paths + 1; return wrk.format('GET', paths[at]) end\n" % str(recording / "requests.txt"))
    output = subprocess.run(["wrk", "-t1", f"-c{CONCURRENCY}", "-d6s", "-s", script, url], capture_output=True, text=True, check=True).stdout
    return float(next(line.split()[1] for line in output.splitlines() if line.startswith("Requests/sec"))), len(paths)


@contextmanager
def proxy(upstream, milliseconds):
    """The server with every answer so much later."""
    process = subprocess.Popen([sys.executable, "-m", "crawl.delay", "8960", str(upstream), str(milliseconds)], cwd=here, stdout=subprocess.PIPE, text=True)
    try:
        process.stdout.readline()
        yield "http://127.0.0.1:8960"
    finally:
        process.terminate()
        process.wait()


def section(options):
    work = options.work / "crawl"
    work.mkdir(parents=True, exist_ok=True)
    ours = Ours(options)
    recording, changed = work / "recording", work / "changed"
    record.record(ours.program, recording, markets=MARKETS, products=PRODUCTS, skus=SKUS, body=BODY, environment=environment)
    record.changed(recording, changed, 0.01)
    sizes = [f.stat().st_size for f in (recording / "200").rglob("*") if f.is_file()]
    clients = [ours, ByHand(options)] + ([] if options.without_dlt else [Dlt(options)])
    table, notes = [], []
    with server.serving(work, [recording, changed]) as (same, other):
        most, asked = ceiling(same, recording, work)
        if options.fetch:
            table.append(row("async-http-client alone", "nothing looked at", [floor(same, recording, options.fetch) for _ in range(REPEATS)]))
            print(table[-1], flush=True)
        first = {}
        for client in clients:
            path = work / f"{client.name.split(',')[0]}.sqlite"
            repeats = 1 if client.name == "dlt" else REPEATS
            runs = []
            for _ in range(repeats):
                remove(path)
                runs.append(client.crawl(same, path))
            database = sqlite3.connect(path)
            items = database.execute(client.items).fetchone()[0]
            database.close()
            size = path.stat().st_size
            first[client.name] = (runs, items, size)
            table.append(row(client.name, "first load", runs))
            print(table[-1], flush=True)
            # dlt merges into a filled SQLite file for minutes, and its loaders then lock each other out.
            if client.name != "dlt":
                again = [client.crawl(same, path) for _ in range(repeats)]
                table.append(row(client.name, "unchanged", again, log_bytes(path, lambda: client.crawl(same, path))))
                print(table[-1], flush=True)
                moved = []
                for turn in range(repeats):
                    moved.append(client.crawl(other if turn % 2 == 0 else same, path))
                table.append(row(client.name, "1 % changed", moved, log_bytes(path, lambda: client.crawl(same if repeats % 2 else other, path))))
                print(table[-1], flush=True)
            notes.append(f"{client.name}: {items:,} items in {size / 1e6:.1f} MB, {size / items:.0f} bytes an item.")
        path = work / "delayed.sqlite"
        remove(path)
        with proxy(8950, 50) as url:
            late, again = ours.crawl(url, path), ours.crawl(url, path)
            most_late, _ = ceiling(url, recording, work)
        possible = CONCURRENCY / 0.05
    out = [
        f"How much of a machine does a crawl take? {asked:,} answers of two markets, {sum(sizes) / len(sizes) / 1000:.1f} kB on average, {sum(sizes) / 1e6:.0f} MB in all, served from files by nginx "
        f"with one worker over loopback, {CONCURRENCY} at once; client and server share the machine. CPU seconds are those of the client's process alone. Median of {REPEATS} runs, dlt once and into an empty file only: merged into a filled one, it works for minutes and fails where its loaders lock each other out. "
        f"The limit is what the server can send: wrk, which looks at nothing, gets {most:,.0f} a second.", "",
        "| client | crawl | answers/s | answers per CPU second | peak memory | written to the log |", "|---|---|---|---|---|---|", *table, "",
        *[f"- {note}" for note in notes], "",
        f"With every answer 50 ms late, {CONCURRENCY} at once allow {possible:.0f} answers a second: first load {late['answers'] / late['seconds']:.0f} ({late['answers'] / late['seconds'] / possible:.0%}), "
        f"unchanged {again['answers'] / again['seconds']:.0f} ({again['answers'] / again['seconds'] / possible:.0%}). "
        f"What keeps the answers back takes its time too: wrk gets {most_late:.0f} through it.",
    ]
    return "\n".join(out), ["crawl"]
