package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.EchoLook;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.wire.Knock;
import dev.hawser.doctor.wire.Socketed;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The application's message, whole and in three fragments with a Ping between them: what it is
 * answered with.
 */
final class EchoTest {
  /** A server may greet first. */
  private static final long GREETING = 100;

  private static final long PATIENCE = 2_500;

  private final Scene scene;
  private final Socketed socket;
  private final String message;

  private EchoTest(Scene scene, Socketed socket) {
    this.scene = scene;
    this.socket = socket;
    this.message = scene.plan().message();
  }

  static void run(Scene scene) {
    Knock.Visit visit = scene.budget().has(2 * PATIENCE) ? scene.visit(Probe.WS0) : null;
    Socketed socket = visit == null ? null : visit.socket();
    if (socket == null) {
      scene.notes().unseen("echo");
      return;
    }
    try (socket) {
      socket.keepMessages();
      socket.watch(scene.budget().in(GREETING));
      EchoTest test = new EchoTest(scene, socket);
      EchoLook whole = test.send(false);
      scene.notes().echo(whole);
      if (whole.lost()) {
        return;
      }
      if (scene.budget().has(PATIENCE)) {
        scene.notes().echo(test.send(true));
      } else {
        scene.notes().unseen("fragments");
      }
    }
  }

  private EchoLook send(boolean fragments) {
    int before = socket.awaitMessages(0, 0).size();
    byte[] nonce = Socketed.nonce(Long.BYTES);
    long sent = System.nanoTime();
    if (fragments) {
      // RFC 6455 s.5.4: control frames may stand between the fragments of a message.
      int third = message.offsetByCodePoints(0, message.codePointCount(0, message.length()) / 3);
      int rest =
          message.offsetByCodePoints(third, message.codePointCount(third, message.length()) / 2);
      socket.part(message.substring(0, third), true, false);
      socket.part(message.substring(third, rest), false, false);
      socket.ping(nonce);
      socket.part(message.substring(rest), false, true);
    } else {
      socket.text(message);
    }
    byte[] last = Socketed.nonce(Long.BYTES);
    boolean asked = socket.ping(last);
    long deadline = scene.budget().in(PATIENCE);
    long micros = answer(before, sent, deadline);
    boolean pong = asked && socket.awaitPong(last, deadline);
    return new EchoLook(fragments, micros, pong, socket.closeNote().code(), socket.end());
  }

  /** Waits for the message that answers, and returns when it came; -1 when none did. */
  private long answer(int before, long sent, long deadline) {
    int seen = before;
    while (true) {
      List<String> all = socket.awaitMessages(seen + 1, deadline);
      if (all.size() <= seen) {
        return -1;
      }
      if (answers(all.get(seen))) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent);
      }
      seen++;
    }
  }

  /** Without a word to expect, it is the echo that answers. */
  private boolean answers(String text) {
    String expected = scene.plan().expect();
    return expected.isEmpty() ? text.equals(message) : text.contains(expected);
  }
}
