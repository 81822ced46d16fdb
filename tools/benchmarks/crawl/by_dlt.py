"""The same three levels with dlt, as its documents say: resources, a transformer for each level, merged by primary key into SQLite.

usage: python -m crawl.by_dlt URL DATABASE CONCURRENCY MARKET…
"""
import json
import os
import sys

_, BASE, DATABASE, CONCURRENCY, *MARKETS = sys.argv
os.environ.update({
    "EXTRACT__WORKERS": CONCURRENCY, "EXTRACT__MAX_PARALLEL_ITEMS": CONCURRENCY, "RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "ERROR",
    "DLT_DATA_DIR": DATABASE + ".dlt",
})

import dlt  # noqa: E402
from dlt.sources.helpers import requests  # noqa: E402

VIEWS = [("Azure", None), ("AzureReservations", "AzurePlan"), ("OnlineServices", None), ("Software", None), ("MarketplaceSaaS", None), ("SpecializedOffers", None)]
NONPROFIT = ["Azure", "OnlineServices", "Software", "MarketplaceSaaS", "SpecializedOffers"]
answers = 0
session = requests.Client(raise_for_status=False, request_max_attempts=1).session


def get(path):
    global answers
    reply = session.get(BASE + "/v1" + path, headers={"Authorization": "Bearer benchmark"})
    answers += 1
    if reply.status_code == 403:
        return []
    reply.raise_for_status()
    return reply.json()["items"]


@dlt.resource(write_disposition="merge", primary_key=["market", "scope", "segment_asked", "id"])
def product():
    for market in MARKETS:
        seen = set()
        for view, scope, segment in [(v, s, None) for v, s in VIEWS] + [(v, None, "nonprofit") for v in NONPROFIT]:
            for p in get(f"/products?country={market}&targetView={view}" + (f"&targetSegment={segment}" if segment else "")
                         + (f"&reservationScope={scope}" if scope else "")):
                if (p["id"], scope, segment) not in seen:
                    seen.add((p["id"], scope, segment))
                    p.pop("links", None)
                    yield {**p, "market": market, "scope": scope or "", "segment_asked": segment or ""}


def rest(row):
    return f"?country={row['market']}" + (f"&targetSegment={row['segment_asked']}" if row["segment_asked"] else "") + (
        f"&reservationScope={row['scope']}" if row["scope"] else "")


@dlt.transformer(data_from=product, write_disposition="merge", primary_key=["market", "scope", "segment_asked", "product_id", "id"], parallelized=True)
def sku(p):
    return [{**s, "links": None, "dynamicAttributes": json.dumps(s.get("dynamicAttributes")), "market": p["market"], "scope": p["scope"],
             "segment_asked": p["segment_asked"]} for s in get(f"/products/{p['id']}/skus{rest(p)}")]


@dlt.transformer(data_from=sku, write_disposition="merge", primary_key=["market", "scope", "segment_asked", "product_id", "sku_id", "id"], parallelized=True)
def availability(skus):
    for s in skus if isinstance(skus, list) else [skus]:
        for a in get(f"/products/{s['productId']}/skus/{s['id']}/availabilities{rest(s)}"):
            yield {**{k: v for k, v in a.items() if k not in ("links", "product", "sku")}, "terms": json.dumps(a.get("terms")),
                   "renewalInstructions": json.dumps(a.get("renewalInstructions")), "includedQuantityOptions": json.dumps(a.get("includedQuantityOptions")),
                   "market": s["market"], "scope": s["scope"], "segment_asked": s["segment_asked"]}


@dlt.source
def catalog():
    return product, sku, availability


if __name__ == "__main__":
    pipeline = dlt.pipeline("crawl", destination=dlt.destinations.sqlalchemy("sqlite:///" + DATABASE), dataset_name="main", pipelines_dir=DATABASE + ".pipelines")
    pipeline.run(catalog())
    import sqlite3
    database = sqlite3.connect(DATABASE)
    print(json.dumps({"requests": answers, "items": database.execute("SELECT count(*) FROM availability").fetchone()[0]}))
