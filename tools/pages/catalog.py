"""A catalog of the emulator whose first titles are written by somebody hostile, with a month of changes."""

import random
import sqlite3
import subprocess
import time
from pathlib import Path

HOSTILE = [
    "<script>window.owned=1</script>",
    '"><img src=x onerror=window.owned=2>',
    "</title></textarea></option><svg onload=window.owned=3>",
    "javascript:window.owned=4",
    "عربي للأعمال \u202e gnp.exe",
    "クラウド サービス 管理 雲",
]


def hostile_catalog(program: str, folder: Path) -> Path:
    path = folder / "catalog.sqlite"
    subprocess.run([program, "sync", "--demo", "--quiet", "--db", str(path)], check=True, stdout=subprocess.DEVNULL)
    with sqlite3.connect(path) as store:
        retitle(store)
        add_changes(store)
        touch(store)
    return path


def retitle(store: sqlite3.Connection) -> None:
    products = [row[0] for row in store.execute("SELECT id FROM product_text ORDER BY id LIMIT ?", (len(HOSTILE),))]
    for number, (product, title) in enumerate(zip(products, HOSTILE)):
        store.execute("UPDATE product_text SET title = ? WHERE id = ?", (title, product))
        store.execute(
            "UPDATE sku_text SET title = ? || ' ' || id, description = ? WHERE product_text_id = ?",
            (title, title, product),
        )
    customer = store.execute("SELECT id FROM customer ORDER BY name LIMIT 1").fetchone()[0]
    store.execute("UPDATE customer SET name = ? WHERE id = ?", ("A<script>window.owned=5</script>", customer))


def hostile_products(path: Path) -> list[str]:
    """The ids of the products with hostile titles, in their order: the index has the titles from before."""
    with sqlite3.connect(path) as store:
        found = {
            title: code
            for title, code in store.execute(
                "SELECT t.title, p.code FROM product_text t JOIN product p ON p.id = t.product_id"
            )
        }
    return [found[title] for title in HOSTILE]


def add_changes(store: sqlite3.Connection) -> None:
    draw = random.Random(4)
    run = store.execute("SELECT max(id) FROM run").fetchone()[0]
    skus = store.execute("SELECT product_id, id FROM sku ORDER BY id LIMIT 40").fetchall()
    markets = [row[0] for row in store.execute("SELECT DISTINCT market_id FROM place")]
    now = int(time.time())
    kinds = ["added", "changed", "removed", "returned", "reissued", "changed", "changed"]
    for day in range(30, 0, -1):
        for number in range(draw.randint(0, 14)):
            product, sku = draw.choice(skus)
            kind = draw.choice(kinds)
            field, old, new = ("title", HOSTILE[1], "New & better") if kind == "changed" else (None, None, None)
            store.execute(
                "INSERT INTO change (run_id, at, kind, entity, market_id, scope, product_id, sku_id, field, old_value,"
                " new_value) VALUES (?, ?, ?, 'sku', ?, '', ?, ?, ?, ?, ?)",
                (run, now - day * 86400 + number, kind, draw.choice(markets), product, sku, field, old, new),
            )


def touch(store: sqlite3.Connection) -> None:
    """The next version of the data, as every writer makes it."""
    store.execute("UPDATE setting SET value = value + 1 WHERE key = 'version'")
