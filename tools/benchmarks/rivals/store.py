"""Texts out of a catalog file, so that rivals index what this project's search indexes.

Reads the tables inside the file, not the views: no view has the descriptions. When a step of the schema changes these tables, this has to follow.
"""
import json
import sqlite3
from array import array

from .corpus import Text


def documents(path):
    """Every text that is sold somewhere, with the market and segment of each place: `US/commercial`."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = [f"{market}/{segment}" for market, segment in db.execute("SELECT m.code, s.code FROM market m, segment s ORDER BY m.id, s.id")]
    places = {}
    for text, number in db.execute("""
            SELECT DISTINCT coalesce(a.text_id, k.text_id), (dense.market - 1) * (SELECT count(*) FROM segment) + segments.number - 1
            FROM availability a JOIN sku k ON k.id = a.sku_id JOIN place p ON p.id = a.place_id
            JOIN (SELECT id, row_number() OVER (ORDER BY id) AS market FROM market) dense ON dense.id = p.market_id
            JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM segment) segments ON segments.id = a.segment_id"""):
        places.setdefault(text, array("H")).append(number)
    for row in db.execute("""
            SELECT t.id, p.code, k.code, t.title, t.description, x.title, x.description, coalesce(x.publisher, ''), t.attributes
            FROM sku_text t JOIN sku k ON k.id = t.sku_id JOIN product p ON p.id = k.product_id JOIN product_text x ON x.id = t.product_text_id
            ORDER BY t.id"""):
        number, product, sku, title, description, product_title, product_description, publisher, attributes = row
        if number in places:
            yield Text({
                "id": f"{product}:{sku}", "productId": product, "skuId": sku, "skuTitle": title, "skuDescription": description,
                "productTitle": product_title, "productDescription": product_description, "publisher": publisher, "markets": [], "segments": [],
                "attributes": {k: v for k, v in json.loads(attributes).items() if isinstance(v, str)}}, [names[n] for n in places[number]])
    db.close()
