"""The crawler that somebody competent would write in Python: asyncio, aiohttp, orjson, sqlite3.

usage: python -m crawl.by_hand URL DATABASE CONCURRENCY MARKET…

Reads the three levels of each market, as many requests at once as asked, and keeps what partner-catalog keeps: products, SKUs with their texts and
attributes, availabilities with terms and offers, when it was first seen, and when a whole
crawl last confirmed all of it. A row is written only where it differs. No retries, no pace, no history,
no search index, no proof of absence. Prints how many answers it read, and how many items it holds.
"""
import asyncio
import json
import sqlite3
import sys
import time

import aiohttp
import orjson

VIEWS = [("Azure", None), ("AzureReservations", "AzurePlan"), ("OnlineServices", None), ("Software", None), ("MarketplaceSaaS", None), ("SpecializedOffers", None)]
NONPROFIT = ["Azure", "OnlineServices", "Software", "MarketplaceSaaS", "SpecializedOffers"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS product (market TEXT, scope TEXT, id TEXT, title TEXT, description TEXT, type TEXT, subtype TEXT, is_microsoft INT, publisher TEXT,
  PRIMARY KEY (market, scope, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sku (market TEXT, scope TEXT, product TEXT, id TEXT, title TEXT, description TEXT, minimum INT, maximum INT, is_trial INT,
  billing TEXT, prerequisites TEXT, inventory TEXT, provisioning TEXT, attributes TEXT, PRIMARY KEY (market, scope, product, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS availability (market TEXT, scope TEXT, product TEXT, sku TEXT, id TEXT, item TEXT, segment TEXT, currency TEXT, symbol TEXT,
  is_purchasable INT, is_renewable INT, terms TEXT, renewal TEXT, quantities TEXT, first_seen INT,
  PRIMARY KEY (market, scope, product, sku, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (confirmed INT, answers INT);
"""


def upsert(table, key, columns, extra=()):
    every = [*key, *columns, *extra]
    differs = " OR ".join(f"{table}.{c} IS NOT excluded.{c}" for c in columns)
    return (f"INSERT INTO {table} ({', '.join(every)}) VALUES ({', '.join('?' * len(every))}) ON CONFLICT DO UPDATE SET "
            + ", ".join(f"{c} = excluded.{c}" for c in columns) + f" WHERE {differs}")


PRODUCT = upsert("product", ["market", "scope", "id"], ["title", "description", "type", "subtype", "is_microsoft", "publisher"])
SKU = upsert("sku", ["market", "scope", "product", "id"], ["title", "description", "minimum", "maximum", "is_trial", "billing", "prerequisites", "inventory",
                                                             "provisioning", "attributes"])
AVAILABILITY = upsert("availability", ["market", "scope", "product", "sku", "id"], ["item", "segment", "currency", "symbol", "is_purchasable", "is_renewable", "terms",
                                                                                  "renewal", "quantities"], ["first_seen"])


class Crawler:
    def __init__(self, base, path, concurrency):
        self.base, self.answers = base + "/v1", 0
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 1000;" + SCHEMA)
        self.concurrency = concurrency
        self.now = int(time.time())
        self.written = 0

    async def get(self, path):
        async with self.session.get(self.base + path) as reply:
            body = await reply.read()
            self.answers += 1
            if reply.status == 403:
                return []
            reply.raise_for_status()
            return orjson.loads(body)["items"]

    def write(self, statement, rows):
        self.db.executemany(statement, rows)
        self.written += len(rows)
        if self.written > 5000:
            self.db.execute("COMMIT")
            self.db.execute("BEGIN")
            self.written = 0

    async def unit(self, market, product, scope, segment):
        rest = f"?country={market}" + (f"&targetSegment={segment}" if segment else "") + (f"&reservationScope={scope}" if scope else "")
        skus = await self.get(f"/products/{product}/skus{rest}")
        text = lambda value: orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode() if value is not None else None
        self.write(SKU, [(market, scope or "", product, s["id"], s.get("title"), s.get("description"), s.get("minimumQuantity"), s.get("maximumQuantity"), s.get("isTrial"),
                          text(s.get("supportedBillingCycles")), text(s.get("purchasePrerequisites")), text(s.get("inventoryVariables")),
                          text(s.get("provisioningVariables")), text(s.get("dynamicAttributes"))) for s in skus])
        for s in skus:
            await self.queue.put((market, product, s["id"], scope, rest))

    async def availabilities(self, market, product, sku, scope, rest):
        items = await self.get(f"/products/{product}/skus/{sku}/availabilities{rest}")
        text = lambda value: orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode() if value is not None else None
        rows = []
        for a in items:
            currency = a.get("defaultCurrency") or {}
            terms = [{"duration": t.get("duration"), "billingCycle": t.get("billingCycle"), "description": t.get("description")} for t in a.get("terms") or []]
            rows.append((market, scope or "", product, sku, a["id"], a.get("catalogItemId"), a.get("segment"), currency.get("code"), currency.get("symbol"),
                         a.get("isPurchasable"), a.get("isRenewable"), text(terms), text(a.get("renewalInstructions")), text(a.get("includedQuantityOptions")),
                         self.now))
        self.write(AVAILABILITY, rows)

    async def market(self, market):
        units = {}
        for view, scope, segment in [(v, s, None) for v, s in VIEWS] + [(v, None, "nonprofit") for v in NONPROFIT]:
            products = await self.get(f"/products?country={market}&targetView={view}" + (f"&targetSegment={segment}" if segment else "")
                                      + (f"&reservationScope={scope}" if scope else ""))
            for p in products:
                units[(p["id"], scope, segment)] = None
            self.write(PRODUCT, [(market, scope or "", p["id"], p.get("title"), p.get("description"), (p.get("productType") or {}).get("id"),
                                  ((p.get("productType") or {}).get("subType") or {}).get("id"), p.get("isMicrosoftProduct"), p.get("publisherName")) for p in products])
        return [(market, *unit) for unit in units]

    async def run(self, markets):
        connector = aiohttp.TCPConnector(limit=self.concurrency)
        async with aiohttp.ClientSession(connector=connector, headers={"Authorization": "Bearer benchmark", "Accept": "application/json"}) as self.session:
            self.queue = asyncio.Queue()
            self.db.execute("BEGIN")
            for market in markets:
                for unit in await self.market(market):
                    self.queue.put_nowait(unit)

            async def worker():
                while True:
                    work = await self.queue.get()
                    try:
                        await (self.unit(*work) if len(work) == 4 else self.availabilities(*work))
                    finally:
                        self.queue.task_done()

            workers = [asyncio.create_task(worker()) for _ in range(self.concurrency)]
            join = asyncio.create_task(self.queue.join())
            done, _ = await asyncio.wait([join, *workers], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            for task in workers:
                task.cancel()
            self.db.execute("INSERT INTO run VALUES (?, ?)", (self.now, self.answers))
            self.db.execute("COMMIT")
        items = self.db.execute("SELECT count(*) FROM availability").fetchone()[0]
        self.db.close()
        return {"requests": self.answers, "items": items}


if __name__ == "__main__":
    _, base, path, concurrency, *markets = sys.argv
    print(json.dumps(asyncio.run(Crawler(base, path, int(concurrency)).run(markets))))
