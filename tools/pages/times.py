"""Times as a reader feels them: first paint beside a trivial page, and keystroke to hits."""

import statistics

from waiting import until

FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def report(site) -> str:
    trivial = statistics.median(paint(site, site.foreign + "/trivial") for _ in range(3))
    first = statistics.median(paint(site, site.base + "/") for _ in range(3))
    search = statistics.median(paint(site, site.base + "/search?q=microsoft") for _ in range(3))
    keys = sorted(keystrokes(site))
    worst = keys[int(len(keys) * 0.95) - 1]
    return (
        f"first paint: trivial page {trivial:.0f} ms, start {first:.0f} ms, search {search:.0f} ms; "
        f"keystroke to hits: median {statistics.median(keys):.0f} ms, p95 {worst:.0f} ms of {len(keys)}"
    )


def paint(site, address) -> float:
    with site.page() as page:
        page.goto(address)
        until(page, FIRST_PAINT + " > 0")
        return page.evaluate(FIRST_PAINT)


def keystrokes(site) -> list[float]:
    times = []
    with site.page() as page:
        page.goto(site.base + "/search?q=")
        page.focus("#q")
        for letter in "microsoft 365 business premium":
            page.evaluate("delete document.documentElement.dataset.milliseconds")
            page.keyboard.type(letter)
            until(page, "document.documentElement.dataset.milliseconds")
            times.append(float(page.evaluate("document.documentElement.dataset.milliseconds")))
            # Slower than the server's limit of requests a second, as people are.
            page.wait_for_timeout(60)
    return times
