// A client of the interop runs on npm's ws: node ws_client.mjs SERVER_URL
import { deepStrictEqual, strictEqual } from "node:assert";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import WebSocket from "ws";

const server = process.argv[2];
const { clientCloses, serverCloses } = JSON.parse(readFileSync(new URL("scenarios.json", import.meta.url)));
const patience = 20_000;
let connections = 0;

/** A connection that keeps what arrives; each wait has an end. */
class Line {
  constructor(path, query = {}) {
    this.id = `node-${process.pid}-${++connections}`;
    const parameters = new URLSearchParams({ id: this.id, ...query });
    this.socket = new WebSocket(`${server}${path}?${parameters}`, { maxPayload: 32 << 20 });
    this.messages = [];
    this.socket.on("error", () => {}); // a close event follows
    this.closed = once(this.socket, "close", { signal: AbortSignal.timeout(patience) }).then(
      ([code, reason]) => ({ code, reason: String(reason) }),
    );
    this.closed.catch(() => {}); // told to whoever awaits it
    this.socket.on("message", (data, binary) => this.messages.push({ data, binary }));
  }

  async opened() {
    await once(this.socket, "open", { signal: AbortSignal.timeout(patience) });
    return this;
  }

  async message() {
    if (this.messages.length === 0) {
      await once(this.socket, "message", { signal: AbortSignal.timeout(patience) });
    }
    return this.messages.shift();
  }
}

async function seenBy(id) {
  const line = new Line("/seen", { id });
  const { data } = await line.message();
  line.socket.close(1000);
  return String(data);
}

async function echoes(payload, binary) {
  const line = await new Line("/echo").opened();
  line.socket.send(payload, { binary });
  const answer = await line.message();
  strictEqual(answer.binary, binary);
  strictEqual(Buffer.compare(answer.data, Buffer.from(payload)), 0, "the echo differs");
  line.socket.close(1000);
  deepStrictEqual(await line.closed, { code: 1000, reason: "" });
}

const scenarios = [
  ["text with €", () => echoes("5 € für 𝄞", false)],
  ["binary of two bytes", () => echoes(Buffer.from([0xff, 0x00]), true)],
  ["binary of 1 MiB", () => echoes(Buffer.alloc(1 << 20, "hawser"), true)],
  [
    "fragments both ways",
    async () => {
      const line = await new Line("/fragments").opened();
      const whole = Buffer.from("€".repeat(3000));
      line.socket.send(whole.subarray(0, 4000), { binary: false, fin: false }); // inside a character
      line.socket.send(whole.subarray(4000, 4000), { binary: false, fin: false });
      line.socket.send(whole.subarray(4000), { binary: false, fin: true });
      strictEqual(String((await line.message()).data), String(whole));
      line.socket.close(1000);
      strictEqual((await line.closed).code, 1000);
    },
  ],
  [
    "ping by the client",
    async () => {
      const line = await new Line("/echo").opened();
      line.socket.ping("are you there");
      const [payload] = await once(line.socket, "pong", { signal: AbortSignal.timeout(patience) });
      strictEqual(String(payload), "are you there");
      line.socket.close(1000);
      strictEqual((await line.closed).code, 1000);
    },
  ],
  [
    "ping by the server",
    async () => {
      const line = new Line("/ping");
      strictEqual(String((await line.message()).data), "pong hawser");
      line.socket.close(1000);
      strictEqual((await line.closed).code, 1000);
    },
  ],
  ...clientCloses.map(({ code, reason }) => [
    `close ${code} by the client`,
    async () => {
      const line = await new Line("/echo").opened();
      if (code === 1005) line.socket.close();
      else line.socket.close(code, reason);
      strictEqual((await line.closed).code, code);
      strictEqual(await seenBy(line.id), `${code} ${reason}`.trim());
    },
  ]),
  ...serverCloses.map(({ code, reason }) => [
    `close ${code} by the server`,
    async () => {
      const line = new Line("/close", { code, reason });
      deepStrictEqual(await line.closed, { code, reason });
      strictEqual(Number((await seenBy(line.id)).split(" ")[0]), code);
    },
  ]),
  [
    "drop by the server",
    async () => {
      const line = await new Line("/drop").opened();
      line.socket.send("drop me");
      deepStrictEqual(await line.closed, { code: 1006, reason: "" });
    },
  ],
  [
    "drop by the client",
    async () => {
      const line = await new Line("/echo").opened();
      line.socket.terminate();
      strictEqual(await seenBy(line.id), "1006");
    },
  ],
];

console.log(`1..${scenarios.length}`);
for (const [name, run] of scenarios) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (failure) {
    console.log(`not ok ${name}: ${failure.message.replaceAll("\n", " ")}`);
  }
}
process.exit(0);
