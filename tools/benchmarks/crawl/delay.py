"""usage: python -m crawl.delay PORT UPSTREAM_PORT MILLISECONDS

A proxy that keeps every answer back for so long. It knows nothing of HTTP: what comes from the server is passed on that much later.
"""
import asyncio
import sys


class Passing(asyncio.Protocol):
    def __init__(self, other=None, delay=0.0):
        self.other, self.delay = other, delay

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, self.other.write, data)
        else:
            self.other.write(data)

    def connection_lost(self, error):
        if self.other:
            self.other.close()


class Accepting(Passing):
    """The client's side: what it sends before there is a way to the server is kept for it."""

    def __init__(self, upstream, delay):
        super().__init__()
        self.upstream, self.answer_delay, self.early = upstream, delay, []

    def connection_made(self, transport):
        self.transport = transport
        asyncio.get_running_loop().create_task(self.connect())

    async def connect(self):
        server, _ = await asyncio.get_running_loop().create_connection(lambda: Passing(self.transport, self.answer_delay), "127.0.0.1", self.upstream)
        self.other = server
        for data in self.early:
            server.write(data)

    def data_received(self, data):
        self.other.write(data) if self.other else self.early.append(data)


async def main():
    port, upstream, milliseconds = map(int, sys.argv[1:])
    server = await asyncio.get_running_loop().create_server(lambda: Accepting(upstream, milliseconds / 1000), "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
