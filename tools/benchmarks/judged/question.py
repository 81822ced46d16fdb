"""A query with the rules that grade its answers."""
import hashlib

from rules import Rule, plain

# What comes after its like unless it is asked for: how many grades less (never less than 1).
LESS = [
    ("offsale", 2, lambda d: d.get("isPurchasable") is False, "not on sale"),
    ("trial", 1, lambda d: d.get("isTrial", False), "a trial, which was not asked for"),
    ("others", 2, lambda d: not d.get("isMicrosoft", False), "another publisher’s"),
    ("pricing", 1, lambda d: "commercial" not in d["segments"], "for schools, charities or authorities, which were not asked for"),
]


class Question:
    def __init__(self, kind, text, grades=None, market="US", segment=None, wants=(), note=""):
        """`grades`: a ladder (list of rules), or pairs of grade and rule, of which the first that fits counts; by default
        the ladder of the text itself. An empty list means that nothing is a right answer. `wants`: names of LESS that
        do not apply. `note`: what the person meant, where the rules do not tell."""
        self.kind, self.text, self.market, self.segment, self.note = kind, text, market, segment, note
        self.grades = plain(text) if grades is None else grades
        self.wants = set(wants) | ({"pricing"} if segment else set())
        digest = hashlib.sha256(f"{kind}\n{text}\n{market}\n{segment}".encode()).hexdigest()
        self.id = f"{kind}-{digest[:8]}"

    def judge(self, documents):
        """Graded documents: id -> (grade, reason)."""
        sold = [d for d in documents if self.market in d["markets"] and (self.segment is None or self.segment in d["segments"])]
        pairs = self.grades
        if pairs and isinstance(pairs[0], Rule):
            pairs, grade = [], 3
            for rule in self.grades:
                pairs.append((grade, rule))
                # Only what could be exact makes the next level less than that.
                if any(rule(d) and not self.less(d) for d in sold):
                    grade = max(1, grade - 1)
        judged = {}
        for d in sold:
            for grade, rule in pairs:
                if not rule(d):
                    continue
                reason = rule.sentence
                for less, because in self.less(d):
                    grade, reason = grade - less, f"{reason}; but {because}"
                judged[d["id"]] = (max(1, grade), reason)
                break
        return judged

    def less(self, document):
        return [(less, because) for name, less, test, because in LESS if name not in self.wants and test(document)]
