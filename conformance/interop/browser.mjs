// A browser as client of the interop runs: node browser.mjs SERVER_URL CHROMIUM
// What a page sees of a WebSocket it puts into its DOM, and there it is read.
import { deepStrictEqual, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { chromium } from "playwright-core";

const [server, executablePath] = process.argv.slice(2);
const { clientCloses, serverCloses } = JSON.parse(readFileSync(new URL("scenarios.json", import.meta.url)));
const patience = 20_000;
let connections = 0;

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
const page = await browser.newPage();
page.setDefaultTimeout(patience);

/** Opens the socket of a page and writes what becomes of it into elements of one class each. */
function dial({ url, id, send }) {
  const say = (event, detail) => {
    const line = document.createElement("p");
    line.className = `${id}-${event}`;
    line.textContent = JSON.stringify(detail);
    document.body.append(line);
  };
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    say("open", socket.readyState);
    if (send?.text !== undefined) socket.send(send.text);
    if (send?.bytes !== undefined) socket.send(new Uint8Array(send.bytes).fill(0x68));
    if (send?.close !== undefined) {
      try {
        socket.close(...send.close);
      } catch (refusal) {
        say("refusal", refusal.name);
        socket.close();
      }
    }
  };
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") say("message", data);
    else say("message", { bytes: data.byteLength, same: new Uint8Array(data).every((byte) => byte === 0x68) });
    if (!send?.stay) socket.close(1000, "thanks");
  };
  socket.onclose = ({ code, reason, wasClean }) => say("close", { code, reason, wasClean });
}

/** A connection of the page; what is read of it was in the DOM. */
class Line {
  static async dial(path, query = {}, send = undefined, at = page) {
    const line = new Line();
    line.page = at;
    line.id = `browser-${++connections}`;
    await at.evaluate(dial, { url: `${server}${path}?${new URLSearchParams({ id: line.id, ...query })}`, id: line.id, send });
    return line;
  }

  async shown(event) {
    const element = await this.page.waitForSelector(`.${this.id}-${event}`, { state: "attached" });
    return JSON.parse(await element.textContent());
  }

  count(event) {
    return this.page.locator(`.${this.id}-${event}`).count();
  }
}

async function seenBy(id) {
  return (await Line.dial("/seen", { id })).shown("message");
}

const clean = (code, reason) => ({ code, reason, wasClean: true });
const lost = { code: 1006, reason: "", wasClean: false };

async function echoes(send, answer) {
  const line = await Line.dial("/echo", {}, send);
  deepStrictEqual(await line.shown("message"), answer);
  deepStrictEqual(await line.shown("close"), clean(1000, ""));
  strictEqual(await seenBy(line.id), "1000 thanks");
}

// A page may close with 1000, 3000-4999 and without a code; the browser refuses the rest itself.
const allowed = (code) => code === 1000 || code === 1005 || code >= 3000;

const scenarios = [
  ["text with €", () => echoes({ text: "5 € für 𝄞" }, "5 € für 𝄞")],
  ["binary of two bytes", () => echoes({ bytes: 2 }, { bytes: 2, same: true })],
  ["binary of 1 MiB", () => echoes({ bytes: 1 << 20 }, { bytes: 1 << 20, same: true })],
  [
    "ping by the server",
    async () => {
      const line = await Line.dial("/ping");
      strictEqual(await line.shown("message"), "pong hawser");
      deepStrictEqual(await line.shown("close"), clean(1000, ""));
    },
  ],
  ...clientCloses.map(({ code, reason }) => [
    `close ${code} by the page`,
    async () => {
      const line = await Line.dial("/echo", {}, { close: code === 1005 ? [] : [code, reason] });
      if (!allowed(code)) strictEqual(await line.shown("refusal"), "InvalidAccessError");
      deepStrictEqual(await line.shown("close"), clean(allowed(code) ? code : 1005, ""));
      strictEqual(await seenBy(line.id), allowed(code) ? `${code} ${reason}`.trim() : "1005");
    },
  ]),
  ...serverCloses.map(({ code, reason }) => [
    `close ${code} by the server`,
    async () => {
      const line = await Line.dial("/close", { code, reason });
      deepStrictEqual(await line.shown("close"), clean(code, reason));
      strictEqual(Number((await seenBy(line.id)).split(" ")[0]), code);
    },
  ]),
  [
    "drop by the server",
    async () => {
      const line = await Line.dial("/drop", {}, { text: "drop me", stay: true });
      deepStrictEqual(await line.shown("close"), lost);
    },
  ],
  [
    "reload of the page",
    async () => {
      const line = await Line.dial("/echo");
      await line.shown("open");
      await page.reload();
      strictEqual(await seenBy(line.id), "1001");
    },
  ],
  [
    "a page from elsewhere is refused",
    async () => {
      const elsewhere = createServer((request, response) => response.end("<p>elsewhere</p>"));
      elsewhere.listen(0, "127.0.0.1");
      await once(elsewhere, "listening");
      const foreign = await browser.newPage();
      await foreign.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
      const line = await Line.dial("/echo", {}, undefined, foreign);
      deepStrictEqual(await line.shown("close"), lost);
      strictEqual(await line.count("open"), 0);
      await foreign.close();
      elsewhere.close();
    },
  ],
];

console.log(`1..${scenarios.length + 1}`);
async function report(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (failure) {
    console.log(`not ok ${name}: ${failure.message.replaceAll("\n", " ")}`);
  }
}
// The page is what the server itself answers whoever asks for none: its address makes it same-host.
await report("the server's own page", async () => {
  const answer = await page.goto(server.replace("ws:", "http:"));
  strictEqual(answer.status(), 426);
  strictEqual(answer.headers().upgrade, "websocket");
  strictEqual(await page.evaluate("document.body.textContent.includes('speaks WebSocket only')"), true);
});
for (const [name, run] of scenarios) await report(name, run);
await browser.close();
process.exit(0);
