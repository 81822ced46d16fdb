"""Asks the server of models as its clients do, and checks every message that it sends.

    client.py PROGRAM CATALOG
"""

import asyncio
import json
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import anyio
import mcp_types
from mcp_types.jsonrpc import JSONRPCError, JSONRPCResponse
from mcp_types.methods import validate_server_result
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

PROGRAM, CATALOG = sys.argv[1:3]
CUSTOMER = "contoso.onmicrosoft.com"
VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]
MODERN = VERSIONS[-1]
TOOLS = ["search", "can_buy", "resolve", "why_not", "show", "changes", "check_ids", "what_is", "status"]
QUESTIONS = [
    ("search", {"query": "power bi", "market": "US"}),
    ("search", {"query": "microsoft 365"}),
    ("can_buy", {"customer": CUSTOMER, "query": "power bi"}),
    ("can_buy", {"customer": CUSTOMER, "all": True, "limit": 50}),
    ("resolve", {"customer": CUSTOMER, "item": "Microsoft 365 E3", "term": "P1Y", "billing": "monthly"}),
    ("resolve", {"customer": CUSTOMER, "item": "sql server"}),
    ("why_not", {"customer": CUSTOMER, "item": "CFQ7TTC0H6RP:0004"}),
    ("show", {"item": "CFQ7TTC0LFLX:0001"}),
    ("changes", {"since": "30d"}),
    ("check_ids", {"ids": ["CFQ7TTC0LFLX:0001", "nonsense"]}),
    ("what_is", {"query": "SPE_E3"}),
    ("status", {}),
]
WRONG = [("search", {"limit": 0}), ("show", {}), ("can_buy", {"customer": "nobody at all"}), ("status", {"x": 1})]

# Measured with o200k_base: lines of hits have 2.35 characters a token, the list of tools 4.05.
LONGEST_TEN = 700 * 2.35
LONGEST_LIST = 2000 * 4.05


def check(condition, *about):
    if not condition:
        sys.exit("test-mcp: " + " ".join(str(part) for part in about))


def text_of(result):
    check(len(result.content) == 1, "one block of text", result)
    return result.content[0].text


async def tour(client, name):
    """Calls every tool; the client itself refuses structured content that breaks its schema."""
    listed = (await client.list_tools()).tools
    check([tool.name for tool in listed] == TOOLS, name, "lists", [tool.name for tool in listed])
    for tool in listed:
        check(tool.annotations.read_only_hint is True, name, tool.name, "is not read-only")
        check(tool.output_schema, name, tool.name, "has no output schema")
    for tool, arguments in QUESTIONS:
        result = await client.call_tool(tool, arguments)
        check(not result.is_error, name, tool, arguments, text_of(result))
        check(result.structured_content, name, tool, "has no structured content")
        check("bsence" in text_of(result), name, tool, "does not say what absence means:", text_of(result))
    for tool, arguments in WRONG:
        result = await client.call_tool(tool, arguments)
        check(result.is_error and result.structured_content is None, name, tool, arguments, "is answered")
    hits = await client.call_tool("search", {"market": "US"})
    check(len(hits.structured_content["items"]) == 10, name, "has not ten hits")
    check(len(text_of(hits)) <= LONGEST_TEN, name, "ten hits have", len(text_of(hits)), "characters")


async def modes(target, name):
    for mode in ["auto", "legacy", MODERN]:
        with anyio.fail_after(20):
            async with Client(target(), mode=mode) as client:
                await tour(client, f"{name} {mode}")


def metadata(version):
    if version != MODERN:
        return {}
    prefix = "io.modelcontextprotocol/"
    return {"_meta": {prefix + "protocolVersion": version, prefix + "clientCapabilities": {}}}


