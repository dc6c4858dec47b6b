package dev.hawser.doctor.lab;

import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Requirement;
import dev.hawser.doctor.plan.Via;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The open WebSocket: rows R16, R19 to R26, R28, R29, R31, R32, R34 and R35. */
final class SessionCases {
  /** The connections of an examination before the idle test ends: TCP, session, others. */
  private static final int ALL = 18;

  /** The connections of the idle test. */
  private static final int WATCHED = 5;

  private SessionCases() {}

  static List<Case> all() {
    return Stream.of(timers(), strokes(), others()).flatMap(List::stream).toList();
  }

  private static List<Case> others() {
    return List.of(
        Case.ws("taken-back", Faults.opened(conn -> conn.close(1002, "Protocol error"))),
        Case.ws(
            "taken-back-and-reset",
            Faults.opened(
                conn -> {
                  conn.close(1002, "");
                  Faults.pause(30);
                  conn.rst();
                })),
        Case.ws("invented-deflate", deflate(true, 1002)).planned(plan -> plan.sizes(true)),
        Case.of(
                "invented-deflate-and-via",
                running -> {
                  direct = running.plain(Faults::healthy);
                  return "ws://127.0.0.1:" + running.plain(deflate(true, 0)) + "/live";
                })
            .planned(plan -> plan.sizes(true))
            .with(target -> target.vias(List.of(Via.parse("server=127.0.0.1:" + direct)))),
        Case.ws("limit-8k", limit(8_192, true))
            .planned(plan -> plan.requirements(Requirement.parse("size>=64K"))),
        Case.ws("limit-64k-reset", limit(65_536, false))
            .planned(plan -> plan.requirements(Requirement.parse("size>=1M"))),
        Case.ws("deaf-at-once", Faults.opened(conn -> Faults.pause(20_000))),
        Case.ws("deaf-but-reading", Faults.opened(Faults::silence)),
        Case.ws("hole-of-1400", hole(1_400)).planned(plan -> plan.sizes(true)),
        Case.ws("hole-of-1500", hole(1_500)).planned(plan -> plan.sizes(true)),
        Case.ws(
            "bits-of-eset",
            Faults.opened(
                conn -> {
                  conn.send(0xB1, new byte[] {'h', 'i'});
                  conn.serve();
                })),
        Case.ws(
            "bits-in-a-pong",
            Faults.opened(
                conn -> {
                  conn.send(0xA9, new byte[0]);
                  conn.serve();
                })),
        Case.ws("says-1006", Faults.opened(conn -> conn.close(1006, ""))),
        Case.ws("says-1005", Faults.opened(conn -> conn.close(1005, "bye"))),
        Case.ws("says-1014", Faults.opened(conn -> conn.close(1014, "upstream gone"))),
        Case.ws(
            "says-1014-timeout",
            Faults.opened(conn -> conn.close(1014, "1014 upstream_timeout id=8f3a retry=5"))),
        Case.ws("lost-once", once(Conn::fin)),
        Case.ws("lost-once-reset", once(Conn::rst)),
        Case.ws("accepts-and-ends", Faults.opened(Conn::fin)),
        Case.ws("accepts-and-closes", Faults.opened(conn -> conn.close(1001, ""))),
        Case.ws(
            "never-echoes-close",
            Faults.opened(
                conn -> {
                  while (true) {
                    Conn.Got frame = conn.frame();
                    if (frame.opcode() == 8) {
                      conn.fin();
                      return;
                    }
                    conn.answerAsUsual(frame);
                  }
                })),
        Case.ws(
            "never-pongs",
            Faults.opened(
                conn -> {
                  boolean on = true;
                  while (on) {
                    Conn.Got frame = conn.frame();
                    on = frame.opcode() == 9 || conn.answerAsUsual(frame);
                  }
                })));
  }

  /** Timers of two seconds and more: no machine is so slow that a Ping in half a second is late. */
  private static List<Case> timers() {
    return longer(
        List.of(
            Case.ws("idle-fin", Faults.idle(2_100, frame -> true, Conn::fin)),
            Case.ws("idle-one-way", Faults.idle(2_100, frame -> frame.opcode() != 0xA, Conn::fin)),
            Case.ws("idle-rst", Faults.idle(2_300, frame -> true, Conn::rst)),
            Case.ws("idle-ignores-pings", Faults.idle(2_100, SessionCases::message, Conn::fin))
                .planned(plan -> plan.message("beat")),
            Case.ws(
                    "idle-ignores-pings-closing",
                    Faults.idle(2_000, SessionCases::message, conn -> conn.close(1000, "")))
                .planned(plan -> plan.message("{}")),
            Case.ws(
                "idle-ignores-pings-url-only",
                Faults.idle(2_100, SessionCases::message, Conn::fin)),
            Case.ws("lifetime", Faults.lifetime(2_200, Conn::fin))
                .planned(plan -> plan.message("beat")),
            Case.ws("lifetime-leaving", Faults.lifetime(2_100, conn -> conn.close(1001, "")))
                .planned(plan -> plan.message("beat")),
            Case.ws("lifetime-url-only", Faults.lifetime(2_200, Conn::fin)),
            Case.ws(
                "idle-jetty",
                Faults.idle(2_100, frame -> true, conn -> conn.close(1001, "Idle Timeout"))),
            Case.ws(
                "idle-closing", Faults.idle(2_400, frame -> true, conn -> conn.close(1000, ""))),
            Case.ws("forgotten-by-a-nat", Faults.idle(2_100, frame -> true, Faults::silence)),
            Case.ws("dead-at-an-age", Faults.lifetime(2_300, Faults::silence))));
  }

