package dev.hawser.doctor.lab;

import static dev.hawser.doctor.lab.BlindActs.asked;
import static dev.hawser.doctor.lab.BlindActs.bye;
import static dev.hawser.doctor.lab.BlindActs.bytes;
import static dev.hawser.doctor.lab.BlindActs.closing;
import static dev.hawser.doctor.lab.BlindActs.goodbye;
import static dev.hawser.doctor.lab.BlindActs.pause;
import static dev.hawser.doctor.lab.BlindActs.session;
import static dev.hawser.doctor.lab.BlindActs.text;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Blind cases of sessions that end at once or in broken frames, and of healthy oddities. */
final class BlindEndingCases {
  private BlindEndingCases() {}

  static List<Case> all() {
    return List.of(
        Case.ws("b-fin-behind-the-101", session(BlindActs::bye)),
        Case.ws("b-rst-behind-the-101", session(Conn::rst)),
        Case.ws("b-empty-close", session(conn -> wire(conn, bytes(0x88, 0)))),
        Case.ws("b-normal-close-at-once", session(closing(1000, "")::of)),
        Case.ws("b-deploy", session(after(200, closing(1012, "rolling update")))),
        Case.ws("b-come-back-later", session(closing(1013, "try again in a minute")::of)),
        Case.ws("b-scaled-in", session(after(150, closing(1001, "pod terminating")))),
        Case.ws("b-policy", session(closing(1008, "embedding of this feed is not allowed")::of)),
        Case.ws("b-token-checked-after-101", session(closing(1008, "invalid token")::of)),
        Case.ws("b-failed-init", session(after(100, closing(1011, "could not open cursor")))),
        Case.ws("b-bad-gateway-in-session", session(closing(1014, "")::of)),
        Case.ws("b-unauthorized-3000", session(closing(3000, "Unauthorized")::of)),
        Case.ws("b-forbidden-3003", session(closing(3003, "")::of)),
        Case.ws("b-no-login-message-3008", session(after(300, closing(3008, "login timeout")))),
        Case.ws("b-bye-of-the-game", session(closing(4242, "season is over")::of)),
        Case.ws("b-token-4401", session(closing(4401, "token expired")::of)),
        Case.ws("b-close-1006", session(closing(1006, "abnormal")::of)),
        Case.ws("b-close-of-one-byte", session(conn -> wire(conn, bytes(0x88, 1, 3)))),
        Case.ws("b-masked-greeting", session(conn -> served(conn, masked("welcome")))),
        Case.ws("b-latin1-greeting", session(conn -> served(conn, latin1()))),
        Case.ws("b-page-behind-the-101", session(conn -> wire(conn, text("<html><h1>ok</h1>")))),
        Case.ws("b-reserved-bit", session(conn -> served(conn, bytes(0xA1, 2, 'h', 'i')))),
        Case.ws("b-orphan-continuation", session(conn -> served(conn, bytes(0x80, 1, 'x')))),
        Case.ws("b-fat-ping", session(conn -> served(conn, fatPing()))),
        Case.ws("b-rst-in-a-frame", session(conn -> half(conn, true))),
        Case.ws("b-fin-in-a-frame", session(conn -> half(conn, false))),
        Case.ws("b-fragments", session(BlindEndingCases::fragments)),
        Case.ws("b-crumbs", BlindEndingCases::crumbs)
            .planned(p -> p.waits(p.connect(), java.time.Duration.ofSeconds(20), p.idle())),
        Case.ws("b-slow-but-fine", BlindEndingCases::slow)
            .planned(p -> p.waits(p.connect(), java.time.Duration.ofSeconds(20), p.idle())),
        Case.ws("b-unasked-pongs", session(BlindEndingCases::unaskedPongs)),
        Case.ws("b-shouting-head", BlindEndingCases::shouting),
        Case.ws("b-greets-in-one-segment", BlindEndingCases::oneSegment),
        Case.ws("b-hints-before-the-101", BlindEndingCases::hints),
        Case.ws("b-fifty-cookies", session(Conn::serve, cookies())));
  }

  private static BlindActs.Session after(long millis, BlindActs.End end) {
    return conn -> {
      pause(millis);
      end.of(conn);
    };
  }

  /** Sends bytes and waits for what the client does about them. */
  private static void wire(Conn conn, byte[] sent) throws IOException {
    conn.raw(sent);
    goodbye(conn);
  }

  /** Sends bytes first, and goes on as a server in order. */
  private static void served(Conn conn, byte[] first) throws IOException {
    conn.raw(first);
    conn.serve();
  }

