#!/usr/bin/env python3
"""Lets a rival answer the judged set.

usage: python -m rivals ENGINE FOLDER RESULTS.ndjson     (ENGINE: fts5, tantivy, xapian, postgres)

Builds the index in FOLDER; writes one line a query: the ids of the first twenty documents, and the milliseconds of the best of five askings.
"""
import importlib
import json
import sys
import time
from pathlib import Path

from . import corpus

MODULES = {"fts5": "fts5", "tantivy": "tantivy_engine", "xapian": "xapian_engine", "postgres": "postgres"}


def main():
    name, folder, results = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    engine = importlib.import_module(f"rivals.{MODULES[name]}").Engine(folder)
    try:
        engine.build(corpus.documents())
        lines = []
        for query in corpus.queries():
            best = float("inf")
            for _ in range(5):
                start = time.perf_counter()
                found = engine.search(query["text"], corpus.place(query), 20)
                best = min(best, time.perf_counter() - start)
            lines.append(json.dumps({"query": query["id"], "documents": found, "milliseconds": best * 1000}) + "\n")
        results.write_text("".join(lines), encoding="utf-8")
    finally:
        engine.close()


main()
