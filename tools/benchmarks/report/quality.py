"""How good are the answers to the judged set?"""
import json
import subprocess
import sys
from pathlib import Path

here = Path(__file__).parent.parent
sys.path.insert(0, str(here / "judged"))
import metrics  # noqa: E402

RIVALS = {"FTS5": "fts5", "Tantivy": "tantivy", "Xapian": "xapian", "PostgreSQL": "postgres"}
OURS = "partner-catalog"


def section(options):
    work = options.work / "quality"
    work.mkdir(parents=True, exist_ok=True)
    for old in work.glob("catalog.sqlite*"):
        old.unlink()
    files = {OURS: work / "ours.ndjson"}
    subprocess.run([options.answer, "judged", here / "corpus" / "corpus.ndjson", here / "judged" / "queries.ndjson", work / "catalog.sqlite", files[OURS]], check=True)
    for name, module in RIVALS.items():
        files[name] = work / f"{module}.ndjson"
        subprocess.run([sys.executable, "-m", "rivals", module, "judged", options.work / "rivals" / module, files[name]], check=True, cwd=here)
    judged = metrics.Judged()
    results = {name: metrics.lines(path) for name, path in files.items()}
    documents = sum(1 for _ in open(here / "corpus" / "corpus.ndjson", encoding="utf-8"))
    out = [f"{documents} texts, {len(judged.queries)} queries. What the figures mean: [README](README.md#the-judged-set).", ""]
    for half, title in [("held-out", "Set aside while tuning"), ("tune", "Tuned with")]:
        out += [f"### {title} (`{half}`)", "", metrics.markdown(judged, results, half), ""]
    return "\n".join(out + lost(judged, results)), ["quality"]


def lost(judged, results):
    """The queries that a rival answers better. Of the half set aside, only how many."""
    scores = {name: {r["query"]: metrics.ndcg(judged.grades[r["query"]], r["documents"]) for r in answers if r["query"] in judged.grades}
              for name, answers in results.items()}
    rows, counts = [], {"tune": 0, "held-out": 0}
    for i, query in judged.queries.items():
        if i not in judged.grades:
            continue
        best = max((n for n in results if n != OURS), key=lambda n: scores[n].get(i, 0))
        gap = scores[best].get(i, 0) - scores[OURS].get(i, 0)
        if gap > 0.05:
            counts[query["half"]] += 1
            if query["half"] == "tune":
                rows.append((gap, query, best, scores[OURS].get(i, 0), scores[best].get(i, 0)))
    rows.sort(key=lambda r: -r[0])
    out = ["### What a rival answers better", "",
           f"By more than 0.05 of nDCG@10: {counts['tune']} queries of `tune`, {counts['held-out']} of `held-out`. The widest gaps of `tune`:", "",
           "| query | market | kind | best rival | its nDCG@10 | ours |", "|---|---|---|---|---|---|"]
    for _, query, best, ours, theirs in rows[:20]:
        text = json.dumps(query["text"], ensure_ascii=False)[1:-1].replace("|", "\\|")
        out.append(f"| `{text}` | {query['market']} {query.get('segment', '')} | {query['kind']} | {best} | {theirs:.3f} | {ours:.3f} |")
    return out
