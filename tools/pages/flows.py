"""What people do with the pages, step by step; without JavaScript first."""

import sqlite3
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs, quote, urlparse

from playwright.sync_api import Browser, expect

import catalog as store
from waiting import until


@dataclass
class Site:
    browser: Browser
    base: str
    foreign: str
    catalog: Path

    @contextmanager
    def page(self, **options):
        context = self.browser.new_context(**options)
        context.set_default_timeout(8000)
        try:
            yield context.new_page()
        finally:
            context.close()

    def paths(self) -> dict[str, str]:
        return self._paths

    @cached_property
    def _paths(self) -> dict[str, str]:
        with self.page() as page:
            page.goto(self.base + "/search?q=" + quote("microsoft 365 e3"))
            sku = urlparse(page.locator(".hits h2 a").first.get_attribute("href")).path
            page.goto(self.base + "/search?market=DE&q=" + quote("microsoft 365 e3"))
            item = urlparse(page.locator(".hits h2 a").first.get_attribute("href")).path
            page.goto(self.base + "/customers")
            customers = [link.get_attribute("href") for link in page.locator("main table a").all()[:2]]
        hostile = store.hostile_products(self.catalog)
        ids = "%0A".join([item.split("/")[-1], sku.split("/")[-1], "CFQ7TTC0LH99:0001", "nothing"])
        return {
            "start": "/", "search": "/search?q=microsoft", "filtered": "/search?q=365&market=DE&segment=commercial",
            "nothing": "/search?q=zzzzzz&market=FR", "hostile": "/search?q=" + hostile[0], "rtl": "/items/" + hostile[4], "cjk": "/search?q=" + hostile[5],
            "item": item, "sku": sku, "product": sku.rsplit(":", 1)[0], "customers": "/customers",
            "customer": customers[1] + "?q=microsoft&all=1", "hostile-customer": customers[0], "check": "/check",
            "checked": "/check?ids=" + ids, "what-is": "/what-is?q=SPE_E5", "changes": "/changes", "status": "/status",
            "unknown": "/items/CFQ7TTC0LH99",
        }


# MARK: Without JavaScript

def search_by_form(site, page):
    page.goto(site.base + "/")
    page.fill("#q", "power bi")
    page.click(".search button")
    assert parse_qs(urlparse(page.url).query)["q"] == ["power bi"]
    expect(page.locator(".hits h2").first).to_contain_text("Power BI")


def filter_by_form(site, page):
    page.goto(site.base + "/search?q=microsoft")
    before = page.locator("#total strong").inner_text()
    page.locator("input[name=market]").first.check()
    page.click("button.apply")
    assert "market" in parse_qs(urlparse(page.url).query)
    assert page.locator("#total strong").inner_text() != before
    assert page.locator("input[name=market]").first.is_checked()
    # Another market may be added to it.
    assert page.locator("input[name=market]").count() > 1


def read_page_by_page(site, page):
    page.goto(site.base + "/search?q=microsoft&market=US")
    first = page.locator(".hits .id").all_inner_texts()
    page.click("a[rel=next]")
    second = page.locator(".hits .id").all_inner_texts()
    assert len(first) == 20 and second and not set(first) & set(second)


def read_an_item(site, page):
    page.goto(site.base + "/search?market=DE&q=" + quote("microsoft 365 e3"))
    title = page.locator(".hits h2 a").first.inner_text()
    page.locator(".hits h2 a").first.click()
    assert page.locator("h1").inner_text() in title
    expect(page.get_by_role("table", name="Items")).to_contain_text("DE")
    expect(page.get_by_role("table", name="Prices")).to_contain_text("EUR")


def ask_for_a_customer(site, page):
    page.goto(site.base + "/customers")
    page.locator("main table a").nth(1).click()
    page.fill("#what", "power bi")
    page.click("form.choice button")
    expect(page.locator("#offers table")).to_contain_text("Power BI")
    page.check("#all")
    page.click("form.choice button")
    page.wait_for_load_state()
    while page.get_by_role("link", name="Why, in full").count() == 0:
        page.click("a[rel=next]")
    page.get_by_role("link", name="Why, in full").first.click()
    expect(page.locator(".explanation")).to_contain_text("cannot buy")


