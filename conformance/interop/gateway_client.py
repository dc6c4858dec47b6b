"""Python's websockets behind the gateway: gateway_client.py FRONTS

FRONTS is JSON: by the name of a front, the gateways' URLs by theirs. Each row of gateway.json is run through
each front; a line `ok FRONT: EVENT = WHAT IT SAW` or `not ok FRONT: EVENT: WHY` tells of it.
"""

import asyncio
import itertools
import json
import os
import pathlib
import re
import sys

import websockets
from websockets.exceptions import ConnectionClosed, InvalidStatusCode
from websockets.frames import Close

FRONTS = json.loads(sys.argv[1])
ROWS = json.loads(pathlib.Path(__file__).with_name("gateway.json").read_text("utf-8"))
PATIENCE = 60
AT_ONCE = 8
ids = (f"python-{os.getpid()}-{n}" for n in itertools.count(1))


async def dial(urls, row, id):
    path = row["path"] + ("&" if "?" in row["path"] else "?")
    return await websockets.connect(f"{urls[row['gateway']]}{path}id={id}", open_timeout=PATIENCE, ping_interval=None)


def same(actual, expected, what):
    if actual != expected:
        raise AssertionError(f"{what}: got {actual!r:.300}, expected {expected!r:.300}")


def like(actual, pattern, what):
    if not re.fullmatch(pattern.replace("ID", "[0-9a-f]{12}"), actual):
        raise AssertionError(f"{what}: got {actual!r:.300}, expected {pattern!r:.300}")


async def seen(urls, row, id):
    if row.get("seen") is None:
        return
    socket = await dial(urls, {"gateway": "plain", "path": "/seen"}, id)
    like(await socket.recv(), row["seen"], "the upstream saw")
    await socket.close()


async def before(urls, row):
    own = row.get("python", {})
    try:
        await dial(urls, row, next(ids))
    except InvalidStatusCode as refusal:
        if not own:
            same(refusal.headers.get("Proxy-Status"), row["proxyStatus"], "Proxy-Status")
            for name, value in row.get("headers", {}).items():
                same(refusal.headers.get(name), value, name)
        same(refusal.status_code, own.get("status", row["status"]), "status")
        return f"{refusal.status_code}" + (f" ({own['why']})" if own else "")
    raise AssertionError("it opened")


async def after(urls, row, opened=lambda: None):
    id = next(ids)
    socket = await dial(urls, row, id)
    opened()
    if not row.get("silent"):
        await socket.send(bytes(row["bytes"]) if "bytes" in row else "go")
    try:
        while True:
            await socket.recv()
    except ConnectionClosed:
        pass
    same(socket.close_code, row["code"], "code")
    like(socket.close_reason, row["reason"], "reason")
    await seen(urls, row, id)
    return f"{socket.close_code}"


async def closes(urls, row):
    id = next(ids)
    socket = await dial(urls, row, id)
    if row.get("leave"):
        socket.transport.abort()
    elif row["close"]:
        await socket.close(*row["close"])
    else:
        # The library has no public way to send a Close frame without a code.
        await socket.write_close_frame(Close(1005, ""), b"")
        await socket.wait_closed()
    if not row.get("leave"):
        same((socket.close_code, socket.close_reason), (row["code"], row["reason"]), "code and reason")
    await seen(urls, row, id)
    return "–" if row.get("leave") else f"{socket.close_code}"


async def report(name, run, turns):
    async with turns:
        try:
            print(f"ok {name} = {await asyncio.wait_for(run, 2 * PATIENCE)}", flush=True)
        except Exception as failure:  # whatever it is, the others run
            print(f"not ok {name}: {type(failure).__name__} {failure}", flush=True)


async def main():
    turns = asyncio.Semaphore(AT_ONCE)
    runs = [
        (f"{front}: {row['event']}", kind(urls, row))
        for front, urls in FRONTS.items()
        for kind, rows in ((before, ROWS["before"]), (after, ROWS["after"]), (closes, ROWS["closes"]))
        for row in rows
        if row["gateway"] in urls
    ]
    print(f"1..{len(runs) + len(FRONTS)}")
    await asyncio.gather(*(report(name, run, turns) for name, run in runs))
    # The script ends the gateway when every line of this kind is there.
    row = ROWS["drain"]
    await asyncio.gather(
        *(
            report(f"{front}: {row['event']}", after(urls, row, lambda: print("# waiting", flush=True)), turns)
            for front, urls in FRONTS.items()
        )
    )


asyncio.run(main())
