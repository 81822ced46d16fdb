"""Waiting for a page whose policy forbids the evaluation that Playwright's own waiting needs."""

import time

from playwright.sync_api import Error


def until(page, expression: str, seconds: float = 8) -> None:
    """Waits until an expression is true."""
    end = time.monotonic() + seconds
    while not holds(page, expression):
        if time.monotonic() > end:
            raise AssertionError(f"never true: {expression}")
        page.wait_for_timeout(10)


def holds(page, expression: str) -> bool:
    try:
        return page.evaluate(f"!!({expression})")
    except Error:
        # The page is being replaced by another.
        return False
