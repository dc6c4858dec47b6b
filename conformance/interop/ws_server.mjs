// A server of the interop runs on npm's ws. Prints its URL, then serves until it is ended.
import { once } from "node:events";
import { WebSocketServer } from "ws";

const seen = new Map(); // id of a connection -> { ended: promise of "CODE REASON", end: its resolver }

function view(id) {
  if (!seen.has(id)) {
    let end;
    const ended = new Promise((resolve) => (end = resolve));
    seen.set(id, { ended, end });
  }
  return seen.get(id);
}

const perMessageDeflate = "INTEROP_DEFLATE" in process.env ? { threshold: 0 } : false;
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, maxPayload: 32 << 20, perMessageDeflate });

server.on("connection", (socket, request) => {
  const url = new URL(request.url, "ws://localhost");
  const asked = url.searchParams;
  socket.on("error", () => {}); // a close event follows
  if (url.pathname !== "/seen") {
    socket.on("close", (code, reason) => view(asked.get("id")).end(`${code} ${reason}`.trim()));
  }
  switch (url.pathname) {
    case "/echo":
      socket.on("message", (data, binary) => socket.send(data, { binary }));
      break;
    case "/fragments":
      socket.on("message", (data, binary) => {
        const cut = Math.floor(data.length / 3) + 1; // a third of a text of "€" ends inside a character
        socket.send(data.subarray(0, cut), { binary, fin: false });
        socket.send(data.subarray(cut, 2 * cut), { binary, fin: false });
        socket.send(data.subarray(2 * cut), { binary, fin: true });
      });
      break;
    case "/ping":
      socket.on("pong", (payload) => socket.send(`pong ${payload}`));
      socket.ping("hawser");
      break;
    case "/close": {
      const code = Number(asked.get("code"));
      if (code === 1005) socket.close();
      else socket.close(code, asked.get("reason"));
      break;
    }
    case "/drop":
      socket.on("message", () => socket.terminate());
      break;
    case "/seen":
      view(asked.get("id")).ended.then((text) => socket.send(text));
      break;
    default:
      socket.close(1008, "no such path");
  }
});

await once(server, "listening");
console.log(`ws://127.0.0.1:${server.address().port}`);
