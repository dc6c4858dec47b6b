"""What stands behind the gateway in its runs: gateway_upstream.py FOLDER [CERTIFICATE KEY]

Raw sockets, and a process for each connection, so that one can be killed. What it does is in the path
that is asked for; after the 101 it waits for a message first. How each connection ended it writes into
the folder, by the id in the query. Prints its port; with a certificate also one for TLS, and one for TLS
that wants a certificate of the client.
"""

import base64
import hashlib
import os
import pathlib
import selectors
import signal
import socket
import ssl
import struct
import sys
import time
from urllib.parse import parse_qs, urlsplit

SEEN = pathlib.Path(sys.argv[1])
PATIENCE = 60
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Plain:
    def __init__(self, line):
        self.line = line

    def recv(self):
        return self.line.recv(65536)

    def send(self, data):
        self.line.sendall(data)

    def fin(self):
        self.line.shutdown(socket.SHUT_WR)

    def rst(self):
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.line.close()


class Secure(Plain):
    """TLS in memory, so that records can be spoilt and left out."""

    def __init__(self, line, context):
        super().__init__(line)
        self.input, self.output = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.input, self.output, server_side=True)
        try:
            self.exchange(self.tls.do_handshake)
        except ssl.SSLError:
            self.fin()  # behind the alert; a reset could overtake it
            while self.line.recv(65536):
                pass
            raise

    def exchange(self, step):
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                self.flush()
                data = self.line.recv(65536)
                if not data:
                    raise ConnectionError("TLS ended early")
                self.input.write(data)
            finally:
                self.flush()

    def flush(self):
        if self.output.pending:
            self.line.sendall(self.output.read())

    def recv(self):
        try:
            return self.exchange(lambda: self.tls.read(65536))
        except (ConnectionError, ssl.SSLZeroReturnError):
            return b""

    def send(self, data):
        self.tls.write(data)
        self.flush()

    def alert(self):
        """Answers a record that was spoilt on its way: bad_record_mac, 20."""
        data = bytearray(self.line.recv(65536))
        data[-1] ^= 1
        self.input.write(bytes(data))
        try:
            self.tls.read(1)
        except ssl.SSLError:
            self.flush()
        self.line.close()


class Frames:
    def __init__(self, line, rest):
        self.line = line
        self.buffer = rest

    def bytes(self, count):
        while len(self.buffer) < count:
            more = self.line.recv()
            if not more:
                raise EOFError
            self.buffer += more
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def next(self, pongs=True):
        while True:
            first, second = self.bytes(2)
            length = second & 127
            if length > 125:
                length = int.from_bytes(self.bytes(2 if length == 126 else 8), "big")
            mask = self.bytes(4)
            payload = bytes(byte ^ mask[i & 3] for i, byte in enumerate(self.bytes(length)))
            opcode = first & 15
            if opcode == PING:
                if pongs:
                    self.send(PONG, payload)
            elif opcode != PONG:
                return opcode, payload

    def send(self, opcode, payload=b"", flags=0x80):
        head = bytes([flags | opcode])
        head += bytes([len(payload)]) if len(payload) < 126 else b"\x7e" + struct.pack(">H", len(payload))
        self.line.send(head + payload)

    def end(self, pongs=True):
        """How the other side ends: its Close, or `end`."""
        try:
            while True:
                opcode, payload = self.next(pongs)
                if opcode == CLOSE:
                    return closed(payload)
        except EOFError:
            return "end"
        except OSError as lost:
            return type(lost).__name__


def closed(payload):
    if not payload:
        return "1005"
    code = int.from_bytes(payload[:2], "big")
    return f"{code} {payload[2:].decode()}".strip()


def answer(status, *lines, body=""):
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(body)}", "", body]).encode()


REFUSALS = {
    "/401": answer("401 Unauthorized", "WWW-Authenticate: Bearer", "X-Hop: 1", "Connection: X-Hop", body="log in"),
    "/302": answer("302 Found", "Location: /401"),
    "/503": answer("503 Service Unavailable", "Retry-After: 30", body="busy"),
    "/no-http": b"SSH-2.0-OpenSSH_9.2\r\n",
}


def switching(request, **changed):
    key = next(line.split(":", 1)[1].strip() for line in request if line.lower().startswith("sec-websocket-key:"))
    digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
    fields = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Accept": base64.b64encode(digest).decode(),
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return "\r\n".join(["HTTP/1.1 101 Switching Protocols", *lines, "", ""]).encode()


