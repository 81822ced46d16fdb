"""Ids, whole and in part."""
from question import Question
from rules import id_begins, id_holds, product, sku


def whole(text, rule, **more):
    """Nothing but what the id names is an answer."""
    return Question("id", text, [(3, rule)], wants=("offsale", "trial", "others", "pricing"), **more)


def part(text, rule, **more):
    return Question("id-part", text, [(3, rule)], wants=("offsale", "trial", "others", "pricing"), **more)


def availability(document):
    return f"{document['productId']}:{document['skuId']}:{document['availabilityId']}"


QUESTIONS = [
    # Products, as they stand in a price list, in lower case, with blanks around
    whole("CFQ7TTC0LFLX", product("CFQ7TTC0LFLX")),
    whole("cfq7ttc0lh3j", product("CFQ7TTC0LH3J")),
    whole("DZH318Z0BQ50", product("DZH318Z0BQ50")),
    whole("dzh318z0bq4c", product("DZH318Z0BQ4C")),
    whole("  DG7GMGF0D8H4 ", product("DG7GMGF0D8H4")),
    whole("CFQ7TTC0KXN8", product("CFQ7TTC0KXN8"), market="JP"),
    whole("CFQ7TTC0KP0N", product("CFQ7TTC0KP0N"), market="FR"),
    # SKUs: with the colon, without leading zeros, in lower case, with a blank or a slash
    whole("CFQ7TTC0LFLX:0001", sku("CFQ7TTC0LFLX:0001")),
    whole("CFQ7TTC0LFLZ:0003", sku("CFQ7TTC0LFLZ:0003")),
    whole("cfq7ttc0lh3j:000f", sku("CFQ7TTC0LH3J:000F")),
    whole("CFQ7TTC0LH3J:F", sku("CFQ7TTC0LH3J:000F"), note="price lists print SKU ids without leading zeros"),
    whole("CFQ7TTC0LH3J:2", sku("CFQ7TTC0LH3J:0002"), note="price lists print SKU ids without leading zeros"),
    whole("DG7GMGF0MF3T:0002", sku("DG7GMGF0MF3T:0002")),
    whole("DG7GMGF0D8H4:4", sku("DG7GMGF0D8H4:0004")),
    whole("DG7GMGF0D5VX 7", sku("DG7GMGF0D5VX:0007"), note="two columns of a price list, pasted"),
    whole("DG7GMGF0D5VX 0007", sku("DG7GMGF0D5VX:0007"), note="two columns of a price list, pasted"),
    whole("DG7GMGF0D5VX/0007", sku("DG7GMGF0D5VX:0007")),
    whole("DZH318Z0BQ50:0003", sku("DZH318Z0BQ50:0003")),
    whole("DZH318Z0BQ50:3", sku("DZH318Z0BQ50:0003")),
    whole("DZH318Z0BQD2:003J", sku("DZH318Z0BQD2:003J")),
    whole("CFQ7TTC0KP0N:0001", sku("CFQ7TTC0KP0N:0001"), market="KR"),
    whole("sku 000F CFQ7TTC0LH3J", sku("CFQ7TTC0LH3J:000F"), note="copied from a message; the word before it says what it is"),
    # Beginnings, as they are typed, and what is left of a cut line
    part("CFQ7TTC0LF", id_begins("CFQ7TTC0LF")),
    part("cfq7ttc0lh", id_begins("CFQ7TTC0LH")),
    part("CFQ7TTC0KX", id_begins("CFQ7TTC0KX")),
    part("DZH318Z0BQ", id_begins("DZH318Z0BQ")),
    part("DZH318Z0BQ5", id_begins("DZH318Z0BQ5")),
    part("dg7gmgf0d5", id_begins("DG7GMGF0D5")),
    part("DG7GMGF0", id_begins("DG7GMGF0")),
    part("DG7GMGF0MF", id_begins("DG7GMGF0MF")),
    part("DZH318Z0DWT", id_begins("DZH318Z0DWT")),
    part("CFQ7TTC0LFLX:", product("CFQ7TTC0LFLX")),
    part("CFQ7TTC0LFLX:0", product("CFQ7TTC0LFLX")),
    part("CFQ7TTC0LFLX:000", product("CFQ7TTC0LFLX")),
    part("DG7GMGF0D8H4:00", product("DG7GMGF0D8H4")),
    part("0LFLX", id_holds("0LFLX"), note="read out over the telephone: the end of it"),
    part("LH3J", id_holds("LH3J"), note="read out over the telephone: the end of it"),
    part("0D8H4", id_holds("0D8H4")),
    part("BQ4C", id_holds("BQ4C")),
    part("7TTC0MM8R", id_holds("7TTC0MM8R"), note="the first characters were lost in copying"),
]


def more(documents):
    """CatalogItemIds stand in the corpus: the ids of some are taken from there."""
    by_id = {d["id"]: d for d in documents}
    asked = []
    for key, market in [("CFQ7TTC0LFLZ:0002", "US"), ("DZH318Z0BQ50:0001", "US"), ("DG7GMGF0MF3T:0001", "DE"), ("CFQ7TTC0MM8R:0001", "GB")]:
        text = availability(by_id[key])
        asked.append(whole(text, sku(key), market=market))
    asked.append(whole(availability(by_id["DG7GMGF0D515:0001"]).lower(), sku("DG7GMGF0D515:0001")))
    asked.append(whole(by_id["DG7GMGF0D19M:0001"]["availabilityId"], sku("DG7GMGF0D19M:0001"), note="the last part of a CatalogItemId"))
    return asked
