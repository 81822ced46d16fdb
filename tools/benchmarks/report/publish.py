"""What does a copy of the catalog in PostgreSQL cost: the world, changed units, the lag behind a sync; beside psql and dlt."""
import contextlib
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg2

from . import world

LOAD_GOAL, UNITS_GOAL, LAG_GOAL, BYTES_GOAL = 300_000, 0.6, 5, 140
MARKET, UNITS = "US", 2_000
# What the page says of the server.
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "8GB", "maintenance_work_mem": "512MB"}
SERVER = '. "$1/tools/postgres"; "${@:2}"'


def shell(*command):
    """A function of tools/postgres, and what it prints."""
    return subprocess.run(["bash", "-euc", SERVER, "bash", world.root, *map(str, command)], check=True, capture_output=True, text=True).stdout.strip()


@contextlib.contextmanager
def server():
    """A PostgreSQL server of its own: its folder."""
    folder = Path(shell("postgres_folder"))
    shell("postgres_init", folder)
    # What a statement took stands in the server's log, with the time of its end.
    settings = SETTINGS | {"log_min_duration_statement": "0", "log_line_prefix": "%n ", "log_parameter_max_length": "0"}
    with open(folder / "data" / "postgresql.auto.conf", "a", encoding="utf-8") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    shell("postgres_server", folder, "start")
    try:
        yield folder
    finally:
        shell("postgres_server", folder, "stop", "-m", "immediate")
        shutil.rmtree(folder)


def address(folder):
    return f"postgresql:///postgres?host={folder}&user=admin"


def asked(folder, query):
    with contextlib.closing(psycopg2.connect(address(folder))) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def published(program, folder, path, *options):
    """A round: its report, seconds, processor seconds, megabytes."""
    start = time.time()
    with open(folder / "report", "w+", encoding="utf-8") as report:
        process = subprocess.Popen([program, "publish", "--postgres", address(folder), "--json", "--db", path, *options], stdout=report)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"publish ended with {process.returncode}")
        report.seek(0)
        return json.load(report), start, time.time() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def last_copy(folder):
    """When the last rows were there, in seconds since 1970."""
    return max(float(time_) for time_ in re.findall(r"^([\d.]+) LOG:  duration: .* (?:statement|execute <unnamed>): COPY ", (folder / "server.log").read_text(errors="replace"), re.MULTILINE))


def by_psql(folder, table):
    """Seconds that the server takes for the same rows from a file that is written already: the limit."""
    text = folder / "rows"
    copy = ["psql", "-X", "-q", "-h", folder, "-U", "admin", "-d", "postgres", "-c"]
    subprocess.run([*copy, f"\\copy {table} TO '{text}'"], check=True)
    subprocess.run([*copy, f"CREATE TABLE plain (LIKE {table})"], check=True)
    start = time.perf_counter()
    subprocess.run([*copy, f"\\copy plain FROM '{text}'"], check=True)
    took = time.perf_counter() - start
    subprocess.run([*copy, "DROP TABLE plain"], check=True)
    text.unlink()
    return took


def lags(folder, path, over):
    """How long each version of the file was not yet in the database, in seconds: looks at both until it is over."""
    waiting, seconds, last = [], [], None
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    with contextlib.closing(file), contextlib.closing(psycopg2.connect(address(folder))) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        while not over.is_set() or waiting:
            now = time.monotonic()
            version = int(file.execute("SELECT value FROM setting WHERE key = 'version'").fetchone()[0])
            if last is not None and version > last:
                waiting.append((version, now))
            last = version
            cursor.execute("SELECT version FROM partner_catalog.store")
            shown, now = cursor.fetchone()[0], time.monotonic()
            seconds += [now - since for version, since in waiting if version <= shown]
            waiting = [entry for entry in waiting if entry[0] > shown]
            if over.is_set() and waiting and now - waiting[0][1] > 60:
                raise RuntimeError("the last version was not published in a minute")
            time.sleep(0.01)
    return sorted(seconds)


