package dev.hawser.doctor.lab;

import dev.hawser.doctor.plan.Via;
import java.util.List;

/** The opening handshake: rows R10 to R15, R17, R18 and R33. */
final class UpgradeCases {
  private static final String SPRING = "Can \"Upgrade\" only to \"WebSocket\".";

  private UpgradeCases() {}

  static List<Case> all() {
    return List.of(
        Case.ws("ws-npm-behind", Faults.always("426 Upgrade Required", "Upgrade Required")),
        Case.ws("spring-behind", Faults.always("400 Bad Request\r\nServer: nginx/1.22.1", SPRING)),
        withVia("spring-behind-and-via", Faults.always("400 Bad Request", SPRING), Faults::healthy),
        Case.ws(
            "page-for-everything",
            Faults.always("200 OK\r\nContent-Type: text/html", "<html><body>app</body></html>")),
        Case.ws(
            "page-for-everything-chunked",
            conn -> {
              conn.request();
              conn.raw(
                  "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=utf-8\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n7\r\n</html>\r\n0\r\n\r\n");
              Faults.silence(conn);
            }),
        Case.ws(
            "to-https", Faults.always("301 Moved Permanently\r\nLocation: https://127.0.0.1/", "")),
        Case.ws("to-login", Faults.always("302 Found\r\nLocation: /login?next=/live", "")),
        Case.ws(
            "no-credentials", Faults.always("401 Unauthorized\r\nWWW-Authenticate: Bearer", "")),
        Case.ws(
            "no-cookie",
            conn -> {
              conn.request();
              conn.answer(
                  "401 Unauthorized\r\nContent-Type: application/json",
                  "{\"error\":\"no session\"}");
            }),
        Case.ws("origin-refused", originFree("403 Forbidden")),
        Case.ws("origin-refused-as-404", originFree("404 Not Found")),
        Case.ws(
                "origin-of-another",
                conn -> {
                  conn.request();
                  if (conn.header("Origin").equals("https://app.example")) {
                    conn.answer("403 Forbidden", "origin");
                    return;
                  }
                  conn.upgrade();
                  conn.serve();
                })
            .with(target -> target.origin("https://app.example")),
        Case.ws(
            "nginx-502",
            Faults.always("502 Bad Gateway\r\nServer: nginx/1.22.1", nginx("502 Bad Gateway"))),
        Case.ws("caddy-502", Faults.always("502 Bad Gateway\r\nServer: Caddy", "")),
        Case.ws(
            "haproxy-503",
            conn -> {
              conn.request();
              conn.raw(
                  "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 107\r\ncache-control: no-cache\r\n"
                      + "content-type: text/html\r\n\r\n<html><body><h1>503 Service Unavailable</h1>\n"
                      + "No server is available to handle this request.\n</body></html>\n");
            }),
        Case.ws(
            "apache-503",
            Faults.always("503 Service Unavailable\r\nServer: Apache/2.4.71", "<html>")),
        Case.ws(
            "nginx-504",
            late(Faults.always("504 Gateway Time-out\r\nServer: nginx", nginx("504")))),
        Case.ws(
            "haproxy-504",
            late(
                Faults.always(
                    "504 Gateway Time-out", "<h1>504</h1>\nThe server didn't respond in time.\n"))),
        Case.ws(
            "mute-fin",
            conn -> {
              conn.request();
              conn.fin();
            }),
        Case.ws(
            "mute-rst",
            conn -> {
              conn.request();
              conn.rst();
            }),
        withVia(
            "mute-and-via",
            conn -> {
              conn.request();
              conn.fin();
            },
            Faults::healthy),
        Case.ws("no-subprotocol", Faults::healthy)
            .with(target -> target.subprotocols(List.of("v2.chat", "v1.chat"))),
        Case.ws(
                "other-subprotocol",
                conn -> {
                  conn.request();
                  conn.upgrade("Sec-WebSocket-Protocol: mqtt");
                  conn.serve();
                })
            .with(target -> target.subprotocols(List.of("v2.chat"))),
        Case.ws("one-of-three-bad", oneOf(3, "502 Bad Gateway", true)),
        Case.ws("one-of-two-bad", oneOf(2, "500 Internal Server Error", true)),
        Case.ws("one-of-two-bad-unnamed", oneOf(2, "502 Bad Gateway", false)),
        Case.ws(
            "ssh",
            conn -> {
              conn.raw("SSH-2.0-OpenSSH_9.2p1\r\n");
              Faults.silence(conn);
            }),
        Case.ws(
            "wrong-accept",
            conn -> {
              conn.request();
              conn.raw(
                  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n");
              Faults.silence(conn);
            }),
        Case.ws("no-such-path", Faults.always("404 Not Found", "no route")),
        Case.ws("too-many", Faults.always("429 Too Many Requests\r\nRetry-After: 9", "")),
        Case.ws("busy", Faults.always("503 Service Unavailable\r\nRetry-After: 5", "")),
        Case.ws(
            "never-answers",
            conn -> {
              conn.request();
              Faults.silence(conn);
            }));
  }

  private static String nginx(String title) {
    return "<html><center><h1>" + title + "</h1></center><hr><center>nginx/1.22.1</center></html>";
  }

  private static RawFaultServer.Fault originFree(String refusal) {
    return conn -> {
      conn.request();
      if (!conn.header("Origin").isEmpty()) {
        conn.answer(refusal, "");
        return;
      }
      conn.upgrade();
      conn.serve();
    };
  }

  private static RawFaultServer.Fault late(RawFaultServer.Fault fault) {
    return conn -> {
      Faults.pause(300);
      fault.serve(conn);
    };
  }

  private static RawFaultServer.Fault oneOf(int servers, String refusal, boolean named) {
    return conn -> {
      conn.request();
      int server = conn.number % servers;
      String id = named ? "X-Backend: app-" + server : "X-Trace: " + conn.number;
      if (server == 0) {
        conn.answer(refusal + "\r\n" + id, "");
        return;
      }
      conn.upgrade(id);
      conn.serve();
    };
  }

  private static Case withVia(
      String name, RawFaultServer.Fault front, RawFaultServer.Fault behind) {
    int[] port = new int[1];
    return Case.of(
            name,
            running -> {
              port[0] = running.plain(behind);
              return "ws://127.0.0.1:" + running.plain(front) + "/live";
            })
        .with(target -> target.vias(List.of(Via.parse("backend=127.0.0.1:" + port[0]))));
  }
}
