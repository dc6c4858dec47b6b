package dev.hawser.driver;

import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import dev.hawser.transport.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Lets the connections of one transport dial: in the order they asked, so many at a time and so
 * many per second.
 *
 * <p>Thread-safe. A grant is told on any thread, outside the gate's lock.
 */
final class DialGate {
  /** Dials under way at a time. */
  static final int IN_FLIGHT = 32;

  /** Dials per second, in the long run. */
  static final int PER_SECOND = 100;

  /** Dials at once after a rest. */
  static final int BURST = 10;

  private static final long SPACING = 1_000_000_000L / PER_SECOND;
  private static final Map<Transport, DialGate> GATES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Timers timers;
  private final Node node = new Node();
  private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
  private int inFlight;

  /** When the bucket of grants was, or will be, empty: a grant moves it by one spacing. */
  private long emptyAt;

  DialGate(Timers timers) {
    this.timers = timers;
    emptyAt = timers.nanos() - BURST * SPACING;
  }

  /** Returns the one gate of that transport. */
  static DialGate of(Transport transport, Timers timers) {
    return GATES.computeIfAbsent(transport, t -> new DialGate(timers));
  }

  /** Asks for leave to dial. */
  Ticket ask(Runnable granted) {
    Ticket ticket = new Ticket(granted);
    synchronized (this) {
      waiting.add(ticket);
    }
    grant();
    return ticket;
  }

  private void grant() {
    List<Ticket> granted = new ArrayList<>();
    synchronized (this) {
      long now = timers.nanos();
      if (now - emptyAt > BURST * SPACING) {
        emptyAt = now - BURST * SPACING;
      }
      while (!waiting.isEmpty() && inFlight < IN_FLIGHT) {
        if (now - emptyAt < SPACING) {
          timers.arm(node, emptyAt + SPACING);
          break;
        }
        emptyAt += SPACING;
        inFlight++;
        Ticket ticket = waiting.remove();
        ticket.holds = true;
        granted.add(ticket);
      }
    }
    granted.forEach(ticket -> ticket.granted.run());
  }

  /** One connection's place in the queue, then its slot. */
  final class Ticket {
    private final Runnable granted;
    private boolean holds;
    private boolean left;

    private Ticket(Runnable granted) {
      this.granted = granted;
    }

    /** Gives the place or the slot back; idempotent. */
    void leave() {
      synchronized (DialGate.this) {
        if (left) {
          return;
        }
        left = true;
        if (holds) {
          inFlight--;
        } else {
          waiting.remove(this);
        }
      }
      grant();
    }
  }

  private final class Node extends TimerNode {
    @Override
    protected void fire() {
      grant();
    }
  }
}
