package dev.hawser.cli.doctor;

import dev.hawser.Parting;
import dev.hawser.StateChange;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.Traffic;
import dev.hawser.close.Unreachability;
import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import dev.hawser.doctor.judge.ExitCodes;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.report.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What happened to a watched connection: each session and why it was lost. Thread-safe. */
final class WatchLog {
  private final Redactor redactor;
  private final String url;
  private final Locale locale;
  private final long begun = System.nanoTime();
  private final List<Loss> losses = new ArrayList<>();
  private int sessions;
  private int failedDials;
  private long upSince = -1;
  private long up;
  private @Nullable Loss lastFailure;

  /** How long was watched, in milliseconds; negative while the watch goes on. */
  private long watched = -1;

  /**
   * A session that was lost, or a dial that failed.
   *
   * @param at when, in milliseconds of the watch
   * @param opened whether there was a session; a dial failed otherwise
   * @param age how long the session lived, in milliseconds; 0 for a dial that failed
   * @param silence how long not a byte had passed, in milliseconds
   * @param code the close code, 1006 without one
   * @param cause the diagnosis's stable id
   * @param confidence how sure that is
   * @param explanation what happened, why and what to do
   * @param exitCode what the command exits with if nothing better ever happened
   */
  record Loss(
      long at,
      boolean opened,
      long age,
      long silence,
      int code,
      String cause,
      Confidence confidence,
      String explanation,
      int exitCode) {}

  /**
   * The whole watch.
   *
   * @param url the URL, its secrets blotted out
   * @param span how long it was watched, in milliseconds; at least 1
   * @param sessions how many sessions were opened
   * @param failedDials how many dials failed
   * @param up the milliseconds with an open session
   * @param losses the sessions lost, in order
   * @param verdict the loss that says most: the last, which knows of those before it; null when
   *     nothing was lost
   * @param exitCode what the command exits with
   */
  record Summary(
      String url,
      long span,
      int sessions,
      int failedDials,
      long up,
      List<Loss> losses,
      @Nullable Loss verdict,
      int exitCode) {
    Summary {
      losses = List.copyOf(losses);
    }

    /** Tells whether the time was over before a dial had succeeded or failed. */
    boolean nothing() {
      return sessions == 0 && verdict == null;
    }

    /** Returns the share of the time with an open session, from 0 to 100 per cent. */
    double share() {
      return 100.0 * up / span;
    }

    /** Returns the cause that stands over the report. */
    String cause() {
      return verdict != null ? verdict.cause() : nothing() ? Cause.UNKNOWN.id() : "HEALTHY";
    }
  }

  WatchLog(Target target, Locale locale) {
    this.redactor = Redactor.of(target);
    this.url = Redactor.url(target);
    this.locale = locale;
  }

  /**
   * Ends the watch: the connection was held until now, and what comes of the watch's own Close is
   * no event of it.
   */
  synchronized void over() {
    down();
    watched = now();
  }

  /** Notes that a session opened; returns when, in milliseconds, negative after the watch. */
  synchronized long opened() {
    if (watched >= 0) {
      return -1;
    }
    sessions++;
    upSince = now();
    return upSince;
  }

  /** Notes a change, and returns the loss it tells of, null when it tells of none. */
  synchronized @Nullable Loss changed(StateChange change) {
    Parting parting = change.parting();
    if (parting == null || watched >= 0) {
      return null;
    }
    down();
    Ending ending = parting.ending();
    if (ending.by() == Initiator.USER) {
      return null;
    }
    Loss loss = loss(parting);
    if (ending.opened()) {
      losses.add(loss);
    } else {
      failedDials++;
      lastFailure = loss;
    }
    return loss;
  }

  private void down() {
    if (upSince >= 0) {
      up += now() - upSince;
      upSince = -1;
    }
  }

  private Loss loss(Parting parting) {
    Ending ending = parting.ending();
    Traffic traffic = ending.facts().traffic();
    long silence = Math.min(traffic.silentIn().toMillis(), traffic.silentOut().toMillis());
    return new Loss(
        now(),
        ending.opened(),
        ending.facts().timeline().lived().toMillis(),
        silence,
        parting.code().value(),
        parting.diagnosis().cause().id(),
        parting.diagnosis().confidence(),
        redactor.clean(parting.explain(locale)),
        status(ending));
  }

  private static int status(Ending ending) {
    if (ending instanceof Ending.Refused refused) {
      return refused.answer().status() >= 500 ? ExitCodes.GATEWAY : ExitCodes.REFUSED;
    }
    if (ending instanceof Ending.Unreachable unreachable) {
      Unreachability kind = unreachable.kind();
      return switch (kind) {
        case NAME_NOT_RESOLVED -> ExitCodes.DNS;
        case TLS_FAILED -> ExitCodes.TLS;
        case LOST, HANDSHAKE_TIMEOUT -> ExitCodes.GATEWAY;
        case BAD_ANSWER, SUBPROTOCOL_MISMATCH -> ExitCodes.PROTOCOL;
        default -> ExitCodes.TCP;
      };
    }
    return ExitCodes.LOST;
  }

  synchronized Summary summary() {
    Loss told = losses.isEmpty() ? lastFailure : losses.get(losses.size() - 1);
    int exit =
        sessions == 0 && lastFailure != null
            ? lastFailure.exitCode()
            : sessions == 0
                ? ExitCodes.UNDECIDED
                : losses.isEmpty() && failedDials == 0 ? ExitCodes.HEALTHY : ExitCodes.LOST;
    long span = Math.max(1, watched < 0 ? now() : watched);
    long time = upSince < 0 ? up : up + now() - upSince;
    return new Summary(url, span, sessions, failedDials, Math.min(time, span), losses, told, exit);
  }

  private long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
