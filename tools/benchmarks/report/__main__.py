"""usage: python -m report --answer PROGRAM [--store CATALOG] [--work FOLDER] [SECTION…]"""
import argparse
import datetime
import importlib
import re
from pathlib import Path

from . import machine

here = Path(__file__).parent.parent
RESULTS = here / "RESULTS.md"
SECTIONS = {"quality": "Quality: the judged set", "latency": "Speed: side by side", "cold": "Speed: one question from a shell",
            "crawl": "Crawl: what an answer costs", "market": "Crawl: one large market",
            "size": "Size: bytes an item", "growth": "Growth: a tenth of the world, and all of it",
            "reconcile": "Reconciliation: a million lines",
            "prices": "Prices: import, size, answers",
            "serve": "Server: fixed arrival rates",
            "publish": "Publication: the world in PostgreSQL"}
HEAD = """# Results

Written by `tools/benchmarks/run`: do not edit. What is measured and how: [README.md](README.md).
"""


def replaced(text, name, body):
    """The page with one section renewed, in the order of SECTIONS."""
    found = dict(re.findall(r"<!-- begin (\w+) -->\n(.*?)<!-- end \1 -->\n", text, re.DOTALL))
    found[name] = body
    return HEAD + "".join(f"\n<!-- begin {n} -->\n{found[n]}<!-- end {n} -->\n" for n in SECTIONS if n in found)


def main():
    parser = argparse.ArgumentParser(prog="tools/benchmarks/run", description="Measures search and crawl beside their rivals and renews RESULTS.md.")
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], metavar="SECTION", help=f"some of: {', '.join(SECTIONS)}; all of them where none is named")
    parser.add_argument("--answer", help=argparse.SUPPRESS)
    parser.add_argument("--fetch", help=argparse.SUPPRESS)
    parser.add_argument("--program", type=Path, help="the partner-catalog to ask from a shell (default: built by tools/build-release)")
    parser.add_argument("--store", type=Path, help="a big catalog file to measure speed with, instead of the corpus")
    parser.add_argument("--without-dlt", action="store_true", help="leave dlt out of the crawl, which takes some minutes")
    parser.add_argument("--programs", type=Path, help="the folder of release builds of this package (default: they are built)")
    parser.add_argument("--lines", type=int, default=1_000_000, help="how many lines of an export are reconciled")
    parser.add_argument("--work", type=Path, default=here / "work", help="the folder for indexes and answers (default: tools/benchmarks/work)")
    options = parser.parse_args()
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    for name in options.sections or SECTIONS:
        print(f"== {SECTIONS[name]}", flush=True)
        conditions = machine.describe()
        body, arguments = importlib.import_module(f"report.{name}").section(options)
        head = (f"## {SECTIONS[name]}\n\n{datetime.date.today().isoformat()}, revision {machine.revision()}, `tools/benchmarks/run {' '.join(arguments)}`. "
                f"{conditions}.\n\n")
        RESULTS.write_text(replaced(RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "", name, head + body.rstrip() + "\n"), encoding="utf-8")


main()
