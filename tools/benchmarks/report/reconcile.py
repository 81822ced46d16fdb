"""A month of a large partner: one million export lines, compared with their orders, beside DuckDB joining them."""
import json
import subprocess
import sys

from . import world

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


def measured(*command):
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    assert run.returncode == 0, f"{command} ended with {run.returncode}"
    return json.loads(run.stdout)


def section(options):
    lines = options.lines
    program = world.programs(options, "measure-reconcile")["measure-reconcile"]
    folder = options.work / f"reconcile-{lines}"
    folder.mkdir(exist_ok=True)
    if not (folder / "orders.csv").exists():
        subprocess.run([program, "generate", folder, "--lines", str(lines)], check=True)
    ours = measured(program, "measure", folder, "--lines", str(lines))
    assert ours["state"] == "clean" and ours["explained"] == lines, ours
    worst = measured(program, "measure", folder, "--lines", str(lines), "--differing")
    assert worst["state"] == "differs" and worst["findings"] == lines, worst
    theirs = measured(sys.executable, "-c", PROGRAM, JOINS.format(folder=folder))
    assert theirs["lines"] == lines and theirs["strangers"] == 0 and theirs["quantities"] == 0, theirs
    orders = -(-lines // 3)
    out = [f"{lines:,} lines of an export, gzip, ten files; {orders:,} orders of 5,000 customers. `measure-reconcile` reads and stores every line in the journal, makes all checks of each, "
           "and keeps the result; DuckDB joins lines and orders and sums the totals, and does nothing else. The limit for a million lines is 60 seconds and 150 MB, beside the orders in memory.", "",
           "| | seconds | of these reading | peak MB |", "|---|---|---|---|",
           f"| `reconcile` | {ours['seconds']:.1f} | {ours['readSeconds']:.1f} | {ours['peakMB']:.0f} |",
           f"| `reconcile`, every line differing | {worst['seconds']:.1f} | {worst['readSeconds']:.1f} | {worst['peakMB']:.0f} |",
           f"| DuckDB, the joins alone | {theirs['seconds']:.1f} | | {theirs['peakMB']:.0f} |"]
    return "\n".join(out), ["reconcile"] + ([] if lines == 1_000_000 else [f"--lines {lines}"])
