package dev.hawser.examples;

import dev.hawser.ClientBuilder;
import dev.hawser.MetricsListener;
import dev.hawser.Outcome;
import dev.hawser.Parting;
import dev.hawser.Session;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What is seen of a connection from outside. */
public final class Observed {
  private Observed() {}

  // snippet:observe-metrics
  /** Counts attempts, outcomes and ends by connection; one for all clients. */
  static final class Counting implements MetricsListener {
    final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    volatile Duration lastRoundTrip = Duration.ZERO;

    private void count(String what) {
      counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    @Override
    public void onAttempt(String name, int attempt) {
      count(name + ".attempts");
    }

    @Override
    public void onOutcome(String name, Outcome outcome) {
      count(name + (outcome.written() ? ".written" : ".lost"));
    }

    @Override
    public void onHeartbeat(String name, Session session, Duration roundTrip) {
      lastRoundTrip = roundTrip;
    }

    @Override
    public void onEnd(String name, Session session, Parting parting) {
      count(name + ".ends." + parting.diagnosis().cause());
    }
  }

  // end

  // snippet:observe-name
  static ClientBuilder observed(ClientBuilder client, Counting counting) {
    return client.name("prices").metrics(counting);
  }

  // end

  // snippet:observe-check
  /** Says before connecting which settings argue. */
  static void checked(ClientBuilder client) {
    client.check().forEach(caution -> System.err.println(caution.explain()));
  }
  // end
}
