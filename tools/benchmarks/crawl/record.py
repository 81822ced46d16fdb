"""Records what the service answers to one whole crawl, so that all clients can be served the same from files.

The emulator serves; partner-catalog crawls through a proxy that keeps every answer under its path and query. A recording is a folder:
`200/` holds the good answers, `refusals.json` the others, `requests.txt` all addresses in the order asked.

Lists of availabilities are widened to about `body` bytes: an availability stands there several times, each time with another id. The
emulator knows one or two for a SKU; answers of the service may hold whole copies of product and SKU with each of a dozen.
"""
import asyncio
import json
import os
import random
import shutil
import signal
import subprocess

from aiohttp import ClientSession, web


def widened(body, size):
    """A list of availabilities with so many copies of its items that it is about so large."""
    page = json.loads(body)
    items = page.get("items")
    if not items or len(body) >= size:
        return body
    wide = list(items)
    each = len(body) // len(items)
    for number in range(1, (size - len(body)) // each + 1):
        item = dict(items[number % len(items)])
        item["id"] = f"{item['id']}{number:02d}"
        item["catalogItemId"] = f"{item['productId']}:{item['skuId']}:{item['id']}"
        wide.append(item)
    page["items"], page["totalCount"] = wide, len(wide)
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()


class Recorder:
    def __init__(self, folder, upstream, body):
        self.folder, self.upstream, self.body = folder, upstream, body
        self.requests, self.refusals = [], {}

    async def answer(self, request):
        async with self.session.request(
            request.method, self.upstream + request.raw_path, data=await request.read(),
            headers={k: v for k, v in request.headers.items() if k.lower() not in ("host", "accept-encoding", "content-length")},
        ) as reply:
            body = await reply.read()
            if request.path.startswith("/v1/"):
                if reply.status == 200:
                    if request.path.endswith("/availabilities"):
                        body = widened(body, self.body)
                    file = self.folder / "200" / (request.raw_path[1:].replace("?", "@"))
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(body)
                else:
                    self.refusals[request.raw_path] = [reply.status, body.decode()]
                self.requests.append(request.raw_path)
            return web.Response(status=reply.status, body=body, content_type="application/json")

    async def run(self, port, crawl):
        application = web.Application()
        application.router.add_route("*", "/{tail:.*}", self.answer)
        runner = web.AppRunner(application)
        async with ClientSession() as self.session:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
            await asyncio.to_thread(crawl)
            await runner.cleanup()
        (self.folder / "refusals.json").write_text(json.dumps(self.refusals))
        (self.folder / "requests.txt").write_text("\n".join(self.requests) + "\n")


def record(program, folder, *, markets, products, skus, body, environment):
    """Makes the recording, or leaves one that is there."""
    if (folder / "requests.txt").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    emulator = subprocess.Popen(
        [program, "emulator", "--port", "8941", "--markets", ",".join(markets), "--products", str(products), "--skus", str(skus)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        while "SECRET" not in emulator.stdout.readline():
            pass
        crawl = [program, "sync", "--full", "--rate", "1000000", "--concurrency", "16", "--quiet", "--db", folder / "recording.sqlite"]
        for market in markets:
            crawl += ["--market", market]
        done = asyncio.run(Recorder(folder, "http://127.0.0.1:8941", body).run(
            8942, lambda: subprocess.run(crawl, env=environment("http://127.0.0.1:8942"), check=True)))
        return done
    finally:
        emulator.send_signal(signal.SIGINT)
        emulator.wait()


def changed(recording, folder, share):
    """The same recording with another flag in that share of its availability lists; all other files are the same files."""
    if (folder / "requests.txt").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(recording, folder, copy_function=os.link)
    files = sorted(path for path in (folder / "200").rglob("availabilities@*"))
    for path in random.Random(1).sample(files, max(1, round(len(files) * share))):
        body = path.read_bytes()
        path.unlink()
        path.write_bytes(body.replace(b'"isRenewable":true', b'"isRenewable":false') if b'"isRenewable":true' in body
                         else body.replace(b'"isRenewable":false', b'"isRenewable":true'))