def messages(version):
    """A request for each method of a revision, and calls of every tool, right and wrong."""
    opening = {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    requests = [("server/discover", {})] if version == MODERN else [("initialize", opening), ("ping", {})]
    requests += [("tools/list", {})]
    requests += [("tools/call", {"name": tool, "arguments": arguments}) for tool, arguments in QUESTIONS + WRONG]
    requests += [("no/such", {}), ("tools/call", {"name": "no such tool"})]
    for number, (method, params) in enumerate(requests):
        yield {"jsonrpc": "2.0", "id": number, "method": method, "params": {**params, **metadata(version)}}


def validate(version, request, response):
    check(response.get("id") == request["id"], "another id", response)
    if "error" in response:
        JSONRPCError.model_validate(response)
        check(request["method"] == "no/such" or request["params"].get("name") == "no such tool", request, response)
        return
    JSONRPCResponse.model_validate(response)
    validate_server_result(request["method"], version, response["result"])


class Pipe:
    """The program on standard input and output, byte by byte."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            [PROGRAM, "mcp", "--db", CATALOG, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, line):
        self.process.stdin.write(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self):
        line = self.process.stdout.readline()
        check(line.endswith(b"\n"), "the program ended:", line)
        return json.loads(line)

    def end(self):
        """Closes the input; whatever is left on the output must be messages."""
        self.process.stdin.close()
        rest = [json.loads(line) for line in self.process.stdout]
        check(self.process.wait(10) == 0, "exit", self.process.returncode)
        return rest


def recorded_over_pipe():
    count = 0
    for version in VERSIONS:
        pipe = Pipe()
        requests = list(messages(version))
        for request in requests:
            pipe.send(request)
        responses = {response["id"]: response for response in pipe.end()}
        check(len(responses) == len(requests), version, len(responses), "of", len(requests), "answered")
        for request in requests:
            validate(version, request, responses[request["id"]])
            count += 1
    return count


def pipe_rules():
    pipe = Pipe("--no-customers")
    for line, code in [(b"{\n", -32700), (b"\xff\xfe\n", -32700), (b"[]\n", -32600), (b"x" * 1_100_000 + b"\n", -32600)]:
        pipe.send(line)
        response = pipe.receive()
        JSONRPCError.model_validate(response)
        check(response["id"] is None and response["error"]["code"] == code, line[:20], response)
    pipe.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
    pipe.send({"jsonrpc": "2.0", "id": "x", "method": "ping"})
    check(pipe.receive() == {"jsonrpc": "2.0", "id": "x", "result": {}}, "no answer to ping")
    pipe.send({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
               "params": {"name": "can_buy", "arguments": {"customer": CUSTOMER}}})
    refused = pipe.receive()["result"]
    check(refused["isError"] and "may not read customers" in refused["content"][0]["text"], refused)
    check(pipe.end() == [], "something is left on standard output")

    pipe = Pipe()
    pipe.send({"jsonrpc": "2.0", "id": 1, "method": "ping"})
    pipe.receive()
    pipe.process.send_signal(signal.SIGTERM)
    check(pipe.process.wait(10) == 0, "SIGTERM ends with", pipe.process.returncode)

    missing = subprocess.run(
        [PROGRAM, "mcp", "--db", CATALOG + ".none"], capture_output=True, timeout=10,
        input=json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "status"}}).encode())
    result = json.loads(missing.stdout)["result"]
    check(missing.returncode == 0 and result["isError"], "without a catalog:", missing)


def start_to_answer():
    """Milliseconds from the start of the process to the answer of `initialize`, the best of five."""
    best = None
    for _ in range(5):
        begin = time.perf_counter()
        pipe = Pipe()
        pipe.send(next(messages("2025-11-25")))
        pipe.receive()
        taken = (time.perf_counter() - begin) * 1000
        best = taken if best is None else min(best, taken)
        pipe.end()
    return best


def search_times(count=300):
    pipe = Pipe()
    times = []
    for number in range(count):
        words = ["power bi", "microsoft 365", "sql server", "azure", "windows server", "d2s v3"][number % 6]
        begin = time.perf_counter()
        pipe.send({"jsonrpc": "2.0", "id": number, "method": "tools/call",
                   "params": {"name": "search", "arguments": {"query": words, "market": "US"}}})
        pipe.receive()
        times.append((time.perf_counter() - begin) * 1000)
    pipe.end()
    times.sort()
    return times[count // 2], times[count * 99 // 100]


def list_size():
    pipe = Pipe()
    pipe.send({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    tools = pipe.receive()["result"]["tools"]
    pipe.end()
    size = len(json.dumps(tools, separators=(",", ":")))
    check(size <= LONGEST_LIST, "the list of tools has", size, "characters")
    return size


def post(url, body, **headers):
    request = urllib.request.Request(
        url, data=body if isinstance(body, bytes) else json.dumps(body).encode(), method="POST",
        headers={"Content-Type": "application/json", "Accept": "application/json, text/event-stream",
                 **{name.replace("_", "-"): value for name, value in headers.items()}})
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            if error.code != 429:
                return error.code, error.read()
            # More than fifty a second are not answered.
            time.sleep(float(error.headers["Retry-After"]))


def headers_of(version, request):
    if version != MODERN:
        return {"MCP_Protocol_Version": version}
    headers = {"MCP_Protocol_Version": version, "Mcp_Method": request["method"]}
    if request["method"] == "tools/call":
        headers["Mcp_Name"] = request["params"]["name"]
    return headers


def recorded_over_http(url):
    count = 0
    for version in VERSIONS:
        for request in messages(version):
            status, body = post(url, request, **headers_of(version, request))
            response = json.loads(body)
            validate(version, request, response)
            expected = 200
            if "error" in response and version == MODERN:
                expected = 404 if response["error"]["code"] == -32601 else 400
            check(status == expected, version, request["method"], status, response)
            count += 1
    return count


def http_rules(url):
    listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": metadata(MODERN)}
    right = {"MCP_Protocol_Version": MODERN, "Mcp_Method": "tools/list"}
    for body, headers, status, code in [
        (b"{", {}, 400, -32700), (b"[]", {}, 400, -32600), (listing, {}, 400, -32020),
        (listing, {**right, "Mcp_Method": "ping"}, 400, -32020),
        ({**listing, "params": {}}, right, 400, -32602),
        ({**listing, "params": {}}, {"MCP_Protocol_Version": "1999-01-01"}, 400, -32022),
        ({"jsonrpc": "2.0", "method": "notifications/initialized"}, {}, 202, None),
    ]:
        got, reply = post(url, body, **headers)
        check(got == status, "POST", body, headers, "is", got, reply)
        check(code is None and not reply or json.loads(reply)["error"]["code"] == code, body, headers, reply)
    for method in ["GET", "DELETE"]:
        try:
            urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=10)
            check(False, method, "is answered")
        except urllib.error.HTTPError as error:
            check(error.code == 405 and error.headers["Allow"] == "POST", method, error.code, error.headers)


def served():
    """The program with a socket, and the address that it prints; None where it cannot serve."""
    if subprocess.run([PROGRAM, "serve", "--help"], capture_output=True).returncode != 0:
        return None
    process = subprocess.Popen(
        [PROGRAM, "serve", "--db", CATALOG, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return process, found.group(0) + "/mcp"
    check(False, "serve ended without an address")


async def main():
    await modes(lambda: stdio_client(StdioServerParameters(command=PROGRAM, args=["mcp", "--db", CATALOG])), "stdio")
    pipe_rules()
    print(f"  stdio: 3 modes, {recorded_over_pipe()} messages valid in {len(VERSIONS)} revisions")
    median, slow = search_times()
    print(f"  list {list_size()} characters; start to answer {start_to_answer():.0f} ms; "
          f"search p50 {median:.1f} ms, p99 {slow:.1f} ms")
    server = served()
    if server is None:
        print("  HTTP: this program has no serve: left out")
        return
    process, url = server
    try:
        await modes(lambda: url, "HTTP")
        http_rules(url)
        print(f"  HTTP: 3 modes, {recorded_over_http(url)} messages valid")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


asyncio.run(main())
