package dev.hawser.doctor.lab;

import static dev.hawser.doctor.lab.BlindActs.age;
import static dev.hawser.doctor.lab.BlindActs.asked;
import static dev.hawser.doctor.lab.BlindActs.bye;
import static dev.hawser.doctor.lab.BlindActs.closing;
import static dev.hawser.doctor.lab.BlindActs.firstMessage;
import static dev.hawser.doctor.lab.BlindActs.hush;
import static dev.hawser.doctor.lab.BlindActs.idle;
import static dev.hawser.doctor.lab.BlindActs.idleOfMessages;
import static dev.hawser.doctor.lab.BlindActs.pause;
import static dev.hawser.doctor.lab.BlindActs.session;
import static dev.hawser.doctor.lab.BlindActs.text;

import dev.hawser.doctor.plan.Plan;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Blind cases of what is agreed with the 101, and of sessions that end by a rule of their own. */
final class BlindSessionCases {
  private static final String HELLO = "{\"type\":\"hello\",\"v\":3}";

  private BlindSessionCases() {}

  static List<Case> all() {
    return List.of(
        Case.ws("b-accept-out-of-the-rfc", accept("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")),
        Case.ws("b-accept-left-out", accept("")),
        Case.ws("b-upgrade-field-lost-on-the-way-back", BlindSessionCases::hopByHopRemoved),
        Case.ws(
            "b-subprotocol-nobody-asked-for", session(Conn::serve, "Sec-WebSocket-Protocol: xmpp")),
        Case.ws("b-subprotocol-not-chosen", session(Conn::serve))
            .with(t -> t.subprotocols(List.of("v12.stomp", "v11.stomp"))),
        Case.ws("b-subprotocol-demanded", BlindSessionCases::wantsSubprotocol),
        Case.ws("b-subprotocol-demanded-by-close", session(closing(4406, "Bad subprotocol")::of)),
        Case.ws(
            "b-extension-nobody-asked-for",
            session(Conn::serve, "Sec-WebSocket-Extensions: x-fec; rows=3")),
        Case.ws("b-compression-of-the-proxy-only", BlindSessionCases::phantom)
            .planned(p -> p.sizes(true)),
        Case.ws("b-limit-of-64k", session(limit(65_536, closing(1009, ""))))
            .planned(p -> p.sizes(true)),
        Case.ws("b-limit-without-a-word", session(limit(8_192, BlindActs::bye)))
            .planned(p -> p.sizes(true)),
        Case.ws("b-limit-by-reset", session(limit(262_144, Conn::rst))).planned(p -> p.sizes(true)),
        Case.ws(
                "b-text-not-wanted",
                session(firstMessage(closing(1003, "this feed takes binary frames only"))))
            .planned(p -> p.message(HELLO)),
        Case.ws("b-dies-of-the-first-message", session(firstMessage(BlindActs::bye)))
            .planned(p -> p.message(HELLO)),
        Case.ws("b-handler-throws", session(firstMessage(closing(1011, "Unexpected error"))))
            .planned(p -> p.message(HELLO)),
        Case.ws("b-no-pongs", session(BlindSessionCases::ignoresPings))
            .planned(p -> p.message(HELLO)),
        Case.ws("b-empty-pongs", session(BlindSessionCases::emptyPongs)),
        Case.ws("b-pings-are-errors", session(BlindSessionCases::refusesPings)),
        Case.ws("b-close-goes-unanswered", session(BlindSessionCases::ignoresClose)));
  }

  /** Timers of two seconds and more: no machine is so slow that a Ping in half a second is late. */
  static List<Case> timers() {
    List<Case> all =
        List.of(
            Case.ws("b-quiet-line-cut", session(idle(2_200, BlindActs::bye))),
            Case.ws("b-quiet-line-reset", session(idle(2_500, Conn::rst))),
            Case.ws("b-read-timeout-under-chatter", session(BlindSessionCases::chatter)),
            Case.ws(
                "b-bored-server", session(idle(2_300, closing(1001, "Connection Idle Timeout")))),
            Case.ws("b-bored-server-1000", session(idle(2_400, closing(1000, "session inactive")))),
            Case.ws("b-pings-do-not-count", session(idleOfMessages(2_400, BlindActs::bye)))
                .planned(p -> p.message(HELLO)),
            Case.ws(
                    "b-pings-do-not-count-4xxx",
                    session(idleOfMessages(2_600, closing(4008, "no heartbeat message"))))
                .planned(p -> p.message(HELLO)),
            Case.ws("b-cut-at-an-age", session(age(2_100, BlindActs::bye))),
            Case.ws("b-told-at-an-age", session(age(2_300, closing(1001, "max session duration")))),
            Case.ws("b-forgotten-by-nat", session(idle(2_400, BlindActs::hush))));
    all.forEach(one -> one.planned(longer(one.plan)));
    return all;
  }

