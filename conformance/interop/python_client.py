"""A client of the interop runs on Python's websockets: python_client.py SERVER_URL"""

import asyncio
import itertools
import json
import os
import pathlib
import random
import sys
from urllib.parse import urlencode

import websockets
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Close

SERVER = sys.argv[1]
CLOSES = json.loads(pathlib.Path(__file__).with_name("scenarios.json").read_text("utf-8"))
COMPRESSED = "INTEROP_DEFLATE" in os.environ
PATIENCE = 20
ids = (f"python-{os.getpid()}-{n}" for n in itertools.count(1))


async def dial(path, extensions=None, **query):
    query = {"id": next(ids), **query}
    socket = await websockets.connect(
        f"{SERVER}{path}?{urlencode(query)}",
        max_size=32 << 20,
        extensions=extensions,
        compression=None if extensions else "deflate",
    )
    if not extensions and COMPRESSED != bool(socket.extensions):
        raise AssertionError(f"agreed on {socket.extensions}")
    socket.interop_id = query["id"]
    return socket


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f"got {actual!r:.200}, expected {expected!r:.200}")


async def seen_by_server(id):
    socket = await dial("/seen", id=id)
    text = await socket.recv()
    await socket.close(1000)
    return text


async def finish(socket):
    await socket.close(1000)
    same(socket.close_code, 1000)


async def echoes(payload):
    socket = await dial("/echo")
    await socket.send(payload)
    same(await socket.recv(), payload)
    await finish(socket)


def offer(serverAlone, clientAlone, bits=None):
    return ClientPerMessageDeflateFactory(
        server_no_context_takeover=serverAlone,
        client_no_context_takeover=clientAlone,
        server_max_window_bits=bits,
        client_max_window_bits=True,
    )


async def compressed(serverAlone, clientAlone, bits=None, offers=None):
    socket = await dial("/echo", offers or [offer(serverAlone, clientAlone, bits)])
    if bits == 9:
        same(socket.extensions, [])
    else:
        (agreed,) = socket.extensions
        assert isinstance(agreed, PerMessageDeflate)
        same((agreed.remote_no_context_takeover, agreed.local_no_context_takeover), (serverAlone, clientAlone))
    for size in CLOSES["sizes"]:
        text = ('{"rope":"tauwerk","long":"é€𝄞"},' * size)[:size]
        for message in 5 * [text, text.encode()]:
            await socket.send(message)
            same(await socket.recv(), message)
    await finish(socket)


async def compressed_fragments(serverAlone, clientAlone):
    socket = await dial("/fragments", [offer(serverAlone, clientAlone)])
    same(len(socket.extensions), 1)
    dice = random.Random(7)
    for size in CLOSES["sizes"][-5:]:
        digits = dice.randbytes(size // 2).hex()  # half as long when it is compressed
        noise = dice.randbytes(size)
        for cut in CLOSES["cuts"]:
            for message in ["€" * (size // 3), digits, digits.encode(), noise]:
                await socket.send([message[i : i + cut] for i in range(0, len(message), cut)])
                same(await socket.recv(), message)
    await finish(socket)


async def fragments():
    socket = await dial("/fragments")
    await socket.send(["€" * 1000, "", "€" * 2000])
    same(await socket.recv(), "€" * 3000)
    await finish(socket)


async def client_pings():
    socket = await dial("/echo")
    await (await socket.ping("are you there"))
    await finish(socket)


async def server_pings():
    socket = await dial("/ping")
    same(await socket.recv(), "pong hawser")
    await finish(socket)


async def client_closes(code, reason):
    socket = await dial("/echo")
    if code == 1005:
        # The library has no public way to send a Close frame without a code.
        await socket.write_close_frame(Close(1005, ""), b"")
        await socket.wait_closed()
    else:
        await socket.close(code, reason)
    same(socket.close_code, code)
    same(await seen_by_server(socket.interop_id), f"{code} {reason}".strip())


async def server_closes(code, reason):
    socket = await dial("/close", code=code, reason=reason)
    await socket.wait_closed()
    same((socket.close_code, socket.close_reason), (code, reason))
    same((await seen_by_server(socket.interop_id)).split(" ")[0], str(code))


async def server_drops():
    socket = await dial("/drop")
    await socket.send("drop me")
    await socket.wait_closed()
    same((socket.close_code, socket.close_reason), (1006, ""))


async def client_drops():
    socket = await dial("/echo")
    socket.transport.abort()
    same(await seen_by_server(socket.interop_id), "1006")


def scenarios():
    yield "text with €", echoes("5 € für 𝄞")
    yield "binary of two bytes", echoes(b"\xff\x00")
    yield "binary of 1 MiB", echoes(b"hawser" * 174763)
    yield "fragments both ways", fragments()
    yield "ping by the client", client_pings()
    yield "ping by the server", server_pings()
    for close in CLOSES["clientCloses"]:
        yield f"close {close['code']} by the client", client_closes(**close)
    for close in CLOSES["serverCloses"]:
        yield f"close {close['code']} by the server", server_closes(**close)
    yield "drop by the server", server_drops()
    yield "drop by the client", client_drops()
    if COMPRESSED:
        for asked in CLOSES["compressed"]:
            yield f"compressed {asked}", compressed(**asked)
        for asked in CLOSES["compressed"]:
            yield f"compressed in fragments {asked}", compressed_fragments(**asked)
        twice = [offer(True, True, 9), offer(False, True)]
        yield "the second of two offers", compressed(False, True, offers=twice)
        yield "a window of 15 bits", compressed(False, False, 15)
        yield "a window of 9 bits is declined", compressed(False, False, 9)


async def main():
    runs = list(scenarios())
    print(f"1..{len(runs)}")
    for name, run in runs:
        try:
            await asyncio.wait_for(run, PATIENCE)
            print(f"ok {name}")
        except Exception as failure:  # whatever it is, the others run
            print(f"not ok {name}: {type(failure).__name__} {failure}")


asyncio.run(main())
