"""What every rival indexes: the same five fields of each document, and the places where it is sold."""
import json
import re
from pathlib import Path

here = Path(__file__).parent.parent


class Text:
    """A document as a rival sees it."""

    __slots__ = ("id", "title", "product", "codes", "publisher", "description", "places")

    def __init__(self, document, places=None):
        self.id = document["id"]
        self.title = document["skuTitle"]
        self.product = document["productTitle"]
        self.publisher = document["publisher"]
        self.description = " ".join(dict.fromkeys([document.get("skuDescription", ""), document["productDescription"]])).strip()
        product, sku, availability = document["productId"], document["skuId"], document.get("availabilityId", "")
        attributes = [v for v in document.get("attributes", {}).values() if len(v) <= 60]
        self.codes = " ".join([":".join(filter(None, [product, sku, availability])), sku.lstrip("0"), *attributes])
        self.places = places or document["markets"] + [f"{m}/{s}" for m in document["markets"] for s in document["segments"]]


def documents(path=here / "corpus" / "corpus.ndjson"):
    with open(path, encoding="utf-8") as file:
        return [Text(json.loads(line)) for line in file]


def queries(path=here / "judged" / "queries.ndjson"):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def place(query):
    return f"{query['market']}/{query['segment']}" if query.get("segment") else query["market"]


def words(text):
    """What is typed, cut at blanks; what has neither letter nor digit is dropped."""
    return [w for w in text.split() if re.search(r"\w", w.replace("_", ""))]


CJK = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
