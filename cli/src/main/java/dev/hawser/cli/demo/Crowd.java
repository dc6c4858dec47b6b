package dev.hawser.cli.demo;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.close.Ending;
import dev.hawser.reconnect.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Clients that come all at once, on the path {@link #PATH}. Thread-safe. */
final class Crowd {
  /** Where a crowd knocks. */
  static final String PATH = "/crowd";

  private static final int BUSY = 503;

  private final List<Connection> clients = new ArrayList<>();
  private int refusals;
  private int opened;

  /** Lets so many clients dial that server. */
  synchronized void come(ClientBuilder client, String server, int count) {
    refusals = 0;
    opened = 0;
    ClientBuilder one =
        client
            .endpoint(server + PATH)
            .reconnect(Backoff.fullJitter(Duration.ofMillis(500), Duration.ofSeconds(2)))
            .deadlines(DemoServer.DEADLINES)
            .keepAlive(false)
            .onState(this::changed);
    for (int i = 0; i < count; i++) {
      clients.add(one.connect());
    }
  }

  private synchronized void changed(StateChange change) {
    Parting parting = change.parting();
    if (parting != null
        && parting.ending() instanceof Ending.Refused refused
        && refused.answer().status() == BUSY) {
      refusals++;
    }
    if (change.to() == State.OPEN && change.from() != State.OPEN) {
      opened++;
      notifyAll();
    }
  }

  /** Waits until each has a session, and lets them go; good if each had one, some after a 503. */
  synchronized Aside awaitAll(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (opened < clients.size() && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      left = deadline - System.nanoTime();
    }
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("clients", (long) clients.size());
    figures.put("refusals", (long) refusals);
    figures.put("opened", (long) opened);
    boolean good = opened == clients.size() && refusals > 0;
    leave();
    return new Aside(figures, good);
  }

  /** Lets them go. */
  synchronized void leave() {
    clients.forEach(Connection::close);
    clients.clear();
  }
}
