"""A wire between two network namespaces that does what it is told.

  wire.py NAMESPACE ADDRESS NAMESPACE ADDRESS FIFO

Joins the namespaces by a TUN device `wire0` in each and carries the packets between them. Reads
commands from the FIFO, one a line:

  delay MS       each packet takes so long, in each direction
  loss PERCENT   so many packets vanish
  larger BYTES   packets that are larger vanish, and nobody is told (a path MTU black hole)
  port NUMBER    packets to that TCP port vanish (a packet filter)
  forget SECONDS packets of a connection that was silent for longer vanish (a NAT's table)
  cut            every packet vanishes (a cable that is pulled)
  sound          everything passes again
"""
import ctypes, fcntl, heapq, os, random, select, struct, subprocess, sys, threading, time

IFF_TUN, IFF_NO_PI, TUNSETIFF = 0x0001, 0x1000, 0x400454CA
SOUND = dict(delay=0.0, loss=0.0, larger=1 << 20, port=0, forget=0.0, cut=False)
rule = dict(SOUND)
libc = ctypes.CDLL(None, use_errno=True)


def enter(namespace):
    with open(f"/run/netns/{namespace}") as there:
        if libc.setns(there.fileno(), 0x40000000) != 0:
            raise OSError(ctypes.get_errno(), f"setns {namespace}")


def tun(namespace, address):
    enter(namespace)
    fd = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", b"wire0", IFF_TUN | IFF_NO_PI))
    for words in (f"addr add {address}/24 dev wire0", "link set wire0 up", "link set lo up"):
        subprocess.run(["ip", *words.split()], check=True)
    return fd


def listen(fifo):
    while True:
        with open(fifo) as commands:
            for line in commands:
                name, *value = line.split()
                if name == "sound":
                    rule.update(SOUND)
                elif name == "cut":
                    rule["cut"] = True
                else:
                    rule[name] = int(value[0]) if name in ("larger", "port") else float(value[0])


def flow(packet):
    """The connection of a TCP packet, the same for both directions; None for what is none."""
    if packet[0] >> 4 != 4 or packet[9] != 6:
        return None, 0
    head = (packet[0] & 15) * 4
    source, target = struct.unpack("!HH", packet[head : head + 4])
    ends = sorted([(packet[12:16], source), (packet[16:20], target)])
    return tuple(ends), target


def lets_through(packet, seen):
    now = time.monotonic()
    which, port = flow(packet)
    if which is not None:
        if rule["forget"] > 0 and now - seen.get(which, now) > rule["forget"]:
            return False
        seen[which] = now
    return not (
        rule["cut"]
        or len(packet) > rule["larger"]
        or (rule["port"] and port == rule["port"])
        or random.random() * 100 < rule["loss"]
    )


def main():
    left, left_address, right, right_address, fifo = sys.argv[1:6]
    ends = {}
    a, b = tun(left, left_address), tun(right, right_address)
    ends[a], ends[b] = b, a
    threading.Thread(target=listen, args=(fifo,), daemon=True).start()
    print("joined", flush=True)
    waiting, seen, number = [], {}, 0
    while True:
        patience = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        for fd in select.select([a, b], [], [], patience)[0]:
            packet = os.read(fd, 65536)
            if lets_through(packet, seen):
                number += 1
                due = time.monotonic() + rule["delay"] / 1000
                heapq.heappush(waiting, (due, number, ends[fd], packet))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, fd, packet = heapq.heappop(waiting)
            try:
                os.write(fd, packet)
            except OSError:
                pass  # The device is down: the packet is lost, as on a wire.


main()
