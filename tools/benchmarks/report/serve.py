"""How fast does the server answer at fixed arrival rates, and what becomes of it when more is asked than it can answer?"""
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from . import world
from .questions import MIX

here = Path(__file__).parent.parent
PROGRAMS = here / ".venv-serve" / "bin"
FILTERS = [{"market": "US"}, {"market": "DE", "segment": "commercial"}, {"market": "JP"}]
# Each address has its own rate limit and connection limit: loopback has many.
ADDRESSES = "127.0.0.1-127.0.0.254"
SCRIPT = """
import http from 'k6/http';
const urls = JSON.parse(open('./urls.json'));
export const options = {
  discardResponseBodies: true, summaryTrendStats: ['p(50)', 'p(99)', 'max', 'count'],
  thresholds: { 'http_req_duration{kind:asked,status:200}': ['max>=0'], 'http_req_duration{kind:asked}': ['max>=0'],
    'http_req_duration{kind:alive}': ['max>=0'], 'http_reqs{kind:asked,status:200}': ['count>=0'],
    'http_reqs{kind:asked,status:503}': ['count>=0'], 'http_reqs{kind:asked}': ['count>=0'] },
  scenarios: {
    asked: { executor: 'constant-arrival-rate', exec: 'asked', rate: +__ENV.RATE, timeUnit: '1s', duration: __ENV.DURATION,
      preAllocatedVUs: 64, maxVUs: +__ENV.CLIENTS },
    alive: { executor: 'constant-arrival-rate', exec: 'alive', rate: 10, timeUnit: '1s', duration: __ENV.DURATION, preAllocatedVUs: 2 },
  },
};
export function asked() { http.get(__ENV.BASE + urls[Math.floor(Math.random() * urls.length)], { tags: { kind: 'asked', name: 'asked' } }); }
export function alive() { http.get(__ENV.BASE + __ENV.ALIVE, { tags: { kind: 'alive', name: 'alive' } }); }
"""


@contextlib.contextmanager
def served(command, ready):
    """A server, its base and its process; `ready` finds the base in a line of its output."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in process.stdout:
            if found := re.search(ready, line):
                yield found.group(1), process.pid
                return
        raise RuntimeError(f"{command[0]} ended before it listened")
    finally:
        process.terminate()
        process.wait(timeout=30)


def processor(pid):
    """Seconds of processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid):
    """The most resident megabytes of a process so far."""
    return int(re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def load(folder, base, pid, urls, rate, alive, seconds=20, clients=64):
    """What a fixed arrival rate gets: milliseconds, answers, processor time an answer."""
    (folder / "urls.json").write_text(json.dumps(urls))
    (folder / "load.js").write_text(SCRIPT)
    summary = folder / "summary.json"
    before = processor(pid)
    environment = os.environ | {"BASE": base.rstrip("/"), "RATE": str(rate), "DURATION": f"{seconds}s", "ALIVE": alive, "CLIENTS": str(clients)}
    subprocess.run([PROGRAMS / "k6", "run", "--quiet", "--no-usage-report", "--local-ips", ADDRESSES, "--summary-export", summary, folder / "load.js"],
                   check=True, capture_output=True, env=environment, cwd=folder)
    spent = processor(pid) - before
    metrics = json.loads(summary.read_text())["metrics"]
    answers = metrics["http_reqs{kind:asked,status:200}"]["count"]
    return {
        "good": metrics["http_req_duration{kind:asked,status:200}"], "alive": metrics["http_req_duration{kind:alive}"],
        "answers": answers, "refused": metrics["http_reqs{kind:asked,status:503}"]["count"], "asked": metrics["http_reqs{kind:asked}"]["count"],
        "late": metrics.get("dropped_iterations", {"count": 0})["count"], "processor": spent * 1000 / max(1, answers),
    }


def row(name, rate, result):
    return (f"| {name} | {rate} | {result['answers']:.0f} of {result['asked']:.0f} | {result['refused']:.0f} | {result['late']:.0f} | {result['good']['p(50)']:.1f} | "
            f"{result['good']['p(99)']:.1f} | {result['alive']['p(99)']:.1f} | {result['processor']:.2f} |")


def datasette_file(path, store):
    """The texts that are sold, with a market and a segment in each row, as a table with full-text search."""
    if path.exists():
        return path
    from rivals.store import documents
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE item (id TEXT, title TEXT, product TEXT, publisher TEXT, description TEXT, market TEXT, segment TEXT)")
        wanted = {(f["market"], f.get("segment", "commercial")) for f in FILTERS}
        for text in documents(store):
            for market, segment in wanted & {tuple(place.split("/")) for place in text.places}:
                db.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)", (text.id, text.title, text.product, text.publisher, text.description, market, segment))
        db.executescript("""CREATE INDEX item_market ON item (market); CREATE INDEX item_segment ON item (segment);
            CREATE VIRTUAL TABLE item_fts USING fts5(title, product, publisher, description, content='item', tokenize="unicode61 remove_diacritics 2");
            INSERT INTO item_fts (item_fts) VALUES ('rebuild'); ANALYZE;""")
    return path