  /** What ends them all at one moment while they are watched. */
  private static List<Case> strokes() {
    return longer(
        List.of(
            Case.of("crash-then-refused", running -> crash(running, true)),
            Case.of("crash-then-502", running -> crash(running, false)),
            Case.of("reload", running -> reload(running, false)),
            Case.of("reload-leaving", running -> reload(running, true))));
  }

  private static List<Case> longer(List<Case> cases) {
    for (Case one : cases) {
      UnaryOperator<Plan> plan = one.plan;
      one.planned(p -> plan.apply(p).idle(Duration.ofMillis(5_500)));
    }
    return cases;
  }

  private static volatile int direct;

  private static boolean message(Conn.Got frame) {
    return frame.opcode() < 8;
  }

  /** Accepts compression and does not understand it. */
  private static RawFaultServer.Fault deflate(boolean accepts, int code) {
    return conn -> {
      conn.request();
      boolean offered = conn.header("Sec-WebSocket-Extensions").contains("permessage-deflate");
      if (accepts && offered) {
        conn.upgrade("Sec-WebSocket-Extensions: permessage-deflate");
      } else {
        conn.upgrade();
      }
      boolean on = true;
      while (on) {
        Conn.Got frame = conn.frame();
        if (frame.rsv() != 0) {
          if (code != 0) {
            conn.close(code, "RSV1 must be clear");
          }
          conn.fin();
          return;
        }
        on = conn.answerAsUsual(frame);
      }
    };
  }

  private static RawFaultServer.Fault limit(int bytes, boolean says) {
    return Faults.opened(
        conn -> {
          boolean on = true;
          while (on) {
            Conn.Got frame = conn.frame();
            if (frame.payload().length > bytes) {
              if (says) {
                conn.close(1009, "max=" + bytes);
                conn.fin();
              } else {
                conn.rst();
              }
              return;
            }
            on = conn.answerAsUsual(frame);
          }
        });
  }

  /** Whatever is larger than this never arrives, and nothing after it. */
  private static RawFaultServer.Fault hole(int bytes) {
    return Faults.opened(
        conn -> {
          boolean on = true;
          while (on) {
            Conn.Got frame = conn.frame();
            if (frame.payload().length > bytes) {
              Faults.silence(conn);
              return;
            }
            on = conn.answerAsUsual(frame);
          }
        });
  }

  private static String crash(Case.Running running, boolean stops) {
    AtomicBoolean down = new AtomicBoolean();
    RawFaultServer server =
        new RawFaultServer(
            conn -> {
              if (down.get()) {
                Faults.always("502 Bad Gateway\r\nServer: nginx", "").serve(conn);
                return;
              }
              Faults.healthy(conn);
            });
    running.add(server);
    onceWatched(
        server,
        () -> {
          down.set(true);
          if (stops) {
            server.close();
          } else {
            server.dropAll();
          }
        });
    return "ws://127.0.0.1:" + server.port() + "/live";
  }

  /** Every connection of one proxy ends at one moment, and the next is taken. */
  private static String reload(Case.Running running, boolean says) {
    Set<Conn> open = ConcurrentHashMap.newKeySet();
    RawFaultServer server =
        new RawFaultServer(
            conn -> {
              open.add(conn);
              try {
                Faults.healthy(conn);
              } finally {
                open.remove(conn);
              }
            });
    running.add(server);
    onceWatched(server, says ? () -> open.forEach(SessionCases::leave) : server::dropAll);
    return "ws://127.0.0.1:" + server.port() + "/live";
  }

  private static void leave(Conn conn) {
    try {
      conn.close(1001, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Strikes when the connections of the idle test are open and nothing else is done any more. */
  private static void onceWatched(RawFaultServer server, Runnable stroke) {
    Thread thread =
        new Thread(
            () -> {
              while (server.count() < ALL || server.alive() != WATCHED) {
                Faults.pause(20);
              }
              // So that they differ in age by more than in the moment of their end.
              Faults.pause(100);
              stroke.run();
            },
            "fault-stroke");
    thread.setDaemon(true);
    thread.start();
  }

  /** The first WebSocket ends in the middle, every other one is fine. */
  private static RawFaultServer.Fault once(Faults.End end) {
    AtomicBoolean done = new AtomicBoolean();
    return Faults.opened(
        conn -> {
          if (done.getAndSet(true)) {
            conn.serve();
            return;
          }
          conn.answerAsUsual(conn.frame());
          end.end(conn);
        });
  }
}
