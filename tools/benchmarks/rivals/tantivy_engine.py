"""Tantivy through its Python binding.

Set-up: folded words, weights for the fields; a field of pairs of characters for scripts without blanks. All words are asked for, each in any
field, the last one as a prefix; where nothing has all of them, with one wrong character in words of four and more; then any of them. The place
is a term of its own that adds nothing to the score.
"""
import re

import tantivy

from .corpus import CJK, words

NAME = "Tantivy"
FIELDS = {"title": 10.0, "codes": 8.0, "product": 6.0, "publisher": 3.0, "description": 1.0}


class Engine:
    def __init__(self, folder):
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("shown", stored=True, tokenizer_name="raw")
        for field in FIELDS:
            builder.add_text_field(field, tokenizer_name="folded")
        builder.add_text_field("pairs", tokenizer_name="pairs")
        builder.add_text_field("place", tokenizer_name="raw", index_option="basic")
        self.schema = builder.build()
        path = folder / "tantivy"
        path.mkdir(exist_ok=True)
        self.index = tantivy.Index(self.schema, path=str(path))
        lowercase, ascii_fold = tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()
        self.folded = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(lowercase).filter(ascii_fold).build()
        self.pairs = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(min_gram=1, max_gram=2, prefix_only=False)).filter(lowercase).build()
        self.index.register_tokenizer("folded", self.folded)
        self.index.register_tokenizer("pairs", self.pairs)
        self.version = re.search(r"[\d.]+", tantivy.__version__).group()
        self.searcher = None

    def build(self, documents):
        writer = self.index.writer(heap_size=256_000_000, num_threads=1)
        for d in documents:
            document = tantivy.Document(id=d.id, shown=d.title, title=d.title, codes=d.codes, product=d.product, publisher=d.publisher,
                                        description=d.description, place=d.places)
            for text in (d.title, d.publisher):
                if CJK.search(text):
                    document.add_text("pairs", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def search(self, text, place, limit=20):
        if self.searcher is None:
            self.index.reload()
            self.searcher = self.index.searcher()
        asked = words(text)
        if not asked:
            return []
        for wrong, occur in [(0, tantivy.Occur.Must), (1, tantivy.Occur.Must), (0, tantivy.Occur.Should)]:
            parts = [q for i, w in enumerate(asked) for q in self.word(w, i == len(asked) - 1, wrong)]
            if not parts:
                return []
            together = tantivy.Query.boolean_query([(occur, p) for p in parts])
            there = tantivy.Query.const_score_query(tantivy.Query.term_query(self.schema, "place", place), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, together), (tantivy.Occur.Must, there)])
            found = []
            for _, address in self.searcher.search(query, limit, count=False).hits:
                document = self.searcher.doc(address)
                found.append(document["id"][0])
            if found:
                return found
        return []

    def word(self, written, is_last, wrong):
        """One query for each token of a written word."""
        if CJK.search(written):
            for run in re.findall(rf"(?:{CJK.pattern})+|[^\W_]+", written):
                run = run.lower()
                if len(run) == 1 or not CJK.search(run):
                    yield self.anywhere(run, is_last, wrong, extra=tantivy.Query.term_query(self.schema, "pairs", run) if len(run) <= 2 else None)
                else:
                    pairs = [run[i:i + 2] for i in range(len(run) - 1)]
                    yield tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.term_query(self.schema, "pairs", p)) for p in pairs])
            return
        tokens = self.folded.analyze(written)
        for i, token in enumerate(tokens):
            yield self.anywhere(token, is_last and i == len(tokens) - 1, wrong)

    def anywhere(self, token, is_prefix, wrong, extra=None):
        choices = [extra] if extra else []
        for field, weight in FIELDS.items():
            query = tantivy.Query.term_query(self.schema, field, token)
            choices.append(tantivy.Query.boost_query(query, weight))
            if is_prefix:
                choices.append(tantivy.Query.boost_query(tantivy.Query.regex_query(self.schema, field, re.escape(token) + ".*"), weight / 2))
            if wrong and len(token) >= 4 and field != "codes":
                fuzzy = tantivy.Query.fuzzy_term_query(self.schema, field, token, distance=wrong, transposition_cost_one=True)
                choices.append(tantivy.Query.boost_query(fuzzy, weight / 3))
        return tantivy.Query.disjunction_max_query(choices, 0.1)

    def close(self):
        self.searcher = None
