"""The page of what the clients saw: gateway_page.py PAGE [--write] NAME=OUTPUT...

Compares the page with the outputs of the clients, or writes it; exit status 1 when it differs.
"""

import json
import pathlib
import re
import sys

FRONTS = ("direct", "nginx")
PAGE = pathlib.Path(sys.argv[1])
WRITE = sys.argv[2] == "--write"
OUTPUTS = dict(argument.split("=", 1) for argument in sys.argv[3 if WRITE else 2 :])
ROWS = json.loads(pathlib.Path(__file__).with_name("gateway.json").read_text("utf-8"))

HEAD = """# What clients see behind the gateway

Written by `conformance/interop/gateway --write` from a run of real clients through `./hawser gateway`, each straight and with nginx in front of it; without `--write` the command fails when a run differs from this page. What stands in a cell was asserted on both ways: the status with its `Proxy-Status` and other fields (ws: the body too), or the close code with its text, and what the upstream saw of the end. [What the gateway answers and says](gateway.md) has the rules.

| | |
|---|---|
| Python | `websockets` 10.4 of Debian |
| ws | npm's `ws` 8.23.0 |
| Chromium | headless, driven by playwright-core 1.65.1 |
| nginx | in front of the gateway, `proxy_pass` with the two fields that WebSocket needs |
| the upstream | raw sockets, a process for each connection (`gateway_upstream.py`) |

## Before the upgrade

A page is never told the status of a refused handshake: `CloseEvent` says 1006, without a text and not clean, whatever was answered. That is asserted, and it is all a browser shows, unless the gateway is asked to tell pages by a Close.

| the upstream | `Proxy-Status` | Python | ws | Chromium |
|---|---|---|---|---|
"""

AFTER = """
## After it

`id=` is the session's id. The last column is what the upstream saw: the Close that came (`client_gone:reset` for some who leave with unread bytes), `end` for the end of TCP without one, nothing where it was gone itself.

| what happens | code and text | Python | ws | Chromium | the upstream saw |
|---|---|---|---|---|---|
"""

CLOSES = """
## Closes of the client

| what happens | Python | ws | Chromium | the upstream saw |
|---|---|---|---|---|
"""

END = """
SIGTERM ends the gateway with the status 0 once the last session has ended.
"""


def results(file):
    """What was seen of each event, by front."""
    found = {}
    for line in pathlib.Path(file).read_text("utf-8").splitlines():
        told = re.fullmatch(r"ok (\w+): (.+) = (.+)", line)
        if told:
            found[told.group(2), told.group(1)] = told.group(3)
    return found


def cell(client, event):
    ways = {SEEN[client].get((event, front), "not run") for front in FRONTS}
    return ways.pop() if len(ways) == 1 else "; ".join(f"{front}: {SEEN[client].get((event, front), 'not run')}" for front in FRONTS)


def line(*cells):
    return "| " + " | ".join(cells) + " |\n"


def code(text):
    return f"`{text.replace('ID', '…')}`" if text else ""


def saw(row):
    pattern = row.get("seen")
    return {None: "–", "end": "end"}.get(pattern) or code(pattern.replace(" .+", " …").replace("(eof|reset)", "eof"))


SEEN = {name: results(file) for name, file in OUTPUTS.items()}
page = HEAD
for row in ROWS["before"]:
    page += line(row["event"], code(row["proxyStatus"]), *(cell(client, row["event"]) for client in SEEN))
page += AFTER
for row in [*ROWS["after"], ROWS["drain"]]:
    told = f"{row['code']} {code(row['reason'])}".strip()
    page += line(row["event"], told, *(cell(client, row["event"]) for client in SEEN), saw(row))
page += CLOSES
for row in ROWS["closes"]:
    page += line(row["event"], *(cell(client, row["event"]) for client in SEEN), saw(row))
page += END
if WRITE:
    PAGE.write_text(page, "utf-8")
elif PAGE.read_text("utf-8") != page:
    print(f"FAILED {PAGE.name} differs from this run; --write writes it anew")
    sys.exit(1)
