"""A month of a large partner: one million export lines, compared with their orders, beside DuckDB joining them."""
import json
import subprocess
import sys

LINES = 1_000_000
JOINS = """
SELECT count(*), sum(CAST(l.totalForCustomer AS DECIMAL(18,2))),
  count(*) FILTER (WHERE o.order_id IS NULL), count(*) FILTER (WHERE o.quantity <> CAST(l.billableQuantity AS INTEGER))
FROM read_json('{folder}/part-*.json.gz', format='newline_delimited',
  columns={{orderId: 'VARCHAR', productId: 'VARCHAR', billableQuantity: 'VARCHAR', totalForCustomer: 'VARCHAR'}}) l
LEFT JOIN read_csv('{folder}/orders.csv') o ON o.order_id = l.orderId AND o.product_id = l.productId
"""
PROGRAM = """
import duckdb, json, resource, sys, time
connection = duckdb.connect()
connection.execute("SET threads = 2")
start = time.perf_counter()
row = connection.execute(sys.argv[1]).fetchone()
print(json.dumps({"seconds": time.perf_counter() - start, "lines": row[0], "strangers": row[2], "quantities": row[3],
                  "peakMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def section(options):
    package = options.work.parent.parent.parent
    program = subprocess.run([package / "tools/build-release", "measure-reconcile"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    folder = options.work / "reconcile"
    folder.mkdir(exist_ok=True)
    if not (folder / "orders.csv").exists():
        subprocess.run([program, "generate", folder, "--lines", str(LINES)], check=True)
    ours = json.loads(subprocess.run([program, "measure", folder, "--lines", str(LINES)], check=True, capture_output=True, text=True).stdout)
    assert ours["state"] == "clean" and ours["explained"] == LINES, ours
    theirs = json.loads(subprocess.run([sys.executable, "-c", PROGRAM, JOINS.format(folder=folder)], check=True, capture_output=True, text=True).stdout)
    assert theirs["lines"] == LINES and theirs["strangers"] == 0 and theirs["quantities"] == 0, theirs
    out = [f"One million lines of an export, gzip, ten files; 333,334 orders of 5,000 customers. `measure-reconcile` reads and stores every line in the journal, makes all checks of each, "
           "and keeps the result; DuckDB joins lines and orders and sums the totals, and does nothing else. The limit is 60 seconds and 150 MB, beside the orders in memory.", "",
           "| | seconds | of these reading | peak MB |", "|---|---|---|---|",
           f"| `reconcile` | {ours['seconds']:.1f} | {ours['readSeconds']:.1f} | {ours['peakMB']:.0f} |",
           f"| DuckDB, the joins alone | {theirs['seconds']:.1f} | | {theirs['peakMB']:.0f} |"]
    return "\n".join(out), ["reconcile"]
