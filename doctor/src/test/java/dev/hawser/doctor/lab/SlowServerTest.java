package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.Doctor;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Requirement;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.report.Sheet;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that is in order and has no time for a while: it answers Pings late, and nobody new
 * sooner. What it does is tied to what comes, not to a clock.
 */
@Timeout(180)
class SlowServerTest {
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final AtomicInteger newest = new AtomicInteger();

  /** The newest connection when an answer was first held back; 0 before. */
  private final AtomicInteger before = new AtomicInteger();

  private final CountDownLatch released = new CountDownLatch(1);

  /** Tells for which frame the server has no time yet. */
  private interface Busy {
    boolean with(Conn.Got first, Conn.Got frame);
  }

  /** Holds one answer back until a connection that was opened later has been answered. */
  private RawFaultServer.Fault server(Busy busy) {
    return conn -> {
      conn.request();
      if (!conn.asksForUpgrade()) {
        conn.answer("426 Upgrade Required\r\nConnection: close", "Upgrade Required");
        return;
      }
      newest.accumulateAndGet(conn.number, Math::max);
      conn.upgrade();
      Conn.Got first = null;
      for (boolean on = true; on; ) {
        Conn.Got frame = conn.frame();
        first = first == null ? frame : first;
        if (busy.with(first, frame) && before.compareAndSet(0, newest.get())) {
          await();
        }
        on = conn.answerAsUsual(frame);
        if (frame.opcode() == PING && before.get() > 0 && conn.number > before.get()) {
          released.countDown();
        }
      }
    };
  }

  private void await() throws IOException {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Sheet examine(RawFaultServer server, Plan plan) {
    Target target = Target.of("ws://127.0.0.1:" + server.port() + "/live");
    return Sheet.of(Doctor.examine(target, plan), Locale.ENGLISH);
  }

  @Test
  void aConnectionIsNotDeadWhereNobodyElseIsAnsweredSooner() {
    // The one on which only Pongs were sent, and a Ping at the end.
    Busy oneWay = (first, frame) -> first.opcode() == PONG && frame.opcode() == PING;
    try (RawFaultServer server = new RawFaultServer(server(oneWay))) {
      Sheet sheet = examine(server, Plan.standard().idle(Duration.ofMillis(1_200)));
      assertThat(sheet.verdict().cause()).as("%s", sheet).isEqualTo(Sheet.HEALTHY);
      assertThat(sheet.exitCode()).isZero();
      assertThat(released.getCount()).isZero();
    }
  }

  @Test
  void aMessageIsSurvivedWhereNobodyElseIsAnsweredSooner() {
    AtomicInteger messages = new AtomicInteger();
    Busy third = (first, frame) -> frame.opcode() == TEXT && messages.incrementAndGet() == 3;
    try (RawFaultServer server = new RawFaultServer(server(third))) {
      Plan plan = Plan.standard().idle(Duration.ofMillis(300));
      Sheet sheet = examine(server, plan.requirements(Requirement.parse("size>=4K")));
      assertThat(sheet.verdict().cause()).as("%s", sheet).isEqualTo(Sheet.HEALTHY);
      assertThat(sheet.exitCode()).isZero();
      assertThat(released.getCount()).isZero();
    }
  }
}
