"""How fast do the answers come, side by side?

Same texts, same queries, same filter by market and segment, first twenty with ids and titles. Every engine is a process of its own and measures each answer
itself; they are asked in turn, one question at a time, in an order drawn with a fixed seed, so that caches are warm but not hot.
"""
import json
import random
import subprocess
import sys
from pathlib import Path

from rivals import store

from .quality import OURS, RIVALS
from .questions import MIX, SETS

here = Path(__file__).parent.parent


class Served:
    """An engine that answers over its standard input and output."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here)

    def ask(self, text, place):
        market, segment = place.split("/")
        self.process.stdin.write(json.dumps({"text": text, "market": market, "segment": segment}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def memory(self):
        """Resident megabytes of the process, without a server behind it."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def catalog(options):
    """The file that all engines answer from: the one given, or the corpus over all markets."""
    if options.store:
        return options.store.resolve()
    folder = options.work / "latency"
    folder.mkdir(parents=True, exist_ok=True)
    path, texts = folder / "catalog.sqlite", folder / "spread.ndjson"
    # Made anew where the program is newer: the schema and the index may be others than last time.
    if path.exists() and path.stat().st_mtime > Path(options.answer).stat().st_mtime:
        return path
    for old in folder.glob("catalog.sqlite*"):
        old.unlink()
    with open(texts, "w", encoding="utf-8") as file:
        subprocess.run([sys.executable, here / "corpus" / "spread.py"], stdout=file, check=True)
    subprocess.run([options.answer, "store", texts, path], check=True)
    return path


def places(path):
    """Four places, from the one where most is sold to one where a twentieth of that is; and what the file holds."""
    counts, texts = {}, 0
    for document in store.documents(path):
        texts += 1
        for place in document.places:
            counts[place] = counts.get(place, 0) + 1
    ranked = sorted(counts, key=lambda p: (-counts[p], p))
    top = counts[ranked[0]]
    chosen = [next((p for p in ranked if counts[p] <= top * share), ranked[-1]) for share in (1, 0.75, 0.25, 0.05)]
    return list(dict.fromkeys(chosen)), counts, texts


def size(path):
    return sum(f.stat().st_size for f in Path(path).rglob("*") if f.is_file()) / 1e6


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def section(options):
    path = catalog(options)
    scopes, counts, texts = places(path)
    built = {}
    for name, module in RIVALS.items():
        folder = options.work / "latency" / module
        done = subprocess.run([sys.executable, "-m", "rivals", module, "index", folder, path], check=True, cwd=here, capture_output=True, text=True)
        built[name] = json.loads(done.stdout) | {"size": size(folder)}
    engines = {OURS: Served([options.answer, "serve", path])}
    engines |= {name: Served([sys.executable, "-m", "rivals", module, "serve", options.work / "latency" / module]) for name, module in RIVALS.items()}
    try:
        samples, memory, agreement = measure(engines, scopes)
    finally:
        for engine in engines.values():
            engine.close()
    rows = [f"{texts} texts, {sum(counts.values())} texts in markets and segments ({'the file given' if options.store else 'the corpus over all markets of the service'}). Filtered to "
            + ", ".join(f"{p} ({counts[p]} texts)" for p in scopes) + ". Milliseconds; this project is timed in Swift, the rivals in Python around the call.", ""]
    for title, by_engine in samples.items():
        asked, repeats = SETS[title]
        rows += [f"### {title[0].upper()}{title[1:]}", "", f"{len(asked)} texts × {len(scopes)} filters × {repeats}.", "",
                 "| engine | p50 | p95 | p99 | max |" + (" overlap@10 |" if title in agreement else ""), "|---|---|---|---|---|" + ("---|" if title in agreement else "")]
        for name, values in by_engine.items():
            cells = [f"{percentile(values, share):.2f}" for share in (0.5, 0.95, 0.99)] + [f"{max(values):.2f}"]
            cells += [f"{agreement[title][name]:.2f}"] if title in agreement else []
            rows.append(f"| {name} | " + " | ".join(cells) + " |")
        behind = [f"{name} at {label}" for name, values in by_engine.items() if name != OURS
                  for share, label in ((0.5, "p50"), (0.95, "p95"), (0.99, "p99")) if percentile(values, share) < percentile(by_engine[OURS], share)]
        rows += ["", f"Faster than {OURS} here: {', '.join(behind) or 'none'}.", ""]
    rows += ["overlap@10 is the share of the first ten in common with FTS5's own bm25 over all fields: how alike the orders are, not how good.", "",
             "| engine | version | index built in | index | process |", "|---|---|---|---|---|", f"| {OURS} | | | {size_of(path):.0f} MB, the whole catalog | {memory[OURS]:.0f} MB |"]
    for name, b in built.items():
        rows.append(f"| {name} | {b['version']} | {b['seconds']:.0f} s | {b['size']:.0f} MB | {memory[name]:.0f} MB{' and the server' if name == 'PostgreSQL' else ''} |")
    return "\n".join(rows), ["latency"] + (["--store", "CATALOG"] if options.store else [])


def size_of(path):
    return Path(path).stat().st_size / 1e6


def measure(engines, scopes):
    chance = random.Random(1)
    samples, agreement = {}, {}
    for title, (texts, repeats) in SETS.items():
        values = {name: [] for name in engines}
        questions = [(text, place) for text in texts for place in scopes]
        shared = {name: [] for name in engines}
        for turn in range(repeats + 1):
            chance.shuffle(questions)
            for number, (text, place) in enumerate(questions):
                names = list(engines)
                names = names[number % len(names):] + names[: number % len(names)]
                answers = {name: engines[name].ask(text, place) for name in names}
                # The first round warms the caches of everybody.
                if turn == 0:
                    best = set(answers["FTS5"]["documents"][:10])
                    for name, answer in answers.items():
                        if best:
                            shared[name].append(len(best & set(answer["documents"][:10])) / len(best))
                else:
                    for name, answer in answers.items():
                        values[name].append(answer["milliseconds"])
        samples[title] = values
        if texts is MIX:
            agreement[title] = {name: sum(v) / len(v) for name, v in shared.items()}
    return samples, {name: engine.memory() for name, engine in engines.items()}, agreement
