"""How many bytes does an item take, and where?"""
import subprocess
import time

from . import world

GOAL = 45


def section(options):
    programs = world.programs(options, "generate-store", "partner-catalog")
    began = time.perf_counter()
    fresh = not options.store and not (options.work / "world-240.sqlite").exists()
    path = world.store(options, programs["generate-store"], 240)
    took = time.perf_counter() - began
    items = world.items(path)
    compact = options.work / "world-240-compact.sqlite"
    compact.unlink(missing_ok=True)
    subprocess.run([programs["partner-catalog"], "maintain", "--snapshot", compact, "--db", path], check=True, stdout=subprocess.DEVNULL)
    sizes = {name: bytes_ for name, bytes_ in world.table_sizes(compact)}
    laid = path.stat().st_size
    whole = compact.stat().st_size
    compact.unlink()
    out = [f"The whole world, {items:,} items of 240 markets, as `generate-store` lays it down and after `maintain`: keys, texts, search indexes, lists and units all in, without history. "
           f"The limit: what an item says that no other says is the drawn part of its id (24 bits), its offer, and that it stands there.", "",
           f"{laid / items:.1f} bytes an item as laid down, **{whole / items:.1f}** compact (goal {GOAL}{': missed' if whole / items > GOAL else ''}); {whole / 1e6:.0f} MB."
           + (f" Laid down in {took:.0f} s." if fresh else ""), "",
           "| table or index | MB | bytes an item |", "|---|---|---|"]
    shown = 0
    for name, size in sizes.items():
        if size / items < 0.1:
            break
        shown += size
        out.append(f"| `{name}` | {size / 1e6:.1f} | {size / items:.2f} |")
    out.append(f"| all others | {(whole - shown) / 1e6:.1f} | {(whole - shown) / items:.2f} |")
    return "\n".join(out), ["size"]
