package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Unreachability;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether an ending allows another attempt: four tables, by close code, HTTP status, {@link
 * Unreachability} and {@link Fault}.
 *
 * <p>Immutable. The typed ending chooses the table, never the number alone: an end the user wanted
 * always stops, a code counts only when it is the peer's, and a heartbeat that timed out is judged
 * as that whatever code went with it. The default rows with their reasons stand in {@code
 * docs/reference/close-codes.md}.
 */
public final class Advice {
  private static final Advice STANDARD = new Advice(Map.of());
  private static final Row BY_USER = new Row(false, "the user ended it");
  private static final Row BY_LIBRARY = new Row(true, "this side let the link go to dial anew");

  /** The rows that differ from the default, by CloseCode, Status, Unreachability or Fault. */
  private final Map<Object, Row> own;

  /**
   * One piece of advice.
   *
   * @param retry whether another attempt makes sense
   * @param why the reason, in English, a clause without a full stop
   * @param renew whether the credentials may be to blame: fresh ones earn one attempt in an outage
   */
  public record Row(boolean retry, String why, boolean renew) {
    private static final Row ASKED_TO_RETRY = new Row(true, "the policy is told to retry");
    private static final Row ASKED_TO_STOP = new Row(false, "the policy is told to stop");
    private static final Row ASKED_TO_RENEW =
        new Row(false, "the policy is told to stop unless fresh credentials help", true);

    /** A row that does not speak of credentials. */
    public Row(boolean retry, String why) {
      this(retry, why, false);
    }

    private Row renewing(boolean other) {
      return new Row(retry, why, other);
    }
  }

  private record Status(int value) {
    private Status {
      if (value < 100 || value > 999) {
        throw new IllegalArgumentException("HTTP status " + value + " is not in 100-999");
      }
    }
  }

  private Advice(Map<Object, Row> own) {
    this.own = own;
  }

  /** Returns the default tables. */
  public static Advice standard() {
    return STANDARD;
  }

  /** Returns the advice on an ending. */
  public Row on(Ending ending) {
    if (ending.by() == Initiator.USER) {
      return BY_USER;
    }
    if (ending instanceof Ending.Failed failed) {
      return on(failed.fault());
    }
    if (ending instanceof Ending.Refused refused) {
      return onStatus(refused.answer().status());
    }
    if (ending instanceof Ending.Unreachable unreachable) {
      return on(unreachable.kind());
    }
    return ending.by() == Initiator.LIBRARY ? BY_LIBRARY : on(ending.code());
  }

  /** Returns the advice on a link the peer closed with that code; 1006: that was lost. */
  public Row on(CloseCode code) {
    return own.getOrDefault(code, StandardAdvice.of(code));
  }

  /** Tells whether the user said what to do after that code of the peer. */
  boolean says(CloseCode code) {
    return own.containsKey(code);
  }

  /** Returns the advice on an upgrade request answered with that status, one of 100-999. */
  public Row onStatus(int status) {
    return own.getOrDefault(new Status(status), StandardAdvice.ofStatus(status));
  }

  /** Returns the advice on a dial without a valid answer. */
  public Row on(Unreachability kind) {
    return own.getOrDefault(kind, StandardAdvice.of(kind));
  }

  /** Returns the advice on a link this library gave up. */
  public Row on(Fault fault) {
    return own.getOrDefault(fault, StandardAdvice.of(fault));
  }

  /** Returns a copy that retries after these codes of the peer; 1006 is a line that was lost. */
  public Advice retryOn(CloseCode... codes) {
    return with(Row.ASKED_TO_RETRY, (Object[]) codes);
  }

  /** Returns a copy that stops after these codes of the peer; 1006 is a line that was lost. */
  public Advice stopOn(CloseCode... codes) {
    return with(Row.ASKED_TO_STOP, (Object[]) codes);
  }

  /** Returns a copy that retries after dials that failed so. */
  public Advice retryOn(Unreachability... kinds) {
    return with(Row.ASKED_TO_RETRY, (Object[]) kinds);
  }

  /** Returns a copy that stops after dials that failed so. */
  public Advice stopOn(Unreachability... kinds) {
    return with(Row.ASKED_TO_STOP, (Object[]) kinds);
  }

  /** Returns a copy that retries after these faults. */
  public Advice retryOn(Fault... faults) {
    return with(Row.ASKED_TO_RETRY, (Object[]) faults);
  }

  /** Returns a copy that stops after these faults. */
  public Advice stopOn(Fault... faults) {
    return with(Row.ASKED_TO_STOP, (Object[]) faults);
  }

  /** Returns a copy that retries after these HTTP statuses, each of 100-999. */
  public Advice retryOnStatus(int... statuses) {
    return with(Row.ASKED_TO_RETRY, boxed(statuses));
  }

  /** Returns a copy that stops after these HTTP statuses, each of 100-999. */
  public Advice stopOnStatus(int... statuses) {
    return with(Row.ASKED_TO_STOP, boxed(statuses));
  }

  /** Returns a copy that stops after these codes, but tries fresh credentials once before. */
  public Advice renewOn(CloseCode... codes) {
    return with(Row.ASKED_TO_RENEW, (Object[]) codes);
  }

  /** Returns a copy that stops after these statuses, but tries fresh credentials once before. */
  public Advice renewOnStatus(int... statuses) {
    return with(Row.ASKED_TO_RENEW, boxed(statuses));
  }

  private Advice with(Row row, Object... keys) {
    Map<Object, Row> copy = new HashMap<>(own);
    for (Object key : keys) {
      copy.put(key, row.retry() ? row.renewing(renews(key)) : row);
    }
    return new Advice(copy);
  }

  private boolean renews(Object key) {
    return (key instanceof CloseCode code && on(code).renew())
        || (key instanceof Status status && onStatus(status.value()).renew());
  }

  private static Object[] boxed(int... statuses) {
    Object[] boxed = new Object[statuses.length];
    for (int i = 0; i < statuses.length; i++) {
      boxed[i] = new Status(statuses[i]);
    }
    return boxed;
  }
}