def readings(program, path):
    """Reads one market again: a line as each of three readings is at its end."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        markets, = db.execute("SELECT count(DISTINCT market_id) FROM place").fetchone()
    process = subprocess.Popen([program, path, "--markets", str(markets), "--market", MARKET, "--touched", "0.1", "--watched"], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        yield json.loads(line)
    if process.wait():
        raise RuntimeError(f"measure-resync ended with {process.returncode}")


def changed(program, folder, path):
    """Rounds that copy so many units: the units, and the seconds of each round."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        units = db.execute("SELECT DISTINCT u.place_id, u.product_id FROM unit u JOIN place l ON l.id = u.place_id JOIN market m ON m.id = l.market_id "
                           "WHERE m.code = ? AND u.removed_at IS NULL ORDER BY u.product_id, u.place_id", (MARKET,)).fetchall()
        rows, took = units[:UNITS], []
        for _ in range(5):
            # What a sync does that finds them confirmed: their time, the log of touched units, the version.
            db.execute("BEGIN IMMEDIATE")
            db.executemany("UPDATE unit SET confirmed_at = confirmed_at + 1 WHERE place_id = ? AND product_id = ?", rows)
            db.executemany("INSERT INTO touched_unit (place_id, product_id) VALUES (?, ?)", rows)
            db.execute("UPDATE setting SET value = value + 1 WHERE key = 'version'")
            db.execute("COMMIT")
            report, _, seconds, _, _ = published(program, folder, path)
            if report["units"] != len(rows):
                raise RuntimeError(f"{report['units']} units were copied instead of {len(rows)}")
            took.append(seconds)
    return rows, took


DLT = """
import dlt, json, os, resource, sqlite3, sys, time
address, path, folder = sys.argv[1:4]
products = json.load(open(os.path.join(folder, "products.json"), encoding="utf-8"))
os.environ["RUNTIME__LOG_LEVEL"] = "ERROR"
columns = "market, segment, reservation_scope, product_id, sku_id, availability_id, catalog_item_id, product_title, sku_title, currency, terms, is_purchasable, first_seen_at, confirmed_at"
database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
database.row_factory = sqlite3.Row
def rows(only=None):
    for row in database.execute(f"SELECT {columns} FROM catalog_items WHERE market = 'US'"):
        if only is None or row["product_id"] in only:
            yield dict(row) | {"reservation_scope": row["reservation_scope"] or ""}
def items(only=None):
    return dlt.resource(rows(only), name="items", write_disposition="merge", primary_key=["market", "segment", "reservation_scope", "product_id", "sku_id", "availability_id"])
pipeline = dlt.pipeline("items", destination=dlt.destinations.postgres(address), dataset_name="by_dlt", pipelines_dir=folder)
took = []
for only in (None, set(products)):
    start = time.perf_counter()
    pipeline.run(items(only))
    took.append(time.perf_counter() - start)
print(json.dumps({"load": took[0], "merge": took[1], "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def by_dlt(folder, path, units):
    """dlt loads the items of the market, and merges those of the same units into them."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        numbers = sorted({product for _, product in units})
        products = [db.execute("SELECT code FROM product WHERE id = ?", (number,)).fetchone()[0] for number in numbers]
        items = db.execute("SELECT count(*) FROM catalog_items WHERE market = ?", (MARKET,)).fetchone()[0]
    work = folder / "dlt"
    work.mkdir(exist_ok=True)
    (work / "products.json").write_text(json.dumps(products), encoding="utf-8")
    # dlt asks for a password; the server asks for none.
    place = f"postgresql://admin:none@localhost/postgres?host={folder}"
    run = subprocess.run([sys.executable, "-c", DLT, place, path, work], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1]) | {"items": items}


def judged(value, goal, more=False):
    return "" if (value >= goal if more else value <= goal) else ", **missed**"


