// A client of the interop runs on npm's ws: node ws_client.mjs SERVER_URL
import { deepStrictEqual, strictEqual } from "node:assert";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import WebSocket from "ws";

const server = process.argv[2];
const deflate = "INTEROP_DEFLATE" in process.env;
const { clientCloses, serverCloses, compressed, sizes, cuts } = JSON.parse(readFileSync(new URL("scenarios.json", import.meta.url)));
const patience = 20_000;
let connections = 0;

/** A connection that keeps what arrives; each wait has an end. */
class Line {
  constructor(path, query = {}, perMessageDeflate = deflate ? { threshold: 0 } : true) {
    this.id = `node-${process.pid}-${++connections}`;
    const parameters = new URLSearchParams({ id: this.id, ...query });
    this.socket = new WebSocket(`${server}${path}?${parameters}`, { maxPayload: 32 << 20, perMessageDeflate });
    this.messages = [];
    this.socket.on("error", () => {}); // a close event follows
    this.socket.on("upgrade", ({ headers }) => (this.answer = headers["sec-websocket-extensions"]));
    this.closed = once(this.socket, "close", { signal: AbortSignal.timeout(patience) }).then(
      ([code, reason]) => ({ code, reason: String(reason) }),
    );
    this.closed.catch(() => {}); // told to whoever awaits it
    this.socket.on("message", (data, binary) => this.messages.push({ data, binary }));
  }

  async opened() {
    await once(this.socket, "open", { signal: AbortSignal.timeout(patience) });
    strictEqual(this.answer, "agreed" in this ? this.agreed : deflate ? "permessage-deflate" : undefined);
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

/** The same noise in every run. */
function noise(bytes) {
  const hashes = Array.from({ length: bytes / 32 }, (_, i) => createHash("sha256").update(`${bytes} ${i}`).digest());
  return Buffer.concat(hashes);
}

async function echoesCompressedFragments(serverNoContextTakeover, clientNoContextTakeover) {
  const options = { threshold: 0, serverNoContextTakeover, clientNoContextTakeover };
  const line = new Line("/fragments", {}, options);
  line.agreed = agreement(serverNoContextTakeover, clientNoContextTakeover);
  await line.opened();
  for (const size of sizes.slice(-5)) {
    const hard = noise(size);
    const digits = Buffer.from(noise(size / 2).toString("hex")); // half as long when it is compressed
    for (const cut of cuts) {
      for (const [message, binary] of [[Buffer.from("€".repeat(size / 3)), false], [digits, false], [hard, true]]) {
        for (let at = 0; at < message.length; at += cut) {
          line.socket.send(message.subarray(at, at + cut), { binary, fin: at + cut >= message.length });
        }
        const answer = await line.message();
        strictEqual(answer.binary, binary);
        strictEqual(Buffer.compare(answer.data, message), 0, "the echo differs");
      }
    }
  }
  line.socket.close(1000);
  strictEqual((await line.closed).code, 1000);
}

function agreement(serverAlone, clientAlone, bits) {
  return (
    "permessage-deflate" +
    (serverAlone ? "; server_no_context_takeover" : "") +
    (clientAlone ? "; client_no_context_takeover" : "") +
    (bits ? "; server_max_window_bits=15" : "")
  );
}

async function echoesCompressed(serverNoContextTakeover, clientNoContextTakeover, serverMaxWindowBits) {
  const options = { threshold: 0, serverNoContextTakeover, clientNoContextTakeover, serverMaxWindowBits };
  const line = new Line("/echo", {}, options);
  line.agreed =
    serverMaxWindowBits === 9
      ? undefined
      : agreement(serverNoContextTakeover, clientNoContextTakeover, serverMaxWindowBits);
  await line.opened();
  for (const size of sizes) {
    const text = Buffer.from('{"rope":"tauwerk","long":"abc"},'.repeat(size)).subarray(0, size);
    for (let i = 0; i < 10; i++) {
      const binary = i % 2 === 1;
      line.socket.send(text, { binary });
      const answer = await line.message();
      strictEqual(answer.binary, binary);
      strictEqual(Buffer.compare(answer.data, text), 0, "the echo differs");
    }
  }
  line.socket.close(1000);
  strictEqual((await line.closed).code, 1000);
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
  ...(deflate ? compressed : []).map((asked) => [
    `compressed ${JSON.stringify(asked)}`,
    () => echoesCompressed(asked.serverAlone, asked.clientAlone),
  ]),
  ...(deflate ? compressed : []).map((asked) => [
    `compressed in fragments ${JSON.stringify(asked)}`,
    () => echoesCompressedFragments(asked.serverAlone, asked.clientAlone),
  ]),
  ...(deflate
    ? [
        ["a window of 15 bits", () => echoesCompressed(false, false, 15)],
        ["a window of 9 bits is declined", () => echoesCompressed(false, false, 9)],
      ]
    : []),
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
