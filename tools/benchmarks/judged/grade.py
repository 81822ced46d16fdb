#!/usr/bin/env python3
"""Writes the judged sets: which queries there are, and which documents of the corpus are how good an answer.

usage: grade.py [--check]

Reads ../corpus/corpus.ndjson and the rules in kinds/; writes queries.ndjson and grades.ndjson. The same in names/ of the corpus and
the rules there. `--check` writes nothing and fails where the files are not what the rules say. Which half a query is in is decided once, by the hash of its id: what stands in
queries.ndjson stays, what is new fills up the smaller half of its kind.
"""
import importlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from rules import prepare  # noqa: E402

here = Path(__file__).parent
KINDS = ["ids", "codes", "words", "typing_states", "typos", "synonyms", "places", "editions", "languages", "filters", "nothing"]


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def text(objects):
    return "".join(json.dumps(o, ensure_ascii=False, separators=(",", ":")) + "\n" for o in objects)


def judge(folder, corpus, questions):
    """Grades the documents of a corpus for each question, and writes or compares the two files of a folder."""
    documents = [prepare(json.loads(line)) for line in open(corpus, encoding="utf-8")]
    questions = questions(documents)
    twice = {q.id for q in questions if sum(p.id == q.id for p in questions) > 1}
    if twice:
        sys.exit(f"The same query stands twice: {sorted(twice)}")
    halves = {q["id"]: q["half"] for q in lines(folder / "queries.ndjson")}
    for kind in dict.fromkeys(q.kind for q in questions):
        counts = {"tune": 0, "held-out": 0}
        for question in questions:
            if question.kind == kind and question.id in halves:
                counts[halves[question.id]] += 1
        for question in sorted((q for q in questions if q.kind == kind and q.id not in halves), key=lambda q: q.id):
            half = min(counts, key=lambda h: (counts[h], h != ("tune" if int(question.id[-1], 16) % 2 else "held-out")))
            halves[question.id] = half
            counts[half] += 1

    queries, grades, faults = [], [], []
    for question in questions:
        judged = question.judge(documents)
        if not judged and question.grades:
            faults.append(f"{question.kind}: “{question.text}” in {question.market}: the rules find no document")
        if judged and not any(grade == 3 for grade, _ in judged.values()):
            faults.append(f"{question.kind}: “{question.text}” in {question.market}: no document is exact")
        queries.append({"id": question.id, "kind": question.kind, "half": halves[question.id], "text": question.text, "market": question.market}
                       | ({"segment": question.segment} if question.segment else {}) | ({"note": question.note} if question.note else {}))
        groups = {}
        for document, (grade, reason) in judged.items():
            groups.setdefault((grade, reason), []).append(document)
        for (grade, reason), ids in sorted(groups.items(), key=lambda g: -g[0][0]):
            grades.append({"query": question.id, "grade": grade, "reason": reason, "documents": sorted(ids)})
    if faults:
        sys.exit("\n".join(faults))

    for path, content in [(folder / "queries.ndjson", text(queries)), (folder / "grades.ndjson", text(grades))]:
        if "--check" not in sys.argv:
            path.write_text(content, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != content:
            sys.exit(f"{path} is not what the rules say: run grade.py, and look at the difference.")
    print(f"{len(queries)} queries, {sum(len(g['documents']) for g in grades)} graded answers", file=sys.stderr)


def kinds(documents):
    questions = []
    for name in KINDS:
        module = importlib.import_module(f"kinds.{name}")
        questions += module.QUESTIONS + (module.more(documents) if hasattr(module, "more") else [])
    return questions


judge(here, here.parent / "corpus" / "corpus.ndjson", kinds)
judge(here / "names", here / "names" / "corpus.ndjson", lambda _: importlib.import_module("names.questions").QUESTIONS)