def section(options):
    programs = world.programs(options, "generate-store", "measure-resync", "partner-catalog")
    program = programs["partner-catalog"]
    store = world.store(options, programs["generate-store"], 240)
    path = options.work / "published.sqlite"
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    shutil.copyfile(store, path)
    with server() as folder:
        report, start, whole, processor, memory = published(program, folder, path)
        copied = last_copy(folder) - start
        (items, heap, total), = asked(folder, "SELECT (SELECT count(*) FROM partner_catalog.availability), sum(pg_table_size(c.oid)), sum(pg_total_relation_size(c.oid)) "
                                              "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'partner_catalog' AND c.relkind = 'r' AND c.relname ~ '^availability_[0-9]+$'")
        (everything,), = asked(folder, "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'partner_catalog' AND c.relkind = 'r'")
        (partition,), = asked(folder, "SELECT relname FROM pg_class WHERE relname ~ '^availability_[0-9]+$'")
        psql = by_psql(folder, f'partner_catalog."{partition}"')
        published(program, folder, path)

        follower = subprocess.Popen([program, "publish", "--postgres", address(folder), "--follow", "--quiet", "--db", path])
        over = threading.Event()
        try:
            with ThreadPoolExecutor() as pool:
                lag = pool.submit(lags, folder, path, over)
                try:
                    began, read = time.perf_counter(), list(readings(programs["measure-resync"], path))
                    took = time.perf_counter() - began
                finally:
                    over.set()
                ordered = lag.result()
        finally:
            follower.terminate()
            follower.wait(timeout=60)

        units, rounds = changed(program, folder, path)
        verified, *_ = published(program, folder, path, "--verify")
        if verified["differences"]:
            raise RuntimeError(f"the sides differ: {verified['differences']}")
        theirs = by_dlt(folder, path, units)
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)

    rows, bytes_ = report["rows"] / copied, float(total) / items
    p99 = ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)]
    half = statistics.median(rounds)
    settings = ", ".join(f"`{name}` {value}" for name, value in SETTINGS.items())
    out = [f"{items:,} items, PostgreSQL 15 on the same machine over its socket, durable, {settings}. What the file holds is read, turned into rows and sent by one process; "
           "psql sends the rows of the one large table from a file of text that is there already, and nothing else: the limit of the server. Both sides were compared at the end, row by row: equal.", "",
           "| load | rows | seconds | rows a second | processor s | peak MB |", "|---|---|---|---|---|---|",
           f"| `publish`, before keys | {report['rows']:,} | {copied:.1f} | {rows:,.0f} (goal {LOAD_GOAL:,}{judged(rows, LOAD_GOAL, more=True)}) | | |",
           f"| `publish`, with keys and statistics | {report['rows']:,} | {whole:.1f} | {report['rows'] / whole:,.0f} | {processor:.1f} | {memory:.0f} |",
           f"| psql, `availability` alone, before keys | {items:,} | {psql:.1f} | {items / psql:,.0f} | | |", "",
           f"`availability` takes {float(heap) / items:.0f} bytes a row, **{bytes_:.0f}** with its key (goal {BYTES_GOAL}{judged(bytes_, BYTES_GOAL)}); all tables {float(everything) / 1e6:,.0f} MB.", "",
           f"{len(units):,} changed units, in transactions of at most 500, whole process: {half:.2f} s (median of {len(rounds)}, worst {max(rounds):.2f}; goal {UNITS_GOAL}{judged(half, UNITS_GOAL)}). "
           f"dlt merges the items of the same products into {theirs['items']:,} items in {theirs['merge']:.1f} s, {theirs['merge'] / half:.0f} times as long, and loads those in {theirs['load']:.1f} s "
           f"({theirs['items'] / theirs['load']:,.0f} rows a second, {theirs['peakMB']:.0f} MB).", "",
           f"The lag of `publish --follow` while {MARKET} is read {len(read)} times ({took:.0f} s, {sum(line['items'] for line in read):,} items): {len(ordered):,} versions, p50 {ordered[len(ordered) // 2]:.1f} s, "
           f"p99 {p99:.1f} s, at most {ordered[-1]:.1f} s (goal {LAG_GOAL}{judged(p99, LAG_GOAL)})."]
    return "\n".join(out), ["publish"] + (["--store", "CATALOG"] if options.store else [])
