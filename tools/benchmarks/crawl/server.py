"""nginx with one worker serves recordings by path and query, each on a port of its own."""
import json
import subprocess
import time
import urllib.request
from contextlib import contextmanager

TOKEN = '{"token_type":"Bearer","expires_in":"86399","resource":"https://api.partnercenter.microsoft.com","access_token":"benchmark"}'

CONFIGURATION = """
worker_processes 1;
daemon off;
pid {work}/nginx.pid;
error_log {work}/nginx-error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  default_type application/json;
  map_hash_bucket_size 512;
  client_body_temp_path {work}/nginx-body; proxy_temp_path {work}/nginx-proxy; fastcgi_temp_path {work}/nginx-f;
  uwsgi_temp_path {work}/nginx-u; scgi_temp_path {work}/nginx-s;
{servers}
}}
"""

SERVER = """
  map $request_uri $refusal{number} {{ default ""; {refusals} }}
  server {{
    listen 127.0.0.1:{port};
    root {folder}/200;
    location ~ /oauth2/token$ {{ return 200 '{token}'; }}
    location / {{
      if ($refusal{number}) {{ return {status} $refusal{number}; }}
      try_files "$uri@$args" =404;
    }}
  }}
"""


@contextmanager
def serving(work, recordings):
    """Serves each recording; gives their addresses."""
    servers, addresses = [], []
    for number, folder in enumerate(recordings):
        refusals = json.loads((folder / "refusals.json").read_text())
        statuses = {status for status, _ in refusals.values()} or {404}
        assert len(statuses) == 1, f"one refusal status at a time: {statuses}"
        servers.append(SERVER.format(
            number=number, port=8950 + number, folder=folder, token=TOKEN, status=statuses.pop(),
            refusals=" ".join(f"'{path}' '{body}';" for path, (_, body) in refusals.items())))
        addresses.append(f"http://127.0.0.1:{8950 + number}")
    configuration = work / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(work=work, servers="".join(servers)))
    process = subprocess.Popen(["nginx", "-c", configuration, "-e", work / "nginx-error.log"])
    try:
        for attempt in range(100):
            try:
                urllib.request.urlopen(addresses[0] + "/x/oauth2/token", data=b"").read()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"nginx does not start: see {work}/nginx-error.log")
                time.sleep(0.05)
        yield addresses
    finally:
        process.terminate()
        process.wait()
