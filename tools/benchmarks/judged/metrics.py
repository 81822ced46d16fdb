#!/usr/bin/env python3
"""Which question does it answer: how good are the answers to the judged set?

usage: metrics.py [--half tune|held-out] [--json] NAME=RESULTS.ndjson…

RESULTS: one JSON object a line, {"query": id, "documents": [ids, best first]}; with "partial": true where the engine says itself that
nothing matched whole. A query that is not in the file counts as answered with nothing.

    nDCG@10     gain 2^grade − 1, discount log2(rank + 1), against the best order there is; mean over queries with an answer
    recall@20   of the documents of grade 2 and 3 (at most 20 of them), how many are among the first twenty
    zero        share of the queries with an answer that were answered with nothing
    false       share of the queries without an answer that were answered all the same, without `partial`
"""
import argparse
import json
import math
from pathlib import Path

here = Path(__file__).parent


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


class Judged:
    def __init__(self):
        self.queries = {q["id"]: q for q in lines(here / "queries.ndjson")}
        self.grades = {}
        for group in lines(here / "grades.ndjson"):
            self.grades.setdefault(group["query"], {}).update({d: group["grade"] for d in group["documents"]})

    def kinds(self):
        return list(dict.fromkeys(q["kind"] for q in self.queries.values()))


def dcg(grades):
    return sum((2 ** grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def ndcg(grades, documents, depth=10):
    best = dcg(sorted(grades.values(), reverse=True)[:depth])
    # A document that comes twice counts once.
    return dcg([grades.get(d, 0) for d in dict.fromkeys(documents)][:depth]) / best


def recall(grades, documents, depth=20):
    wanted = {d for d, grade in grades.items() if grade >= 2}
    return len(wanted & set(documents[:depth])) / min(depth, len(wanted))


def score(judged, results, queries):
    """The figures over some queries; None where there are none of the sort."""
    answers = {r["query"]: r for r in results}
    gained, recalled, empty, false, nothing = [], [], 0, 0, 0
    for query in queries:
        grades = judged.grades.get(query["id"], {})
        answer = answers.get(query["id"], {})
        documents = answer.get("documents", [])
        if not grades:
            nothing += 1
            false += bool(documents) and not answer.get("partial", False)
            continue
        gained.append(ndcg(grades, documents))
        recalled.append(recall(grades, documents))
        empty += not documents
    mean = lambda values: sum(values) / len(values) if values else None  # noqa: E731
    return {"queries": len(queries), "ndcg10": mean(gained), "recall20": mean(recalled),
            "zero": empty / len(gained) if gained else None, "false": false / nothing if nothing else None}


def table(judged, results, half):
    """Rows by kind and over all: (kind, number, {engine: figures})."""
    queries = [q for q in judged.queries.values() if half in (None, q["half"])]
    rows = [(kind, [q for q in queries if q["kind"] == kind]) for kind in judged.kinds()]
    return [(kind, len(some), {name: score(judged, r, some) for name, r in results.items()}) for kind, some in [*rows, ("all", queries)]]


def shown(value, percent=False):
    return "–" if value is None else f"{value * 100:.1f} %" if percent else f"{value:.3f}"


def markdown(judged, results, half):
    names = list(results)
    out = ["nDCG@10 by kind:", "", "| kind | queries | " + " | ".join(names) + " |", "|---|---|" + "---|" * len(names)]
    rows = table(judged, results, half)
    for kind, number, figures in rows:
        if any(figures[n]["ndcg10"] is not None for n in names):
            best = max(figures[n]["ndcg10"] for n in names)
            cells = [f"**{shown(v)}**" if v == best and len(names) > 1 else shown(v) for v in (figures[n]["ndcg10"] for n in names)]
            out.append(f"| {kind} | {number} | " + " | ".join(cells) + " |")
    out += ["", "Over all kinds:", "", "| engine | nDCG@10 | recall@20 | zero | false |", "|---|---|---|---|---|"]
    everything = rows[-1][2]
    for name in names:
        f = everything[name]
        out.append(f"| {name} | {shown(f['ndcg10'])} | {shown(f['recall20'])} | {shown(f['zero'], True)} | {shown(f['false'], True)} |")
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", nargs="+", metavar="NAME=RESULTS")
    parser.add_argument("--half", choices=["tune", "held-out"])
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="also the N queries with the lowest nDCG@10 of each engine, of the half `tune` alone")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    judged = Judged()
    results = {name: lines(path) for name, path in (r.split("=", 1) for r in arguments.results)}
    if arguments.json:
        print(json.dumps({kind: figures for kind, _, figures in table(judged, results, arguments.half)}, indent=2))
        return
    for half in [arguments.half] if arguments.half else ["tune", "held-out"]:
        print(f"### Half `{half}`\n\n{markdown(judged, results, half)}\n")
    for name in results if arguments.worst else []:
        answers = {r["query"]: r.get("documents", []) for r in results[name]}
        # The other half is not for looking at.
        scored = sorted((ndcg(judged.grades[i], answers.get(i, [])), i) for i, q in judged.queries.items() if q["half"] == "tune" and i in judged.grades)
        print(f"### {name}: the lowest of `tune`\n")
        for value, i in scored[:arguments.worst]:
            q = judged.queries[i]
            print(f"{value:.3f}  {i}  “{q['text']}”  {q['market']} {q.get('segment', '')}  {len(answers.get(i, []))} hits")


if __name__ == "__main__":
    main()
