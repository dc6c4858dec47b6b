package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.wire.Knock;
import dev.hawser.doctor.wire.Socketed;
import org.jspecify.annotations.Nullable;

/** Where the probes of one hop work: the door to knock at, the plan, the budget, the notes. */
record Scene(Knock knock, Plan plan, Budget budget, CaseBuilder notes) {

  /** A control is not waited for as long as the handshake itself. */
  private static final long CONTROL_MILLIS = 2_500;

  /**
   * Sends a probe within the budget; null where nothing is left of it, or where what was left was
   * over before an answer came: that says nothing about the server.
   */
  Knock.@Nullable Visit visit(Probe probe) {
    return visit(probe, plan.answer().toMillis());
  }

  private Knock.@Nullable Visit visit(Probe probe, long millis) {
    boolean full = budget.has(millis);
    if (!budget.take()) {
      return null;
    }
    Knock.Visit visit = knock.visit(probe, budget.in(millis));
    Exchange seen = visit.exchange();
    return full || seen.status() != 0 || seen.end().ended() ? visit : null;
  }

  /** Sends a probe, notes the answer and leaves. */
  void note(Probe probe) {
    Knock.Visit visit = visit(probe, Math.min(plan.answer().toMillis(), CONTROL_MILLIS));
    if (visit == null) {
      notes.unseen(probe.id());
      return;
    }
    visit.close();
    notes.exchange(probe, visit.exchange());
  }

  /** Tells whether a probe can get an answer at all at this moment. */
  boolean answers() {
    Knock.Visit visit = visit(Probe.WS0);
    if (visit == null) {
      return false;
    }
    visit.close();
    return visit.exchange().upgraded() && visit.exchange().end() == WireEnd.OPEN;
  }

  /**
   * Tells whether a Ping on a new connection is answered within so many milliseconds; null where
   * that could not be waited for.
   */
  @Nullable Boolean pongs(long millis) {
    long stop = budget.in(millis);
    if (!budget.has(millis) || !budget.take()) {
      return null;
    }
    Knock.Visit visit = knock.visit(Probe.WS0, stop);
    Socketed socket = visit.socket();
    if (socket == null) {
      return false;
    }
    try (socket) {
      byte[] nonce = Socketed.nonce(Long.BYTES);
      return socket.ping(nonce) && socket.awaitPong(nonce, stop);
    }
  }
}
