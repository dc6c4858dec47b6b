package dev.hawser;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Counts who comes in against {@link EntryLimits}; thread-safe, and told the time.
 *
 * <p>A request under decision counts until it is decided, and no longer than a handshake may take:
 * after that its client has had another answer.
 */
final class Turnstile {
  private static final long SECOND = 1_000_000_000L;
  private static final long LONGEST = 60 * SECOND;

  private final EntryLimits entryLimits;
  private final long handshakeNanos;

  /** Who is under decision, oldest first, the decided ones among them still; guarded by this. */
  private final ArrayDeque<Visit> deciding = new ArrayDeque<>();

  /** When the last requests were let in, oldest first, at most the rate of them. */
  private final ArrayDeque<Long> entries = new ArrayDeque<>();

  private int undecided;

  /** The place in time that the last refused client was promised; at most a minute ahead. */
  private long promised;

  private boolean promising;

  /** One request under decision. */
  final class Visit {
    private final long began;
    private boolean over;

    private Visit(long began) {
      this.began = began;
    }

    /** It is decided; only the first call counts. */
    void decided() {
      synchronized (Turnstile.this) {
        leave(this);
      }
    }
  }

  Turnstile(EntryLimits entryLimits, Duration handshake) {
    this.entryLimits = entryLimits;
    this.handshakeNanos = handshake.toNanos();
  }

  /** Lets a request in, beside so many open sessions, or returns null. */
  synchronized @Nullable Visit enter(int sessions, long now) {
    forget(now);
    boolean full =
        (long) sessions + undecided >= entryLimits.sessions()
            || undecided >= entryLimits.handshakes();
    if (full || entries.size() >= entryLimits.perSecond()) {
      return null;
    }
    if (entryLimits.perSecond() != EntryLimits.UNLIMITED) {
      entries.add(now);
    }
    Visit visit = new Visit(now);
    deciding.add(visit);
    undecided++;
    return visit;
  }

  /** Returns how long the client that was just refused is to stay away. */
  synchronized Duration stayAway(long now) {
    if (entries.size() < entryLimits.perSecond()) {
      return entryLimits.retryAfter();
    }
    if (!promising || promised - now < 0) {
      promising = true;
      promised = now;
    }
    promised = Math.min(promised + SECOND / entryLimits.perSecond(), now + LONGEST);
    return entryLimits.retryAfter().plusNanos(promised - now);
  }

  private void forget(long now) {
    for (Visit first = deciding.peek();
        first != null && (first.over || now - first.began >= handshakeNanos);
        first = deciding.peek()) {
      leave(first);
      deciding.remove();
    }
    for (Long first = entries.peek();
        first != null && now - first >= SECOND;
        first = entries.peek()) {
      entries.remove();
    }
  }

  private void leave(Visit visit) {
    if (!visit.over) {
      visit.over = true;
      undecided--;
    }
  }
}
