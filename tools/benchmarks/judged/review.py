#!/usr/bin/env python3
"""Prints the judged set to be read by a person: every query, and of each grade the titles of some documents.

usage: review.py [KIND…]
"""
import json
import sys
from pathlib import Path

here = Path(__file__).parent
documents = {d["id"]: d for d in map(json.loads, open(here.parent / "corpus" / "corpus.ndjson", encoding="utf-8"))}
grades = {}
for line in map(json.loads, open(here / "grades.ndjson", encoding="utf-8")):
    grades.setdefault(line["query"], []).append(line)
for query in map(json.loads, open(here / "queries.ndjson", encoding="utf-8")):
    if sys.argv[1:] and query["kind"] not in sys.argv[1:]:
        continue
    print(f"\n“{query['text']}”  {query['market']} {query.get('segment', '')}  [{query['kind']}, {query['half']}] {query.get('note', '')}")
    for group in grades.get(query["id"], []):
        titles = list(dict.fromkeys(documents[d]["skuTitle"] for d in group["documents"]))
        print(f"  {group['grade']} × {len(group['documents'])}  {group['reason']}: {' | '.join(titles[:4])}{' …' if len(titles) > 4 else ''}")
