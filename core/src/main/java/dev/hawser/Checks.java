package dev.hawser;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.heartbeat.Question;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks for settings that argue. */
final class Checks {
  /** The idle limit of many proxies and balancers as they come: nginx, AWS, HAProxy's examples. */
  private static final Duration USUAL_IDLE_LIMIT = Duration.ofSeconds(60);

  private static final Duration LONG_OUTAGE = Duration.ofDays(30);
  private static final int MANY_ATTEMPTS = 100_000;

  private Checks() {}

  static List<Caution> of(ClientSettings settings, long memory) {
    List<Caution> found = new ArrayList<>();
    heartbeat(settings.options.heartbeat(), found);
    if (dialsOnForEver(settings)) {
      found.add(new Caution(Caution.Kind.NO_STOP_RULE, List.of()));
    }
    long outbox = settings.outbox.bytes();
    if (outbox > memory / 2) {
      found.add(caution(Caution.Kind.OUTBOX_OVER_MEMORY, outbox, memory));
    }
    long message = settings.options.limits().maxMessage();
    if (message > memory / 4) { // a text is held twice, as bytes and as characters
      found.add(caution(Caution.Kind.MESSAGE_OVER_MEMORY, message, memory));
    }
    return List.copyOf(found);
  }

  private static void heartbeat(Heartbeat heartbeat, List<Caution> found) {
    if (!heartbeat.enabled()) {
      found.add(new Caution(Caution.Kind.HEARTBEAT_OFF, List.of()));
      return;
    }
    Duration interval = heartbeat.interval();
    boolean asks = heartbeat.question() != Question.Control.NOTHING;
    if (asks && interval.compareTo(USUAL_IDLE_LIMIT) >= 0) {
      found.add(caution(Caution.Kind.HEARTBEAT_OVER_IDLE_LIMIT, interval, USUAL_IDLE_LIMIT));
    }
    if (asks && heartbeat.pongWithin().compareTo(interval) > 0) {
      found.add(caution(Caution.Kind.PONG_OVER_INTERVAL, heartbeat.pongWithin(), interval));
    }
  }

  /** Asks the policy of an endpoint that has said 404 for a month. */
  private static boolean dialsOnForEver(ClientSettings settings) {
    Ending hopeless =
        new Ending.Refused(
            HttpAnswer.of(404, Headers.empty()), LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING));
    Outage outage =
        new Outage(
            MANY_ATTEMPTS,
            LONG_OUTAGE,
            List.of(hopeless),
            true,
            0,
            Math.max(1, settings.endpoints.size()),
            Duration.ZERO,
            Instant.EPOCH);
    return settings.reconnect.decide(outage, 0.5) instanceof Verdict.Retry;
  }

  private static Caution caution(Caution.Kind kind, Object one, Object other) {
    return new Caution(kind, List.of(one.toString(), other.toString()));
  }
}
