// Headless Chromium behind the gateway: node gateway_browser.mjs FRONTS CHROMIUM; what is printed is said in
// gateway_client.py. A page never sees the status of a refusal: there it is told 1006 without a reason, and no more.
import { deepStrictEqual, strictEqual } from "node:assert";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { atOnce, like, report, rows, urlOf } from "./gateway_rows.mjs";

const fronts = JSON.parse(process.argv[2]);
const ownPage = readFileSync(new URL("page/index.html", import.meta.url), "utf8");
const patience = 60_000;
let connections = 0;

const home = createServer((request, response) => response.end(ownPage));
home.listen(0, "127.0.0.1");
await once(home, "listening");
const browser = await chromium.launch({
  executablePath: process.argv[3],
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
const page = await browser.newPage();
page.setDefaultTimeout(patience);
await page.goto(`http://127.0.0.1:${home.address().port}/`);

const fresh = () => `browser-${process.pid}-${++connections}`;

/** A WebSocket of the page; what is read of it was in the DOM. */
async function dial(urls, row, id, send) {
  const name = `line-${++connections}`;
  await page.evaluate((wish) => dial(wish), { url: urlOf(urls, row, id), id: name, send });
  return async (event) => {
    const element = await page.waitForSelector(`.${name}-${event}`, { state: "attached" });
    return JSON.parse(await element.textContent());
  };
}

async function seen(urls, row, id) {
  if (!row.seen) return;
  const shown = await dial(urls, { gateway: "plain", path: "/seen" }, id);
  like(await shown("message"), row.seen, "the upstream saw");
}

async function before(urls, row) {
  const shown = await dial(urls, row, fresh());
  if (row.page) {
    const { code, reason, wasClean } = await shown("close");
    like(reason, row.page.reason, "reason");
    deepStrictEqual({ code, wasClean }, { code: row.page.code, wasClean: true });
    return `${code} \`${reason.replace(/id=\w+/, "id=…")}\``;
  }
  deepStrictEqual(await shown("close"), { code: 1006, reason: "", wasClean: false });
  return "1006";
}

async function after(urls, row, opened = () => {}) {
  const id = fresh();
  const send = row.silent ? { stay: true } : row.bytes ? { bytes: row.bytes, stay: true } : { text: "go", stay: true };
  const shown = await dial(urls, row, id, send);
  await shown("open");
  opened();
  const { code, reason, wasClean } = await shown("close");
  strictEqual(code, row.code, `${code} ${reason}`);
  strictEqual(wasClean, true);
  like(reason, row.reason, "reason");
  await seen(urls, row, id);
  return `${code}`;
}

async function closes(urls, row) {
  const id = fresh();
  // The echo of it makes the page close.
  const shown = await dial(urls, row, id, { text: "close me", close: row.close });
  if (!row.page) {
    strictEqual(await shown("refusal"), "InvalidAccessError");
    return "the page may not send it";
  }
  deepStrictEqual(await shown("close"), { code: row.code, reason: row.reason, wasClean: true });
  await seen(urls, row, id);
  return `${row.code}`;
}

/** A tab that is closed says 1001 of its own accord. */
async function leaves(urls, row) {
  const id = fresh();
  const tab = await browser.newPage();
  await tab.goto(page.url());
  await tab.evaluate((wish) => dial(wish), { url: urlOf(urls, row, id), id: "left" });
  await tab.waitForSelector(".left-open", { state: "attached", timeout: patience });
  await tab.close();
  await seen(urls, { ...row, seen: "1001" }, id);
  return "1001 to the upstream, of the browser's own accord";
}

// Chromium makes those wait longer who fail more often than they succeed, so refusals come last.
const runs = Object.entries(fronts).flatMap(([front, urls]) =>
  Object.entries({ after, closes, before }).flatMap(([kind, run]) =>
    rows[kind]
      .filter((row) => urls[row.gateway])
      .map((row) => [`${front}: ${row.event}`, () => (row.leave ? leaves : run)(urls, row)]),
  ),
);
console.log(`1..${runs.length + Object.keys(fronts).length}`);
await atOnce(8, runs, report);
// The script ends the gateway when every line of this kind is there.
const waiting = () => console.log("# waiting");
await atOnce(
  9,
  Object.entries(fronts).map(([front, urls]) => [
    `${front}: ${rows.drain.event}`,
    () => after(urls, rows.drain, waiting),
  ]),
  report,
);
await browser.close();
process.exit(0);
