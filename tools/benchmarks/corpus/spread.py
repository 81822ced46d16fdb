#!/usr/bin/env python3
"""Spreads the corpus over all markets of the service, to measure speed with.

usage: spread.py [MARKETS] > SPREAD.ndjson      (default: all of Data/Markets/markets.json)

Every English text is sold in a share of the markets that is its own, between three and ten of ten; texts in other languages stay where they are.
"""
import hashlib
import json
import sys
from pathlib import Path

here = Path(__file__).parent
known = json.loads((here.parents[2] / "Data" / "Markets" / "markets.json").read_text(encoding="utf-8"))["markets"]
codes = [m["market"] for m in known][: int(sys.argv[1]) if len(sys.argv) > 1 else None]
documents = [json.loads(line) for line in open(here / "corpus.ndjson", encoding="utf-8")]
taken = {(f"{d['productId']}:{d['skuId']}", m) for d in documents for m in d["markets"]}
for document in documents:
    if document["locale"] == "en-US":
        key = f"{document['productId']}:{document['skuId']}"
        draw = hashlib.shake_256(key.encode()).digest(len(codes) + 1)
        share = 76 + draw[-1] * 180 // 256
        more = [m for m, byte in zip(codes, draw) if byte < share and (key, m) not in taken]
        document["markets"] = document["markets"] + more
    print(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
