"""Predicates over documents of the corpus, out of which the grades of a query are made.

A rule is a test with a sentence that says what it tests. Rules are combined with & | ~. None of them knows any search engine:
they look at the fields of a document, and compare words as a reader would: whatever the case, width and accents.
"""
import re
import unicodedata


def folded(text):
    """Case, width and accents away; the sound marks of kana stay."""
    out = []
    for character in unicodedata.normalize("NFKC", text).casefold():
        name = unicodedata.name(character, "")
        if name.startswith(("LATIN", "GREEK", "CYRILLIC")):
            character = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))
        out.append(character)
    return "".join(out)


def words(text):
    """Letters and digits that stand together."""
    return re.findall(r"[^\W_]+", folded(text))


def squeezed(text):
    """Letters and digits alone: for scripts that set no blanks, and for codes."""
    return "".join(words(text))


class Rule:
    def __init__(self, test, sentence):
        self.test, self.sentence = test, sentence

    def __call__(self, document):
        return self.test(document)

    def __and__(self, other):
        return Rule(lambda d: self(d) and other(d), f"{self.sentence}, and {other.sentence}")

    def __or__(self, other):
        return Rule(lambda d: self(d) or other(d), f"{self.sentence}, or {other.sentence}")

    def __invert__(self):
        return Rule(lambda d: not self(d), f"not: {self.sentence}")


def prepare(document):
    """Adds the folded fields that the rules read."""
    document["_title"] = words(document["skuTitle"])
    document["_product"] = words(document["productTitle"])
    document["_publisher"] = words(document["publisher"])
    document["_description"] = words(document["productDescription"] + " " + document.get("skuDescription", ""))
    document["_squeezed"] = squeezed(document["skuTitle"])
    document["_squeezedAll"] = squeezed(document["skuTitle"] + " " + document["productTitle"] + " " + document["publisher"])
    document["_squeezedDescription"] = squeezed(document["productDescription"] + " " + document.get("skuDescription", ""))
    arm = document.get("attributes", {}).get("armSkuName", "")
    document["_code"] = squeezed(re.sub("^Standard_", "", arm))
    return document


def holds(haystack, needle):
    return any(haystack[i:i + len(needle)] == needle for i in range(len(haystack) - len(needle) + 1))


# Titles ---------------------------------------------------------------------------------------------------------
def openings(document):
    """The title, and the title without “Microsoft” in front: who types `intune` means Microsoft Intune as well."""
    title = document["_title"]
    return [title, title[1:]] if title[:1] == ["microsoft"] else [title]


def title(text):
    return Rule(lambda d, w=words(text): any(t == w for t in openings(d)), f"the title is “{text}”")


def begins(text):
    return Rule(lambda d, w=words(text): any(t[:len(w)] == w for t in openings(d)), f"the title begins with “{text}”")


def phrase(text):
    return Rule(lambda d, w=words(text): holds(d["_title"], w), f"the title holds “{text}”")


def has(text):
    return Rule(lambda d, w=words(text): all(x in d["_title"] for x in w), f"the title has all of “{text}”")


def hasany(*texts):
    return Rule(lambda d, ws=[words(t) for t in texts]: any(holds(d["_title"], w) for w in ws), "the title has one of " + ", ".join(f"“{t}”" for t in texts))


def within(text):
    return Rule(lambda d, w=words(text): all(x in d["_title"] or x in d["_product"] or x in d["_publisher"] for x in w),
                f"titles and publisher have all of “{text}”")


def about(text):
    return Rule(lambda d, w=words(text): all(x in d["_title"] or x in d["_product"] or x in d["_publisher"] or x in d["_description"] for x in w),
                f"titles, publisher and description have all of “{text}”")


def by(publisher):
    return Rule(lambda d, w=words(publisher): holds(d["_publisher"], w), f"the publisher is {publisher}")


