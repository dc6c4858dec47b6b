"""The Autobahn TestSuite on Jython, on either side of the line.

fuzz.py client OUTDIR AGENT URL [CASE...]   tests the server at that URL, writes the report, ends
fuzz.py server OUTDIR [CASE...]             tests the clients that come to the URL it prints, writes the
                                            report when one asks for /updateReports

Without cases all run but group 9: limits and performance, minutes of large messages.
"""

import sys

from twisted.internet import main, reactor, task
from autobahn.websocket import listenWS
from autobahntestsuite import fuzzing


def let_go_of_the_lost():
    """Jython's select() never reports a socket whose peer has gone as writable, so a connection that waits for
    its last write would stay for ever and its case be missing from the report."""
    for connection in reactor.getWriters():
        if not connection.socket._sock.channel.isActive():
            reactor._disconnectSelectable(connection, main.CONNECTION_LOST, False)


stdout, sys.stdout = sys.stdout, sys.stderr  # the suite talks
mode, outdir = sys.argv[1:3]
cases = sys.argv[3 if mode == "server" else 5 :]
spec = {
    "outdir": outdir,
    "options": {"failByDrop": False},
    "cases": cases or ["*"],
    "exclude-cases": [] if cases else ["9.*"],
    "exclude-agent-cases": {},
}
if mode == "server":
    spec["url"] = "ws://127.0.0.1:0"
    factory = fuzzing.FuzzingServerFactory(spec)
    factory.externalPort = listenWS(factory, interface="127.0.0.1").getHost().port  # as a Host field must say
    task.LoopingCall(let_go_of_the_lost).start(0.02)
    stdout.write("ws://127.0.0.1:%d\n" % factory.externalPort)
    stdout.flush()
else:
    spec["servers"] = [{"agent": sys.argv[3], "url": sys.argv[4]}]
    fuzzing.FuzzingClientFactory(spec)
reactor.run()