def section(options):
    programs = world.programs(options, "generate-store", "partner-catalog")
    store = world.store(options, programs["generate-store"], 240)
    work = options.work / "serve"
    work.mkdir(exist_ok=True)
    ours = ["/api/v1/search?" + "&".join(["q=" + quote(text), "limit=20"] + [f"{k}={v}" for k, v in chosen.items()]) for text in MIX for chosen in FILTERS]
    theirs = ["/rival/item.json?" + "&".join(["_search=" + quote(text), "_size=20", "_facet=segment", "_facet=publisher"] + [f"{k}={v}" for k, v in chosen.items()])
              for text in MIX for chosen in FILTERS]
    head = ["| server | asked a second | answered | 503 | not sent in time | p50 | p99 | alive p99 | processor |", "|---|---|---|---|---|---|---|---|---|"]
    out = [f"{world.items(store):,} items; {len(MIX)} texts × {len(FILTERS)} filters, 20 hits with facets; k6 on the same processors, 64 connections, more in overload. Milliseconds; "
           "`alive` is a probe beside it, `processor` the server's time an answer.", "", *head]
    with served([programs["partner-catalog"], "serve", "--listen", "127.0.0.1:0", "--db", store, "--quiet"], r"(http://127\.0\.0\.1:\d+)/") as (base, pid):
        load(work, base, pid, ours, 100, "/healthz", seconds=5)
        for rate in (100, 500, 1000, 2000):
            out.append(row("partner-catalog", rate, load(work, base, pid, ours, rate, "/healthz")))
        overload = load(work, base, pid, ours, 8000, "/healthz", clients=240)
        out.append(row("partner-catalog, overload", 8000, overload))
        start = time.perf_counter()
        after = load(work, base, pid, ours, 100, "/healthz", seconds=2)
        back = f"{time.perf_counter() - start:.1f} s after the overload 100 a second had p99 {after['good']['p(99)']:.1f} ms"
        most = memory(pid)
    rival = datasette_file(work / "rival.sqlite", store)
    with sqlite3.connect(rival) as db:
        rows = db.execute("SELECT count(*) FROM item").fetchone()[0]
    with served([PROGRAMS / "datasette", "serve", rival, "--port", "0"], r"(http://127\.0\.0\.1:\d+)") as (base, pid):
        load(work, base, pid, theirs, 5, "/-/versions.json", seconds=5)
        for rate in (5, 20, 50):
            out.append(row(f"Datasette, {rows:,} rows", rate, load(work, base, pid, theirs, rate, "/-/versions.json")))
    out += ["", f"Memory of partner-catalog at most {most:.0f} MB; {back}. Goals: at 500 a second p50 2 and p99 10 ms; no 503 below 2,000; 0.8 ms of processor an answer; 250 MB; in overload "
            "answered p99 300 and alive 20 ms, back in 2 s."]
    return "\n".join(out), ["serve"] + (["--store", "CATALOG"] if options.store else [])
