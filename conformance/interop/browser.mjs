// A browser as client of the interop runs: node browser.mjs SERVER_URL CHROMIUM [RUNTIME]
// What a page sees of a WebSocket it puts into its DOM, and there it is read.
import { deepStrictEqual, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { chromium } from "playwright-core";

const [server, executablePath, runtime] = process.argv.slice(2);
const { clientCloses, serverCloses } = JSON.parse(readFileSync(new URL("scenarios.json", import.meta.url)));
const ownPage = readFileSync(new URL("page/index.html", import.meta.url), "utf8");
const [, script] = ownPage.match(/<script>(.*)<\/script>/s);
const mounted = new URL(server).pathname !== "/";
const home = new URL("/", server.replace("ws:", "http:"));
const patience = 20_000;
let connections = 0;

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
const page = await browser.newPage();
page.setDefaultTimeout(patience);

/** A connection of the page; what is read of it was in the DOM. */
class Line {
  static async dial(path, query = {}, send = undefined, at = page) {
    const line = new Line();
    line.page = at;
    line.id = `browser-${++connections}`;
    const url = new URL(server);
    url.search = new URLSearchParams({ id: line.id, ...query });
    // A mount has one path; what is wanted of it is a parameter.
    if (url.pathname === "/") url.pathname = path;
    else url.searchParams.set("path", path);
    await at.evaluate((wish) => dial(wish), { url: String(url), id: line.id, send });
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

/**
 * Goes to the server's own page. Where Hawser is mounted that is a page; a server that is nothing but Hawser tells
 * whoever asks for a page that there is none, and the script comes into that document, whose origin is the server's.
 */
async function enter() {
  const answer = await page.goto(String(home));
  if (mounted) {
    strictEqual(answer.status(), 200);
  } else {
    strictEqual(answer.status(), 426);
    strictEqual(answer.headers().upgrade, "websocket");
    strictEqual(await page.evaluate("document.body.textContent.includes('speaks WebSocket only')"), true);
    await page.addScriptTag({ content: script });
  }
}

async function seenBy(id) {
  return (await Line.dial("/seen", { id })).shown("message");
}

const clean = (code, reason) => ({ code, reason, wasClean: true });
const lost = { code: 1006, reason: "", wasClean: false };

// What a page is told. A Jakarta container has words of its own: docs/explanation/deviations.md.
const told =
  runtime === "jakarta"
    ? {
        answer: (code, reason) => (code === 1005 ? clean(1000, "Normal closure.") : clean(code, reason)),
        close: (code, reason) => clean(code === 1005 ? 1000 : code, reason),
        emptySeen: "1000 Normal closure.",
        showsAnswer: false,
        drop: clean(1001, ""),
        refusal: clean(1008, "HTTP 403"),
        opensBeforeRefusal: 1,
      }
    : {
        answer: (code) => clean(code, ""),
        close: clean,
        emptySeen: "1005",
        showsAnswer: true,
        drop: lost,
        refusal: lost,
        opensBeforeRefusal: 0,
      };

async function echoes(send, answer) {
  const line = await Line.dial("/echo", {}, send);
  deepStrictEqual(await line.shown("message"), answer);
  deepStrictEqual(await line.shown("close"), told.answer(1000, "thanks"));
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
      deepStrictEqual(await line.shown("close"), told.answer(1000, "thanks"));
    },
  ],
  ...clientCloses.map(({ code, reason }) => [
    `close ${code} by the page`,
    async () => {
      const line = await Line.dial("/echo", {}, { text: "close me", close: code === 1005 ? [] : [code, reason] });
      if (!allowed(code)) strictEqual(await line.shown("refusal"), "InvalidAccessError");
      deepStrictEqual(await line.shown("close"), told.answer(allowed(code) ? code : 1005, reason));
      const seen = !allowed(code) || code === 1005 ? told.emptySeen : `${code} ${reason}`.trim();
      strictEqual(await seenBy(line.id), seen);
    },
  ]),
  ...serverCloses.map(({ code, reason }) => [
    `close ${code} by the server`,
    async () => {
      const line = await Line.dial("/close", { code, reason });
      const close = told.close(code, reason);
      deepStrictEqual(await line.shown("close"), close);
      if (told.showsAnswer) strictEqual(Number((await seenBy(line.id)).split(" ")[0]), close.code);
    },
  ]),
  [
    "drop by the server",
    async () => {
      const line = await Line.dial("/drop", {}, { text: "drop me", stay: true });
      deepStrictEqual(await line.shown("close"), told.drop);
    },
  ],
  [
    "reload of the page",
    async () => {
      const line = await Line.dial("/echo");
      await line.shown("open");
      await enter();
      strictEqual(await seenBy(line.id), "1001");
    },
  ],
  [
    "a page from elsewhere is refused",
    async () => {
      const elsewhere = createServer((request, response) => response.end(ownPage));
      elsewhere.listen(0, "127.0.0.1");
      await once(elsewhere, "listening");
      const foreign = await browser.newPage();
      await foreign.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
      const line = await Line.dial("/echo", {}, undefined, foreign);
      deepStrictEqual(await line.shown("close"), told.refusal);
      strictEqual(await line.count("open"), told.opensBeforeRefusal);
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
await report("the server's own page", enter);
for (const [name, run] of scenarios) await report(name, run);
await browser.close();
process.exit(0);
