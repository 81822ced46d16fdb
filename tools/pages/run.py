"""Starts the server over a catalog with hostile titles, uses its pages in Chromium, and says what failed."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

import accessibility
import flows
import pictures
import times
from catalog import hostile_catalog
from server import foreign_site, served


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", required=True, help="partner-catalog")
    options.add_argument("--shots", type=Path, help="a folder for pictures of every page")
    options.add_argument("--base", help="the address of a server that runs already over --catalog")
    options.add_argument("--catalog", type=Path, help="the catalog of --base")
    asked = options.parse_args()

    start = time.monotonic()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        catalog = asked.catalog or hostile_catalog(asked.program, Path(folder))
        with served(asked.program, catalog, asked.base) as base, foreign_site(base) as foreign, sync_playwright() as tool:
            browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            site = flows.Site(browser, base, foreign, catalog)
            failures += flows.run(site)
            failures += accessibility.run(site)
            print(times.report(site))
            if asked.shots:
                pictures.take(site, asked.shots)
            browser.close()
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{len(failures)} failures, {time.monotonic() - start:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
