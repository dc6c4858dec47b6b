package dev.hawser.reconnect;

import dev.hawser.close.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a policy is told: the ending it must judge and the failures before it.
 *
 * <p>Immutable. An outage begins when a stable link ends, or with the first dial, and lasts until a
 * link has been stable again; a link that opens and ends before that belongs to the outage.
 *
 * @param attempt how many endings in a row the outage has seen, this one included: 1 for the first
 * @param downFor time since the outage began
 * @param endings the outage's last endings, newest last: 1 to {@link #MAX_ENDINGS}
 * @param reauthUsed whether an earlier verdict of this outage renewed the credentials
 * @param endpoint the endpoint that was dialled, counted from 0
 * @param endpoints how many endpoints there are to choose from
 * @param lastUptime how long the link that ended had been open; zero if it never was
 * @param wall the wall clock's reading at the end, for dates in HTTP answers
 * @param circumstances what else may be weighed
 */
public record Outage(
    int attempt,
    Duration downFor,
    List<Ending> endings,
    boolean reauthUsed,
    int endpoint,
    int endpoints,
    Duration lastUptime,
    Instant wall,
    Circumstances circumstances) {
  /** The most endings an outage remembers. */
  public static final int MAX_ENDINGS = 8;

  /** Copies the endings; refuses an outage without one, and numbers out of range. */
  public Outage {
    endings = List.copyOf(endings);
    if (endings.isEmpty() || endings.size() > MAX_ENDINGS) {
      throw new IllegalArgumentException(
          "an outage holds 1-" + MAX_ENDINGS + " endings, got " + endings.size());
    }
    if (attempt < endings.size()) {
      throw new IllegalArgumentException(
          "attempt " + attempt + " is less than the " + endings.size() + " endings");
    }
    if (endpoint < 0 || endpoint >= endpoints) {
      throw new IllegalArgumentException(
          "endpoint " + endpoint + " is not one of the " + endpoints + ", counted from 0");
    }
  }

  /** An outage of which nothing else is known. */
  public Outage(
      int attempt,
      Duration downFor,
      List<Ending> endings,
      boolean reauthUsed,
      int endpoint,
      int endpoints,
      Duration lastUptime,
      Instant wall) {
    this(
        attempt,
        downFor,
        endings,
        reauthUsed,
        endpoint,
        endpoints,
        lastUptime,
        wall,
        Circumstances.NONE);
  }

  /** Returns a copy in other circumstances. */
  public Outage in(Circumstances other) {
    return new Outage(
        attempt, downFor, endings, reauthUsed, endpoint, endpoints, lastUptime, wall, other);
  }

  /** Returns the ending to judge: the newest. */
  public Ending ending() {
    return endings.get(endings.size() - 1);
  }

  /**
   * Tells whether an endpoint is left that did not end with the newest ending's code: the endings
   * in a row with that code are fewer than the endpoints.
   */
  boolean endpointsLeft() {
    int same = 0;
    for (int i = endings.size() - 1; i >= 0 && sameCode(endings.get(i)); i--) {
      same++;
    }
    return same < Math.min(endpoints, MAX_ENDINGS);
  }

  private boolean sameCode(Ending earlier) {
    return earlier.code().equals(ending().code());
  }
}
