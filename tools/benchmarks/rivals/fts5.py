"""SQLite FTS5 by itself: the built-in tokenizers, bm25, a join with the table of what is sold where.

Set-up: unicode61 without diacritics, prefix indexes of two and three characters, weights for the fields. Every word is quoted, so that
no input is a syntax error; the last one may be unfinished. Where not all words are found: the trigram tokenizer, which finds parts of words
and of runs of CJK characters from three characters on; where that finds nothing either, any of the words.
"""
import sqlite3

from .corpus import words

NAME = "FTS5"
FIELDS = "title, product, codes, publisher, description"
WEIGHTS = "10, 6, 8, 3, 1"


class Engine:
    def __init__(self, folder):
        self.db = sqlite3.connect(folder / "fts5.sqlite")
        self.version = f"SQLite {sqlite3.sqlite_version}"

    def build(self, documents):
        self.db.executescript(f"""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL);
            CREATE TABLE place (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
            CREATE TABLE sold (place INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (place, document)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE word USING fts5({FIELDS}, content='', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
            CREATE VIRTUAL TABLE part USING fts5({FIELDS}, content='', tokenize="trigram");""")
        places = {}
        for number, d in enumerate(documents, 1):
            row = (number, d.title, d.product, d.codes, d.publisher, d.description)
            self.db.execute("INSERT INTO document VALUES (?, ?, ?)", (number, d.id, d.title))
            self.db.execute(f"INSERT INTO word (rowid, {FIELDS}) VALUES (?, ?, ?, ?, ?, ?)", row)
            self.db.execute(f"INSERT INTO part (rowid, {FIELDS}) VALUES (?, ?, ?, ?, ?, ?)", row)
            self.db.executemany("INSERT INTO sold VALUES (?, ?)", [(places.setdefault(p, len(places)), number) for p in d.places])
        self.db.executemany("INSERT INTO place VALUES (?, ?)", [(number, name) for name, number in places.items()])
        self.db.execute("INSERT INTO word (word) VALUES ('optimize')")
        self.db.execute("INSERT INTO part (part) VALUES ('optimize')")
        self.db.commit()
        self.db.execute("ANALYZE")

    def search(self, text, place, limit=20):
        # FTS5 ends a string at NUL, and a quote inside one is doubled.
        quoted = ['"' + w.replace("\0", "").replace('"', '""') + '"' for w in words(text)]
        if not quoted:
            return []
        quoted[-1] += "*"
        found = self.ask("word", " AND ".join(quoted), place, limit)
        if not found and all(len(w) >= 5 for w in quoted):
            found = self.ask("part", " AND ".join(q.rstrip("*") for q in quoted), place, limit)
        if not found and len(quoted) > 1:
            found = self.ask("word", " OR ".join(quoted), place, limit)
        return found

    def ask(self, table, expression, place, limit):
        rows = self.db.execute(f"""
            SELECT d.id, d.title FROM {table} JOIN document d ON d.number = {table}.rowid
            WHERE {table} MATCH ? AND EXISTS (
              SELECT 1 FROM sold WHERE place = (SELECT number FROM place WHERE name = ?) AND document = {table}.rowid)
            ORDER BY bm25({table}, {WEIGHTS}), {table}.rowid LIMIT ?""", (expression, place, limit))
        return [row[0] for row in rows]

    def close(self):
        self.db.close()
