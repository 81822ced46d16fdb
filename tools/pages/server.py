"""The server under test, and a site of somebody else."""

import re
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TRIVIAL = "<!doctype html><html lang=en><title>Trivial</title><h1>Trivial</h1><p>Nothing to load.</p></html>"

FOREIGN = """<!doctype html><html lang=en><title>foreign</title><body><script>
const target = "{base}"
async function reads(path, options) {{
  try {{ const answer = await fetch(target + path, options); return (await answer.text()).length > 0 }} catch {{ return false }}
}}
function frames(path) {{
  return new Promise(resolve => {{
    const frame = document.createElement("iframe")
    frame.onload = () => {{ try {{ resolve(frame.contentDocument?.body?.textContent.includes("Partner") ?? false) }} catch {{ resolve(false) }} }}
    frame.src = target + path
    document.body.append(frame)
    setTimeout(() => resolve(false), 1500)
  }})
}}
Promise.all([
  reads("/api/v1/version"), reads("/search?q=a"), reads("/search?q=a", {{ mode: "no-cors" }}),
  reads("/api/v1/search?q=a", {{ credentials: "include" }}), frames("/")
]).then(found => {{ document.title = "read " + found.filter(Boolean).length }})
</script>"""


@contextmanager
def served(program, catalog, base=None):
    """The address of the server, which ends with the block."""
    if base:
        yield base
        return
    process = subprocess.Popen(
        [program, "serve", "--db", str(catalog), "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                break
        else:
            raise SystemExit("The server did not start:\n" + "".join(lines))
        # What it says later must not fill the pipe.
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield found.group()
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def foreign_site(base):
    """The address of another site, whose page tries to read the server's answers."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            body = (TRIVIAL if self.path == "/trivial" else FOREIGN.format(base=base)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{site.server_address[1]}"
    finally:
        site.shutdown()
