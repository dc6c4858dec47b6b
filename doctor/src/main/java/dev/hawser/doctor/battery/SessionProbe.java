package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.wire.Socketed;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches a fresh WebSocket, measures its round trips, and sees how it closes. */
final class SessionProbe {
  /** Long enough to see a server that accepts and closes at once. */
  private static final long FIRST_LOOK = 250;

  private static final int PINGS = 20;
  private static final long PONG_PATIENCE = 1_500;

  /** Who is slow to answer a Close has other things to do; nothing else waits for it. */
  private static final long ECHO_PATIENCE = 4_000;

  private static final long CLOSE_PATIENCE = 2_000;
  private static final int FULL = 125;

  private SessionProbe() {}

  /** Watches it, and sends Pings as long as each can be waited for. */
  static SessionLook watch(Socketed socket, Budget budget) {
    boolean alive = socket.watch(budget.in(FIRST_LOOK));
    int missed = 0;
    int pings = 0;
    long stop = budget.in(2 * PONG_PATIENCE);
    while (alive
        && pings < PINGS
        && missed < 2
        && budget.now() < stop
        && budget.has(PONG_PATIENCE)) {
      // Eight random bytes, then nothing, then as many as a Ping can hold.
      byte[] payload = Socketed.nonce(pings == 1 ? 0 : pings == 2 ? FULL : Long.BYTES);
      pings++;
      if (!socket.ping(payload)) {
        socket.watch(budget.in(PONG_PATIENCE));
        break;
      }
      if (socket.awaitPong(payload, budget.in(PONG_PATIENCE))) {
        missed = 0;
      } else {
        missed++;
        alive = socket.end() == WireEnd.OPEN && socket.closeNote().code() == 0;
      }
    }
    return look(socket);
  }

  static SessionLook look(Socketed socket) {
    return new SessionLook(
        socket.notes(),
        pings(socket),
        socket.trips(),
        wrong(socket),
        socket.end(),
        socket.midFrame(),
        socket.ageMillis());
  }

  /**
   * RFC 6455 s.5.5.3: a Pong may come unasked; it is a wrong one where the right one is missing.
   */
  private static int wrong(Socketed socket) {
    return missing(socket) == 0 ? 0 : socket.strays();
  }

  /**
   * Who answers the last of several Pings only does what it must, unless it said something else.
   */
  private static int missing(Socketed socket) {
    return socket.unanswered() + (socket.strays() == 0 ? 0 : socket.passedOver());
  }

  private static int pings(Socketed socket) {
    return socket.trips().size() + missing(socket);
  }

  /** Returns what was seen, with the Pongs that have come since. */
  static SessionLook later(SessionLook look, Socketed socket) {
    return new SessionLook(
        look.frames(),
        pings(socket),
        socket.trips(),
        wrong(socket),
        look.end(),
        look.midFrame(),
        look.millis());
  }

  /**
   * Sends a Close and notes who answers what, and who ends TCP; null where there is no time left to
   * wait for an answer.
   */
  static @Nullable CloseLook close(Socketed socket, int code, Budget budget) {
    if (!budget.has(ECHO_PATIENCE)) {
      socket.sendClose(code, "doctor");
      return null;
    }
    long begun = System.nanoTime();
    socket.sendClose(code, "doctor");
    socket.watch(budget.in(ECHO_PATIENCE));
    int echoed = socket.closeNote().code();
    long echoMillis = echoed == 0 ? -1 : since(begun);
    WireEnd end = echoed == 0 ? socket.end() : socket.watchEnd(budget.in(CLOSE_PATIENCE));
    return new CloseLook(code, echoed, echoMillis, end, end.ended() ? since(begun) : -1);
  }

  /**
   * Sends what no client may send; the caller owns the server. Null where nothing shows that the
   * server has read it: a Pong to a Ping behind it does.
   */
  static @Nullable CloseLook malformed(
      Socketed socket, byte[] frame, int calledFor, Budget budget) {
    long begun = System.nanoTime();
    socket.raw(frame);
    boolean open = socket.watch(budget.in(CLOSE_PATIENCE));
    int answered = socket.closeNote().code();
    byte[] nonce = Socketed.nonce(Long.BYTES);
    if (open && !(socket.ping(nonce) && socket.awaitPong(nonce, budget.in(CLOSE_PATIENCE)))) {
      answered = socket.closeNote().code();
      if (answered == 0 && !socket.end().ended()) {
        return null;
      }
    }
    return new CloseLook(calledFor, answered, since(begun), socket.end(), since(begun));
  }

  /** Returns what breaks the protocol in four ways, each with the code it calls for. */
  static List<Malformed> malformedFrames() {
    return List.of(
        // RFC 6455 s.5.1: a client must mask.
        new Malformed("81026869", 1002),
        // RFC 6455 s.5.2: RSV2 without an extension.
        new Malformed("a182000000006869", 1002),
        // RFC 6455 s.8.1: text that is not UTF-8.
        new Malformed("818200000000c328", 1007),
        // RFC 6455 s.7.4.1: 1006 is never sent.
        new Malformed("88820000000003ee", 1002));
  }

  /** A frame against the rules, in hexadecimal digits, and the close code that answers it. */
  record Malformed(String hex, int code) {
    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  private static long since(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
