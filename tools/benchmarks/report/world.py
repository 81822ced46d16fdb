"""Stores of the whole world, and what asking them costs."""
import os
import sqlite3
import subprocess
import time
from pathlib import Path

here = Path(__file__).parent.parent
root = here.parent.parent


def programs(options, *names):
    """Release builds, by name; from the folder given, where one is."""
    if options.programs:
        return {name: options.programs / name for name in names}
    return {name: Path(subprocess.run([root / "tools" / "build-release", name], check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])
            for name in names}


def store(options, generator, markets):
    """A store with so many markets, made once."""
    if markets == 240 and options.store:
        return options.store
    path = options.work / f"world-{markets}.sqlite"
    if not path.exists():
        subprocess.run([generator, path, "--markets", str(markets)], check=True)
    return path


def items(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return db.execute("SELECT count(*) FROM availability").fetchone()[0]


def _took(command):
    """Milliseconds and megabytes of a process; none of a query is an error."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / 1024


def process(program, arguments, path, repeats=7):
    """Milliseconds, medians: cached, not cached; megabytes at most."""
    command = [program, *arguments, "--db", path]
    first = _took(command)
    warm = sorted(_took(command) for _ in range(repeats))
    cold = []
    for _ in range(3):
        with open(path, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        cold.append(_took(command)[0])
    # What this process held when it began the other counts as the other's, and is smaller than that.
    return warm[repeats // 2][0], sorted(cold)[1], max(memory for _, memory in [first, *warm])


def idle(program):
    return f"{_took([program, '--version'])[1]:.1f}"


def table_sizes(path):
    """Bytes by table or index; the search index by one name."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
