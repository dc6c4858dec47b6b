package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.wire.Knock;
import org.jspecify.annotations.Nullable;

/** Where the probes of one hop work: the door to knock at, the plan, the budget, the notes. */
record Scene(Knock knock, Plan plan, Budget budget, CaseBuilder notes) {

  /** A control is not waited for as long as the handshake itself. */
  private static final long CONTROL_MILLIS = 2_500;

  /** Sends a probe within the budget; null where nothing is left of it. */
  Knock.@Nullable Visit visit(Probe probe) {
    if (!budget.take()) {
      return null;
    }
    return knock.visit(probe, budget.in(plan.answer().toMillis()));
  }

  /** Sends a probe, notes the answer and leaves. */
  @Nullable Exchange note(Probe probe) {
    if (!budget.take()) {
      return null;
    }
    long millis = Math.min(plan.answer().toMillis(), CONTROL_MILLIS);
    Knock.Visit visit = knock.visit(probe, budget.in(millis));
    visit.close();
    notes.exchange(probe, visit.exchange());
    return visit.exchange();
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
}
