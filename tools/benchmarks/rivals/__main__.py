"""Lets a rival answer.

usage: python -m rivals ENGINE judged FOLDER RESULTS.ndjson   the judged set: one line a query, the ids of the first twenty documents
       python -m rivals ENGINE index FOLDER CATALOG           builds the index over the texts of a catalog file
       python -m rivals ENGINE serve FOLDER                   a question a line in, an answer a line out

ENGINE: fts5, tantivy, xapian, postgres. The index is in FOLDER.
"""
import importlib
import json
import shutil
import sys
import time
from pathlib import Path

from . import corpus, store

MODULES = {"fts5": "fts5", "tantivy": "tantivy_engine", "xapian": "xapian_engine", "postgres": "postgres"}


def timed(engine, query):
    start = time.perf_counter()
    found = engine.search(query["text"], corpus.place(query), 20)
    return found, (time.perf_counter() - start) * 1000


def judged(engine, results):
    engine.build(corpus.documents())
    with open(results, "w", encoding="utf-8") as file:
        for query in corpus.queries():
            runs = [timed(engine, query) for _ in range(5)]
            file.write(json.dumps({"query": query["id"], "documents": runs[-1][0], "milliseconds": min(t for _, t in runs)}) + "\n")


def index(engine, catalog):
    start = time.perf_counter()
    engine.build(store.documents(catalog))
    print(json.dumps({"seconds": time.perf_counter() - start, "version": engine.version}))


def serve(engine):
    for line in sys.stdin:
        found, milliseconds = timed(engine, json.loads(line))
        print(json.dumps({"milliseconds": milliseconds, "documents": found}), flush=True)


def main():
    name, task, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]).resolve()
    if task != "serve":
        # An index of before would be added to.
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder)
        folder.mkdir()
    engine = importlib.import_module(f"rivals.{MODULES[name]}").Engine(folder)
    try:
        {"judged": judged, "index": index, "serve": serve}[task](engine, *sys.argv[4:])
    finally:
        engine.close()


main()