  private static UnaryOperator<Plan> longer(UnaryOperator<Plan> plan) {
    return p -> plan.apply(p).idle(Duration.ofMillis(5_500));
  }

  private static RawFaultServer.Fault accept(String value) {
    return conn -> {
      if (asked(conn)) {
        conn.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n");
        conn.raw("Connection: Upgrade\r\n");
        conn.raw(value.isEmpty() ? "\r\n" : "Sec-WebSocket-Accept: " + value + "\r\n\r\n");
        conn.serve();
      }
    };
  }

  private static void hopByHopRemoved(Conn conn) throws IOException {
    if (asked(conn)) {
      String head = "HTTP/1.1 101 Switching Protocols\r\nVia: 1.1 old-cache\r\n";
      conn.raw(head + "Sec-WebSocket-Accept: " + BlindActs.accept(conn) + "\r\n\r\n");
      conn.serve();
    }
  }

  private static void wantsSubprotocol(Conn conn) throws IOException {
    if (asked(conn)) {
      if (conn.header("Sec-WebSocket-Protocol").contains("ocpp1.6")) {
        conn.upgrade("Sec-WebSocket-Protocol: ocpp1.6");
        conn.serve();
      }
      conn.answer("400 Bad Request", "Sec-WebSocket-Protocol: one of ocpp1.6 is required\n");
      bye(conn);
    }
  }

  /** A hop agrees on compression for a backend that knows nothing of it. */
  private static void phantom(Conn conn) throws IOException {
    if (!asked(conn)) {
      return;
    }
    boolean offered = conn.header("Sec-WebSocket-Extensions").contains("permessage-deflate");
    if (!offered) {
      conn.upgrade();
      conn.serve();
    }
    conn.upgrade("Sec-WebSocket-Extensions: permessage-deflate");
    for (boolean on = true; on; ) {
      Conn.Got got = conn.frame();
      if (got.rsv() != 0) {
        closing(1002, "RSV1 must be clear").of(conn);
      }
      on = conn.answerAsUsual(got);
    }
  }

  /** The server talks all the time; the hop counts only what the client sends. */
  private static void chatter(Conn conn) throws IOException {
    Thread talker =
        new Thread(
            () -> {
              try {
                for (int i = 0; ; i++) {
                  conn.send(0x81, text("tick " + i));
                  pause(120);
                }
              } catch (IOException e) {
                return;
              }
            });
    talker.setDaemon(true);
    talker.start();
    conn.socket.setSoTimeout(2_400);
    try {
      conn.serve();
    } catch (SocketTimeoutException e) {
      conn.fin();
    }
  }

  /** A session that takes messages up to a size. */
  private static BlindActs.Session limit(int most, BlindActs.End end) {
    return conn -> {
      for (boolean on = true; on; ) {
        Conn.Got got = conn.frame();
        if (got.payload().length > most) {
          end.of(conn);
          return;
        }
        on = conn.answerAsUsual(got);
      }
    };
  }

  private static void ignoresPings(Conn conn) throws IOException {
    for (boolean on = true; on; ) {
      Conn.Got got = conn.frame();
      on = got.opcode() == 0x9 || conn.answerAsUsual(got);
    }
  }

  private static void emptyPongs(Conn conn) throws IOException {
    for (boolean on = true; on; ) {
      Conn.Got got = conn.frame();
      if (got.opcode() == 0x9) {
        conn.send(0x8A, new byte[0]);
      } else {
        on = conn.answerAsUsual(got);
      }
    }
  }

  private static void refusesPings(Conn conn) throws IOException {
    for (boolean on = true; on; ) {
      Conn.Got got = conn.frame();
      if (got.opcode() == 0x9) {
        closing(1002, "unsupported opcode 9").of(conn);
      }
      on = conn.answerAsUsual(got);
    }
  }

  private static void ignoresClose(Conn conn) throws IOException {
    BlindActs.untilClose(conn);
    hush(conn);
  }
}