def paste_ids(site, page):
    page.goto(site.base + "/check")
    item = site.paths()["item"].split("/")[-1]
    page.fill("#ids", f"{item}\nno such id\n")
    page.click(".paste button")
    expect(page.locator("#checked")).to_contain_text("1 current, 1 unknown")
    assert "ids" in parse_qs(urlparse(page.url).query), "a short list is an address"
    page.fill("#ids", "\n".join(f"{item}{number}" for number in range(300)))
    page.click(".paste button")
    expect(page.locator("#checked .summary")).to_contain_text("300 ids")


def see_the_pictures(site, page):
    page.goto(site.base + "/status")
    picture = page.get_by_role("img", name="Changes by day")
    expect(picture).to_be_visible()
    page.locator("figure.days summary").first.click()
    expect(page.get_by_role("table", name="Changes by day")).to_be_visible()


# MARK: With JavaScript

def search_while_typing(site, page):
    page.goto(site.base + "/")
    loads = []
    page.on("framenavigated", lambda _: loads.append(1))
    page.locator("#q").press_sequentially("visio plan", delay=15)
    expect(page.locator(".hits h2").first).to_contain_text("Visio")
    until(page, "location.search.includes('visio')")
    expect(page.locator("#filters fieldset").first).to_be_visible()
    assert page.evaluate("performance.getEntriesByType('navigation').length") == 1
    assert page.evaluate("history.length") == 2, "typing adds nothing to the history"
    assert page.evaluate("document.activeElement.id") == "q"


def filter_without_reload(site, page):
    page.goto(site.base + "/search?q=microsoft")
    page.evaluate("window.same = true")
    box = page.locator("input[name=segment]").nth(1)
    name = box.get_attribute("id")
    box.focus()
    page.keyboard.press("Space")
    until(page, "location.search.includes('segment=')")
    until(page, "document.querySelector('#filters').textContent.includes('Clear filters')")
    assert page.evaluate("window.same") is True
    assert page.evaluate("document.activeElement.id") == name, "the focus stays on the box"
    page.go_back()
    until(page, "!location.search.includes('segment=') && !window.same")
    assert not page.locator(f"[id='{name}']").is_checked()


def enter_adds_to_the_history(site, page):
    page.goto(site.base + "/search?q=visio")
    page.fill("#q", "project")
    page.keyboard.press("Enter")
    expect(page.locator(".hits h2").first).to_contain_text("Project")
    page.go_back()
    expect(page.locator(".hits h2").first).to_contain_text("Visio")


def keys(site, page):
    page.goto(site.base + "/search?q=visio")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    page.keyboard.type("a/b")
    assert page.input_value("#q") == "a/b"


def skip_link(site, page):
    page.goto(site.base + "/changes")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def copy_an_id(site, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.base)
    page.goto(site.base + site.paths()["item"])
    page.locator("button.copy").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("main .id").first.inner_text(), copied
    expect(page.locator("#live")).to_contain_text("Copied")


def ages(site, page):
    page.goto(site.base + site.paths()["item"])
    time_element = page.locator("main time").first
    assert "ago" in time_element.inner_text() or "now" in time_element.inner_text()
    assert "UTC" in time_element.get_attribute("title")


def late_answers_are_dropped(site, page):
    page.goto(site.base + "/search?q=")

    def slow(route):
        if "q=v&" in route.request.url or route.request.url.endswith("q=v"):
            time.sleep(0.4)
        route.continue_()

    page.route("**/search?*", slow)
    flying = []
    page.on("request", lambda request: flying.append(1) if "/search" in request.url else None)
    page.locator("#q").press_sequentially("visio", delay=5)
    until(page, "location.search.includes('visio')")
    expect(page.locator(".hits h2").first).to_contain_text("Visio")
    page.wait_for_timeout(500)
    expect(page.locator(".hits h2").first).to_contain_text("Visio")
    # One in flight and one waiting: letters between are never asked for.
    assert len(flying) <= 4, f"{len(flying)} requests for 5 letters"


def the_total_is_told(site, page):
    page.goto(site.base + "/search?q=")
    page.locator("#q").press_sequentially("visio", delay=5)
    until(page, "document.getElementById('live').textContent.includes('hits')")


def news_of_the_data(site, page):
    page.goto(site.base + "/changes")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(200)
    assert page.locator("#notice").inner_text() == ""
    with sqlite3.connect(site.catalog) as changed:
        store.touch(changed)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#notice a")).to_have_text("Reload")


