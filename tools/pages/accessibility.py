"""axe-core finds nothing on any page in either color scheme, and no page is wider than its window."""

from axe_playwright_python.sync_playwright import Axe


def run(site) -> list[str]:
    failures = []
    axe = Axe()
    with site.page(has_touch=True, reduced_motion="reduce") as page:
        for name, path in site.paths().items():
            page.goto(site.base + path)
            for width in (320, 360, 768, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                excess = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if excess > 0:
                    failures.append(f"{name} is {excess} px wider than a window of {width} px")
                if width == 360:
                    failures += [f"{name}: a target is {size}" for size in page.evaluate(SMALL_TARGETS)]
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                for violation in axe.run(page).response["violations"]:
                    places = [node["html"][:120] for node in violation["nodes"][:2]]
                    failures.append(f"axe, {name}, {scheme}: {violation['id']}: {places}")
    print(f"accessibility: {len(site.paths())} pages in both schemes and four widths")
    return failures


# Controls and links of their own line; links and copy buttons inside text may be smaller (WCAG 2.2, 2.5.8).
SMALL_TARGETS = """
[...document.querySelectorAll("button:not(.copy), input:not([type=checkbox]), select, nav a, summary, label.box, .button, .ways a, .examples a, .mark")]
  .filter(e => e.checkVisibility())
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)}: ${e.outerHTML.slice(0, 80)}`)
"""