# Titles still being typed: the last word may be unfinished ---------------------------------------------------------
def typed_start(text):
    def test(d, w=words(text)):
        return any(t[:len(w) - 1] == w[:-1] and len(t) >= len(w) and t[len(w) - 1].startswith(w[-1]) for t in openings(d))
    return Rule(test, f"the title begins with “{text}…”")


def typed_words(text, *fields):
    fields = fields or ("_title",)
    def test(d, w=words(text)):
        all_words = [x for f in fields for x in d[f]]
        return all(x in all_words for x in w[:-1]) and any(x.startswith(w[-1]) for x in all_words)
    where = "the title has" if fields == ("_title",) else "the titles have"
    return Rule(test, f"{where} all words of “{text}…”")


# Scripts without blanks --------------------------------------------------------------------------------------------
def same(text):
    return Rule(lambda d, s=squeezed(text): d["_squeezed"] == s, f"the title is “{text}”")


def starts(text):
    return Rule(lambda d, s=squeezed(text): d["_squeezed"].startswith(s), f"the title begins with “{text}”")


def contains(text):
    return Rule(lambda d, parts=[squeezed(p) for p in text.split()]: all(p in d["_squeezed"] for p in parts), f"the title holds “{text}”")


def contains_anywhere(text):
    return Rule(lambda d, parts=[squeezed(p) for p in text.split()]: all(p in d["_squeezedAll"] for p in parts), f"titles and publisher hold “{text}”")


def described(text):
    return Rule(lambda d, parts=[squeezed(p) for p in text.split()]: all(p in d["_squeezedAll"] + d["_squeezedDescription"] for p in parts),
                f"titles, publisher and description hold “{text}”")


# Ids, codes, facts ---------------------------------------------------------------------------------------------------
def product(*ids):
    return Rule(lambda d: d["productId"] in ids, "the product is " + ", ".join(ids))


def sku(*ids):
    return Rule(lambda d: f"{d['productId']}:{d['skuId']}" in ids, "the SKU is " + ", ".join(ids))


def id_begins(text):
    return Rule(lambda d: d["productId"].startswith(text.upper()), f"the product’s id begins with {text}")


def id_holds(text):
    return Rule(lambda d: text.upper() in d["productId"], f"the product’s id holds {text}")


def size(*names):
    """Reservations of a machine size: `D2s_v3`."""
    return Rule(lambda d: d.get("attributes", {}).get("armSkuName", "").removeprefix("Standard_") in names, "it reserves " + ", ".join(names))


def machine(name):
    """Machines paid as they are used: the middle of `SERIES - D2s v3 - REGION`."""
    def test(d, w=squeezed(name)):
        parts = d["skuTitle"].split(" - ")
        return len(parts) == 3 and squeezed(re.sub(r"(?i)^standard_| spot$| low priority$", "", parts[1])) == w
    return Rule(test, f"it is machine {name}, paid as used")


def code_begins(text):
    return Rule(lambda d, s=squeezed(text): d["_code"].startswith(s), f"what it reserves begins with {text}")


def region(*names):
    return Rule(lambda d: d.get("attributes", {}).get("armRegionName") in names, "the region is " + ", ".join(names))


def years(number):
    return Rule(lambda d: any(t[0] == f"P{number}Y" for t in d.get("terms", [])), f"the term is {number} years")


def kind(type, subtype=None):
    return Rule(lambda d: d["productType"] == type and (subtype is None or d.get("productSubType") == subtype), f"it is {subtype or type}")


reserved = Rule(lambda d: "armSkuName" in d.get("attributes", {}), "it is a reservation")
anything = Rule(lambda d: True, "it is sold there")


# Ladders ---------------------------------------------------------------------------------------------------------------
def plain(text):
    """From the closest to the farthest: the first level that any document reaches is exact, the next good, the rest acceptable."""
    return [title(text), begins(text), has(text), within(text), about(text)]


def script(text):
    """The same for scripts that set no blanks between words."""
    return [same(text), starts(text), contains(text), contains_anywhere(text), described(text)]


def typing(text):
    """The same for what is still being typed."""
    return [typed_start(text), typed_words(text), typed_words(text, "_title", "_product")]