def hostile_titles_stay_text(site, page):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    seen = ""
    for name in ("hostile", "search", "hostile-customer", "changes", "customers", "item"):
        page.goto(site.base + site.paths()[name])
        seen += page.locator("main").inner_text()
        assert page.evaluate("window.owned") is None, name
        assert page.locator("main img, main script, main [onload], main [onerror]").count() == 0, name
    for product in store.hostile_products(site.catalog):
        for path in ("/items/", "/search?q="):
            page.goto(site.base + path + product)
            seen += page.locator("main").inner_text()
            assert page.evaluate("window.owned") is None, product
    for title in store.HOSTILE:
        assert title in seen, f"{title} is there as text"
    page.goto(site.base + "/search?q=" + quote(store.HOSTILE[1]))
    assert page.input_value("#q") == store.HOSTILE[1]
    page.goto(site.base + "/")
    page.fill("#q", store.hostile_products(site.catalog)[0])
    expect(page.locator(".hits h2").first).to_contain_text("owned")
    assert page.evaluate("window.owned") is None
    assert not errors, errors


def scripts_are_blocked(site, page):
    page.goto(site.base + "/")
    # In a task of the page's own: what Playwright evaluates is free of the policy.
    page.evaluate("""() => {
      const attacks = {
        eval: () => eval("1"),
        constructor: () => new Function("return 1")(),
        innerHTML: () => { document.body.innerHTML = "<b>x</b>" },
        parser: () => new DOMParser().parseFromString("<p>", "text/html"),
        script: () => { document.createElement("script").text = "window.owned = 9" },
        handler: () => { document.body.setAttribute("onclick", "window.owned = 9") },
      }
      window.passed = []
      setTimeout(() => {
        for (const [name, attack] of Object.entries(attacks)) {
          try { attack(); window.passed.push(name) } catch {}
        }
        document.body.click()
        window.done = true
      })
    }""")
    until(page, "window.done")
    assert page.evaluate("window.owned") is None
    assert page.evaluate("window.passed.filter(name => name !== 'handler')") == []


def foreign_pages_read_nothing(site, page):
    page.goto(site.foreign + "/")
    until(page, "document.title !== 'foreign'")
    assert page.title() == "read 0", page.title()


def nothing_from_elsewhere(site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in site.paths().values():
        page.goto(site.base + path)
    strangers = [url for url in asked if not url.startswith((site.base, "data:"))]
    assert not strangers, strangers
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"


def printed(site, page):
    page.goto(site.base + "/search?q=microsoft")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible() and not page.locator("#filters").is_visible()
    assert page.locator(".hits h2").first.is_visible()


def directions_of_writing(site, page):
    page.goto(site.base + site.paths()["rtl"])
    assert page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.goto(site.base + site.paths()["cjk"])
    link = page.locator(".hits h2 a").first
    expect(link).to_contain_text("管理")
    assert link.evaluate("e => getComputedStyle(e).direction") == "ltr"


def repeated_visits(site, page):
    page.goto(site.base + "/changes")
    style = page.request.get(site.base + page.locator("link[rel=stylesheet]").get_attribute("href"))
    assert "immutable" in style.headers["cache-control"]
    response = page.request.get(site.base + "/changes")
    again = page.request.get(site.base + "/changes", headers={"If-None-Match": response.headers["etag"]})
    assert again.status == 304


PLAIN = [search_by_form, filter_by_form, read_page_by_page, read_an_item, ask_for_a_customer, paste_ids, see_the_pictures]
SCRIPTED = [
    search_while_typing, filter_without_reload, enter_adds_to_the_history, keys, skip_link, copy_an_id, ages,
    late_answers_are_dropped, the_total_is_told, news_of_the_data, hostile_titles_stay_text, scripts_are_blocked,
    foreign_pages_read_nothing, nothing_from_elsewhere, printed, directions_of_writing, repeated_visits,
]


def run(site: Site) -> list[str]:
    failures = []
    for flow in PLAIN + SCRIPTED:
        isScripted = flow in SCRIPTED
        try:
            with site.page(java_script_enabled=isScripted) as page:
                flow(site, page)
        except Exception as error:  # Each flow is reported; the others go on.
            line = traceback.extract_tb(error.__traceback__)[-1]
            place = next(
                (frame.lineno for frame in reversed(traceback.extract_tb(error.__traceback__)) if frame.filename == __file__),
                line.lineno)
            failures.append(f"{flow.__name__} (flows.py:{place}): {str(error).splitlines()[0] if str(error) else error!r}")
    print(f"flows: {len(PLAIN)} without JavaScript, {len(SCRIPTED)} with it")
    return failures
