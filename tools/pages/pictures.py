"""A picture of every page in three widths and both schemes, for people to look at."""

from pathlib import Path


def take(site, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for width in (360, 768, 1280):
            with site.page(color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
                for name, path in site.paths().items():
                    page.goto(site.base + path)
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