BREACHES = {
    "/masked": b"\x81\x81\x00\x00\x00\x00a",
    "/reserved-bit": b"\xc1\x01a",
    "/reserved-opcode": b"\x83\x00",
    "/fragmented-ping": b"\x09\x00",
    "/continuation": b"\x80\x00",
    "/bad-text": b"\x81\x01\xff",
    "/close-one-byte": b"\x88\x01\x03",
    "/close-bad-text": b"\x88\x03\x03\xe8\xff",
}


def serve(line):
    head = b""
    while b"\r\n\r\n" not in head:
        more = line.recv()
        if not more:
            return
        head += more
        if head[0] == 22:  # TLS where none is spoken, answered as web servers do
            line.send(answer("400 Bad Request", "Connection: close"))
            return
    head, rest = head.split(b"\r\n\r\n", 1)
    request = head.decode("latin-1").split("\r\n")
    target = urlsplit(request[0].split(" ")[1])
    query = {name: values[0] for name, values in parse_qs(target.query, keep_blank_values=True).items()}
    path = target.path
    if path in REFUSALS:
        line.send(REFUSALS[path])
        return
    if path == "/mute":
        line.recv()
        return
    if path == "/fin-first":
        line.fin()
        line.recv()
        return
    if path == "/rst-first":
        line.rst()
        return
    if path == "/half-head":
        line.send(b"HTTP/1.1 101 Switching Protocols\r\nUpg")
        line.fin()
        line.recv()
        return
    changed = {
        "/wrong-key": {"Sec_WebSocket_Accept": "A" * 27 + "="},
        "/no-key": {"Sec_WebSocket_Accept": ""},
        "/extension": {"Sec_WebSocket_Extensions": "permessage-deflate"},
        "/subprotocol": {"Sec_WebSocket_Protocol": "v9"},
    }
    line.send(switching(request, **changed.get(path, {})))
    if path in changed:
        line.recv()
        return
    frames = Frames(line, rest)
    if path == "/seen":
        frames.send(TEXT, seen(query["id"]).encode())
        frames.end()
        return
    record(query["id"], opened(path, query, line, frames))


def opened(path, query, line, frames):
    if path == "/alert":
        line.alert()
        return "alert"
    if path != "/eof-at-once":
        frames.next() if path != "/echo" else None
    if path == "/killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if path == "/rst":
        line.rst()
        return "reset"
    if path in ("/eof", "/eof-at-once"):
        line.fin()
    elif path == "/eof-in-frame":
        line.send(b"\x82\x7e\xff\xff" + b"x" * 100)
        line.fin()
    elif path == "/mute-after":
        return frames.end(pongs=False)
    elif path == "/big":
        frames.send(BINARY, bytes(1001))
    elif path == "/close":
        code = int(query["code"])
        frames.send(CLOSE, b"" if code == 1005 and not query["text"] else struct.pack(">H", code) + query["text"].encode())
    elif path in BREACHES:
        line.send(BREACHES[path])
    elif path == "/echo":
        return echo(frames)
    return frames.end()


def echo(frames):
    try:
        while True:
            opcode, payload = frames.next()
            frames.send(opcode, payload)
            if opcode == CLOSE:
                return closed(payload)
    except EOFError:
        return "end"


def record(id, how):
    beside = SEEN / f".{id}"
    beside.write_text(how)
    beside.rename(SEEN / id)


def seen(id):
    end = time.monotonic() + PATIENCE
    while not (SEEN / id).exists():
        if time.monotonic() > end:
            return "nothing was seen in time"
        time.sleep(0.02)
    return (SEEN / id).read_text()


def listener():
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    bound.listen(256)
    return bound


def serve_each(bound):
    """For ever: each connection in a process of its own."""
    ready = selectors.DefaultSelector()
    for listening, context in bound:
        ready.register(listening, selectors.EVENT_READ, context)
    while True:
        for key, _ in ready.select():
            line, _ = key.fileobj.accept()
            if os.fork() == 0:
                for listening, _ in bound:
                    listening.close()
                signal.alarm(2 * PATIENCE)
                try:
                    serve(Secure(line, key.data) if key.data else Plain(line))
                except (OSError, EOFError) as lost:
                    print(type(lost).__name__, lost, file=sys.stderr, flush=True)
                finally:
                    os._exit(0)
            line.close()


def server_tls(**settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*sys.argv[2:])
    for name, value in settings.items():
        setattr(context, name, value)
    return context


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
listeners = [(listener(), None)]
if len(sys.argv) > 2:
    listeners.append((listener(), server_tls()))
    listeners.append((listener(), server_tls(verify_mode=ssl.CERT_REQUIRED)))
print(*(bound.getsockname()[1] for bound, _ in listeners), flush=True)
serve_each(listeners)
