package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Backoff with jitter: a window grows with each attempt, and the delay falls inside it.
 *
 * <p>Immutable; each call returns a new value. Windows are capped before the jitter, so at attempt
 * 1,000,000 the clients of a fleet still spread over the whole window. An ending may ask for more:
 * a server that names a wait ({@code Retry-After} with 429 or 503, or a {@link DelayHint} in its
 * Close) is obeyed and the jitter comes on top, and {@link Waits} hold what close codes and
 * statuses ask for; the longer wait counts. What is final is {@link Advice}'s affair. Once in an
 * outage credentials are renewed, by default after 401, 1008 and 3000: where the connection has a
 * source of fresh ones these earn one attempt at once; without one, or the second time, they are
 * final.
 *
 * @param growth how the windows grow
 * @param jitter where in its window a delay falls
 * @param waits what endings ask for
 * @param budget what coming back may cost
 * @param order which endpoint is next
 * @param stableAfter how long a link must stay up before failures are forgotten, zero to a day
 * @param advice which endings are final
 * @param vendors what close codes mean at which endpoint
 */
public record Backoff(
    Growth growth,
    Jitter jitter,
    Waits waits,
    Budget budget,
    EndpointOrder order,
    Duration stableAfter,
    Advice advice,
    Vendors vendors)
    implements ReconnectPolicy {
  /** The length of an outage that is never too long. */
  public static final Duration NEVER = Budget.NEVER;

  /** Refuses values out of range, naming them. */
  public Backoff {
    Span.requireBetween("stableAfter", stableAfter, Duration.ZERO, Duration.ofDays(1));
  }

  /** Returns the default: full jitter over 500 ms to 30 s, stable after 10 s, without end. */
  public static Backoff standard() {
    return fullJitter(Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  /** Returns full jitter over windows that double from {@code base} to {@code cap}. */
  public static Backoff fullJitter(Duration base, Duration cap) {
    return over(Growth.exponential(base, cap));
  }

  /** Returns full jitter over a window that stays the same, 1 ms to a day. */
  public static Backoff constant(Duration window) {
    return over(Growth.constant(window));
  }

  /**
   * Returns the schedule of RFC 6455 s.7.2.3: a random first delay of 0-5 s, then truncated binary
   * exponential backoff, with full jitter throughout, since fixed delays keep a herd together.
   */
  public static Backoff rfc6455() {
    return over(Growth.rfc6455());
  }

  /**
   * Returns full jitter over windows that grow so: stable after 10 s, without end, with the
   * standard waits and advice, rotating over the endpoints.
   */
  public static Backoff over(Growth growth) {
    return new Backoff(
        growth,
        Jitter.FULL,
        Waits.standard(),
        Budget.UNLIMITED,
        EndpointOrder.ROTATE,
        STABLE_AFTER,
        Advice.standard(),
        Vendors.NONE);
  }

  /** Returns the first window. */
  public Duration base() {
    return growth.base();
  }

  /** Returns the largest window. */
  public Duration cap() {
    return growth.cap();
  }

  /** Returns what one window is to the next. */
  public double multiplier() {
    return growth.multiplier();
  }

  /** Returns a copy whose windows grow so. */
  public Backoff growth(Growth other) {
    return new Backoff(other, jitter, waits, budget, order, stableAfter, advice, vendors);
  }

  /** Returns a copy whose windows grow by that factor, of 1-10. */
  public Backoff multiplier(double other) {
    return growth(growth.multiplier(other));
  }

  /** Returns a copy with that jitter. */
  public Backoff jitter(Jitter other) {
    return new Backoff(growth, other, waits, budget, order, stableAfter, advice, vendors);
  }

  /** Returns a copy with other waits. */
  public Backoff waits(Waits other) {
    return new Backoff(growth, jitter, other, budget, order, stableAfter, advice, vendors);
  }

  /** Returns a copy that waits so after a Close of the peer with that code. */
  public Backoff waitAfter(CloseCode code, Wait wait) {
    return waits(waits.on(code, wait));
  }

  /** Returns a copy that waits so after that HTTP status, of 100-999, without Retry-After. */
  public Backoff waitAfterStatus(int status, Wait wait) {
    return waits(waits.onStatus(status, wait));
  }

  /** Returns a copy that waits at most so long because a server asks for it by Retry-After. */
  public Backoff maxRetryAfter(Duration other) {
    return waits(waits.maxRetryAfter(other));
  }

  /** Returns a copy with another budget. */
  public Backoff budget(Budget other) {
    return new Backoff(growth, jitter, waits, other, order, stableAfter, advice, vendors);
  }

  /** Returns a copy that gives up at the first ending after an outage so long, at least 1 ms. */
  public Backoff giveUpAfter(Duration other) {
    return budget(new Budget(budget.maxAttempts(), other, budget.rate()));
  }

  /** Returns a copy that makes at most so many attempts to come back in one outage. */
  public Backoff maxAttempts(int other) {
    return budget(new Budget(other, budget.giveUpAfter(), budget.rate()));
  }

  /**
   * Returns a copy that dials at most so often, 1-64, within any such window, and waits if need be.
   */
  public Backoff atMost(int dials, Duration window) {
    return budget(new Budget(budget.maxAttempts(), budget.giveUpAfter(), new Rate(dials, window)));
  }

  /** Returns a copy that takes endpoints in that order. */
  public Backoff order(EndpointOrder other) {
    return new Backoff(growth, jitter, waits, budget, other, stableAfter, advice, vendors);
  }

  /** Returns a copy that forgets failures once a link stayed up so long: zero to a day. */
  public Backoff stableAfter(Duration other) {
    return new Backoff(growth, jitter, waits, budget, order, other, advice, vendors);
  }

  /** Returns a copy with other advice. */
  public Backoff advice(Advice other) {
    return new Backoff(growth, jitter, waits, budget, order, stableAfter, other, vendors);
  }

  /**
   * Returns a copy that obeys that profile at every endpoint without one of its own; what {@link
   * #retryOn}, {@link #stopOn}, {@link #renewOn} and {@link #waitAfter} say of a code counts more.
   */
  public Backoff vendor(VendorProfile profile) {
    return vendors(vendors.with(profile));
  }

  /** Returns a copy that obeys that profile at one endpoint, counted from 0. */
  public Backoff vendor(int endpoint, VendorProfile profile) {
    return vendors(vendors.with(endpoint, profile));
  }

  private Backoff vendors(Vendors other) {
    return new Backoff(growth, jitter, waits, budget, order, stableAfter, advice, other);
  }

  /** Returns a copy that retries after these codes of the peer; 1006 is a line that was lost. */
  public Backoff retryOn(CloseCode... codes) {
    return advice(advice.retryOn(codes));
  }

  /** Returns a copy that stops after these codes of the peer; 1006 is a line that was lost. */
  public Backoff stopOn(CloseCode... codes) {
    return advice(advice.stopOn(codes));
  }

  /** Returns a copy that stops after these codes, but tries fresh credentials once before. */
  public Backoff renewOn(CloseCode... codes) {
    return advice(advice.renewOn(codes));
  }

  /** Returns a copy that stops after these statuses, but tries fresh credentials once before. */
  public Backoff renewOnStatus(int... statuses) {
    return advice(advice.renewOnStatus(statuses));
  }

  /** Returns a copy that retries after dials that failed so. */
  public Backoff retryOn(Unreachability... kinds) {
    return advice(advice.retryOn(kinds));
  }

  /** Returns a copy that stops after dials that failed so. */
  public Backoff stopOn(Unreachability... kinds) {
    return advice(advice.stopOn(kinds));
  }

  /** Returns a copy that retries after these faults. */
  public Backoff retryOn(Fault... faults) {
    return advice(advice.retryOn(faults));
  }

  /** Returns a copy that stops after these faults. */
  public Backoff stopOn(Fault... faults) {
    return advice(advice.stopOn(faults));
  }

  /** Returns a copy that retries after these HTTP statuses, each of 100-999. */
  public Backoff retryOnStatus(int... statuses) {
    return advice(advice.retryOnStatus(statuses));
  }

  /** Returns a copy that stops after these HTTP statuses, each of 100-999. */
  public Backoff stopOnStatus(int... statuses) {
    return advice(advice.stopOnStatus(statuses));
  }

  @Override
  public int dialsRemembered() {
    return budget.dialsRemembered();
  }

  @Override
  public Verdict decide(Outage outage, double dice) {
    Counsel counsel = Counsel.on(outage, this);
    Advice.Row row = counsel.row();
    boolean renew = row.renew() && !outage.reauthUsed();
    if (!row.retry() && !(renew && outage.circumstances().renewable())) {
      return new Verdict.GiveUp(Verdict.Reason.FINAL_ENDING, whyFinal(row, outage));
    }
    Verdict.GiveUp spent = budget.spentBy(outage);
    if (spent != null) {
      return spent;
    }
    return row.retry()
        ? new Verdict.Retry(
            delay(outage, counsel.pause(), dice), endpoint(outage, counsel.pause()), renew)
        : new Verdict.Retry(budget.wait(outage), outage.endpoint(), true);
  }

  private static String whyFinal(Advice.Row row, Outage outage) {
    return row.renew() && outage.reauthUsed()
        ? row.why() + ", and fresh ones did not help"
        : row.why();
  }

  private Duration delay(Outage outage, @Nullable Wait wait, double dice) {
    Duration own = jitter.delay(growth, outage, dice);
    Duration named = waits.named(outage);
    Duration asked = named == null ? askedFor(outage, wait, own, dice) : spread(named, own, dice);
    Duration delay = Span.longer(asked, budget.wait(outage));
    return Span.shorter(delay, Verdict.Retry.MAX_DELAY);
  }

  /** Whoever was told to wait was told so with others: a quarter more spreads them again. */
  private static Duration spread(Duration named, Duration own, double dice) {
    Duration quarter = Duration.ofNanos((long) (named.toNanos() / 4.0 * dice));
    return named.plus(Span.longer(own, quarter));
  }

  /** What the ending's own wait makes of the backoff's delay. */
  private static Duration askedFor(Outage outage, @Nullable Wait wait, Duration own, double dice) {
    return wait == null || (wait.elsewhereFirst() && outage.endpointsLeft())
        ? own
        : Span.longer(own, wait.at(dice));
  }

  private int endpoint(Outage outage, @Nullable Wait wait) {
    boolean wasStable = outage.attempt() == 1 && outage.lastUptime().compareTo(stableAfter) >= 0;
    return order.next(outage, wasStable, wait != null && wait.elsewhereFirst());
  }
}