  private static byte[] masked(String message) {
    byte[] all = new byte[6 + message.length()];
    System.arraycopy(bytes(0x81, 0x80 | message.length(), 7, 1, 9, 4), 0, all, 0, 6);
    for (int i = 0; i < message.length(); i++) {
      all[6 + i] = (byte) (message.charAt(i) ^ all[2 + (i & 3)]);
    }
    return all;
  }

  private static byte[] latin1() {
    return bytes(0x81, 6, 'Z', 0xFC, 'r', 'i', 'c', 'h');
  }

  private static byte[] fatPing() {
    byte[] all = new byte[4 + 300];
    System.arraycopy(bytes(0x89, 126, 1, 44), 0, all, 0, 4);
    return all;
  }

  private static void half(Conn conn, boolean reset) throws IOException {
    conn.raw(bytes(0x82, 126, 0x10, 0));
    conn.raw(new byte[100]);
    pause(150);
    if (reset) {
      conn.rst();
    }
    bye(conn);
  }

  /** Greets in five fragments with a Ping between, and echoes in fragments. */
  private static void fragments(Conn conn) throws IOException {
    conn.raw(bytes(0x01, 2, 'a', 0xC3));
    conn.raw(bytes(0x00, 2, 0xA9, 'b'));
    conn.raw(bytes(0x89, 3, 'm', 'i', 'd'));
    conn.raw(bytes(0x00, 0));
    conn.raw(bytes(0x80, 1, 'c'));
    for (boolean on = true; on; ) {
      Conn.Got got = conn.frame();
      if (got.opcode() == 1 || got.opcode() == 2) {
        conn.send(got.opcode(), got.payload());
        conn.send(0x80, new byte[0]);
      } else {
        on = conn.answerAsUsual(got);
      }
    }
  }

  /** The head comes in single bytes, a segment each. */
  private static void crumbs(Conn conn) throws IOException {
    if (!asked(conn)) {
      return;
    }
    conn.socket.setTcpNoDelay(true);
    String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n";
    for (byte one : text(head)) {
      conn.raw(new byte[] {one});
      pause(2);
    }
    conn.raw("Connection: Upgrade\r\nSec-WebSocket-Accept: " + BlindActs.accept(conn) + "\r\n");
    conn.raw("\r");
    pause(20);
    conn.raw("\n");
    conn.serve();
  }

  /** Far away: each answer takes a quarter of a second. */
  private static void slow(Conn conn) throws IOException {
    pause(250);
    if (!asked(conn)) {
      return;
    }
    pause(250);
    conn.upgrade();
    for (boolean on = true; on; ) {
      Conn.Got got = conn.frame();
      pause(250);
      on = BlindActs.answerAll(conn, got);
    }
  }

  private static void unaskedPongs(Conn conn) throws IOException {
    for (int i = 0; i < 20; i++) {
      conn.send(0x8A, text("beat-" + i));
    }
    for (boolean on = true; on; ) {
      Conn.Got got = conn.frame();
      conn.send(0x8A, new byte[0]);
      on = conn.answerAsUsual(got);
    }
  }

  private static void shouting(Conn conn) throws IOException {
    if (asked(conn)) {
      String head =
          "HTTP/1.1 101 Web Socket Protocol Handshake\r\nUPGRADE:WebSocket\r\n"
              + "CONNECTION:  keep-alive ,UPGRADE\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n";
      String key = "Sec-WebSocket-Accept".toUpperCase(Locale.ROOT);
      conn.raw(head + key + ":" + BlindActs.accept(conn) + "  \r\n\r\n");
      conn.serve();
    }
  }

  private static void oneSegment(Conn conn) throws IOException {
    if (asked(conn)) {
      String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n";
      String rest = "Connection: Upgrade\r\nSec-WebSocket-Accept: " + BlindActs.accept(conn);
      conn.raw(head + rest + "\r\n\r\n\u0081\u0005hello\u0089\u0000\u0081\u0004you!");
      conn.serve();
    }
  }

  /** An interim answer before the final one (RFC 8297). */
  private static void hints(Conn conn) throws IOException {
    if (asked(conn)) {
      conn.raw("HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\n");
      conn.upgrade();
      conn.serve();
    }
  }

  private static String[] cookies() {
    String[] lines = new String[50];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "Set-Cookie: pref" + i + "=" + "v".repeat(60) + "; Path=/; HttpOnly";
    }
    return lines;
  }
}
