// npm's ws behind the gateway: node gateway_client.mjs FRONTS; what is printed is said in gateway_client.py.
import { strictEqual } from "node:assert";
import { once } from "node:events";
import WebSocket from "ws";
import { atOnce, like, report, rows, urlOf } from "./gateway_rows.mjs";

const fronts = JSON.parse(process.argv[2]);
const patience = 60_000;
let connections = 0;
const fresh = () => `node-${process.pid}-${++connections}`;

function dial(urls, row, id) {
  const socket = new WebSocket(urlOf(urls, row, id), { handshakeTimeout: patience });
  socket.on("error", () => {}); // a close event follows
  return socket;
}

const closed = async (socket) => {
  const [code, reason] = await once(socket, "close", { signal: AbortSignal.timeout(patience) });
  return { code, reason: String(reason) };
};

async function seen(urls, row, id) {
  if (!row.seen) return;
  const socket = dial(urls, { gateway: "plain", path: "/seen" }, id);
  const [data] = await once(socket, "message", { signal: AbortSignal.timeout(patience) });
  socket.close();
  like(String(data), row.seen, "the upstream saw");
}

async function before(urls, row) {
  const socket = dial(urls, row, fresh());
  const [, response] = await once(socket, "unexpected-response", { signal: AbortSignal.timeout(patience) });
  let body = "";
  for await (const chunk of response) body += chunk;
  strictEqual(response.headers["proxy-status"], row.proxyStatus);
  strictEqual(response.statusCode, row.status);
  for (const [name, value] of Object.entries(row.headers ?? {})) {
    strictEqual(response.headers[name.toLowerCase()], value);
  }
  if (row.body) strictEqual(body, row.body);
  const [, token] = row.proxyStatus.match(/error=(\w+)/) ?? [];
  if (token) {
    strictEqual(response.headers["content-type"], "application/problem+json");
    strictEqual(response.headers["cache-control"], "no-store");
    const problem = JSON.parse(body);
    strictEqual(problem.hop, row.hop ?? "upstream");
    strictEqual(problem.token, token);
    strictEqual(problem.id, response.headers["x-request-id"]);
  }
  return `${response.statusCode}`;
}

async function after(urls, row, opened = () => {}) {
  const id = fresh();
  const socket = dial(urls, row, id);
  socket.on("open", () => {
    opened();
    if (!row.silent) socket.send(row.bytes ? Buffer.alloc(row.bytes) : "go");
  });
  const { code, reason } = await closed(socket);
  strictEqual(code, row.code, `${code} ${reason}`);
  like(reason, row.reason, "reason");
  await seen(urls, row, id);
  return `${code}`;
}

async function closes(urls, row) {
  const id = fresh();
  const socket = dial(urls, row, id);
  socket.on("open", () => (row.leave ? socket.terminate() : socket.close(...row.close)));
  const { code, reason } = await closed(socket);
  if (!row.leave) {
    strictEqual(code, row.code);
    strictEqual(reason, row.reason);
  }
  await seen(urls, row, id);
  return row.leave ? "–" : `${code}`;
}

const runs = Object.entries(fronts).flatMap(([front, urls]) =>
  Object.entries({ before, after, closes }).flatMap(([kind, run]) =>
    rows[kind]
      .filter((row) => urls[row.gateway])
      .map((row) => [`${front}: ${row.event}`, () => run(urls, row)]),
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
process.exit(0);
