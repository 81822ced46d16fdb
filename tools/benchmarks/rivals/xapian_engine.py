"""Xapian through Debian's Python binding.

Set-up: BM25, fields weighted by the frequency given to their words, pairs of CJK characters (FLAG_CJK_NGRAM), spelling correction from the
words of the index. All words are asked for, the last one as a prefix (FLAG_PARTIAL); where nothing has all of them, the corrected text; then any
of the words. The place is a boolean filter term.
"""
import unicodedata

import xapian

from .corpus import words

NAME = "Xapian"


def folded(text):
    """Xapian folds case and nothing else."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or "\u3040" <= c < "\u3100")


class Engine:
    def __init__(self, folder):
        self.path = str(folder / "xapian")
        self.version = xapian.version_string()
        self.db = None

    def build(self, documents):
        db = xapian.WritableDatabase(self.path, xapian.DB_CREATE_OR_OVERWRITE)
        generator = xapian.TermGenerator()
        generator.set_database(db)
        generator.set_flags(xapian.TermGenerator.FLAG_SPELLING | xapian.TermGenerator.FLAG_CJK_NGRAM)
        for d in documents:
            document = xapian.Document()
            generator.set_document(document)
            for text, weight in [(d.title, 10), (d.codes, 8), (d.product, 6), (d.publisher, 3), (d.description, 1)]:
                generator.index_text(folded(text), weight)
                generator.increase_termpos()
            for place in d.places:
                document.add_boolean_term("XP" + place)
            document.set_data(d.id + "\n" + d.title)
            db.add_document(document)
        db.commit()
        db.close()

    def search(self, text, place, limit=20):
        if self.db is None:
            self.db = xapian.Database(self.path)
            self.enquire = xapian.Enquire(self.db)
            self.parser = xapian.QueryParser()
            self.parser.set_database(self.db)
        asked = folded(" ".join(words(text)).replace("_", " "))
        if not asked:
            return []
        plain = xapian.QueryParser.FLAG_PARTIAL | xapian.QueryParser.FLAG_CJK_NGRAM
        for operator, flags in [(xapian.Query.OP_AND, plain), (xapian.Query.OP_AND, plain | xapian.QueryParser.FLAG_SPELLING_CORRECTION),
                                (xapian.Query.OP_OR, plain)]:
            self.parser.set_default_op(operator)
            query = self.parser.parse_query(asked, flags)
            if flags & xapian.QueryParser.FLAG_SPELLING_CORRECTION:
                corrected = self.parser.get_corrected_query_string()
                if not corrected:
                    continue
                query = self.parser.parse_query(corrected, plain)
            self.enquire.set_query(xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query("XP" + place)))
            found = [match.document.get_data().decode().split("\n", 1)[0] for match in self.enquire.get_mset(0, limit)]
            if found:
                return found
        return []

    def close(self):
        if self.db is not None:
            self.db.close()
