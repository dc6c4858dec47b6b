"""A server of the interop runs on Python's websockets. Prints its URL, then serves until it is ended."""

import asyncio
from collections import defaultdict
from urllib.parse import parse_qs, urlsplit

import websockets
from websockets.frames import Close

# The id of a connection -> what this side saw of its end: "CODE REASON".
seen = defaultdict(lambda: asyncio.get_running_loop().create_future())


async def handle(socket, path):
    url = urlsplit(path)
    asked = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
    if url.path == "/seen":
        await socket.send(await seen[asked["id"]])
        await socket.wait_closed()
        return
    try:
        await serve(socket, url.path, asked)
    except websockets.ConnectionClosed:
        pass  # told below
    await socket.wait_closed()
    seen[asked["id"]].set_result(f"{socket.close_code} {socket.close_reason}".strip())


async def serve(socket, path, asked):
    if path == "/echo":
        async for message in socket:
            await socket.send(message)
    elif path == "/fragments":
        async for message in socket:
            cut = len(message) // 3 + 1
            await socket.send([message[:cut], message[cut : 2 * cut], message[2 * cut :]])
    elif path == "/ping":
        await (await socket.ping("hawser"))
        await socket.send("pong hawser")
    elif path == "/close":
        await close(socket, int(asked["code"]), asked["reason"])
    elif path == "/drop":
        await socket.recv()
        socket.transport.abort()
    else:
        await socket.close(1008, "no such path")


async def close(socket, code, reason):
    if code == 1005:
        # The library has no public way to send a Close frame without a code.
        await socket.write_close_frame(Close(1005, ""), b"")
    else:
        await socket.close(code, reason)


async def main():
    async with websockets.serve(handle, "127.0.0.1", 0, max_size=32 << 20) as server:
        print(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await asyncio.Future()


asyncio.run(main())
