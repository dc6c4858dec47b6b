package dev.hawser.close;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Endings for tests: one of each kind at hand, and all of them. */
public final class SampleEndings {
  private SampleEndings() {}

  public static Ending closed(Initiator by, int code) {
    return new Ending.Closed(by, CloseReason.of(CloseCode.of(code)), open());
  }

  public static Ending closedByPeer(int code) {
    return closed(Initiator.PEER, code);
  }

  public static Ending failed(Fault fault) {
    return new Ending.Failed(fault, "what was wrong", open());
  }

  public static Ending dropped() {
    return new Ending.Dropped(open());
  }

  public static Ending refused(int status, String... headers) {
    HttpAnswer answer = HttpAnswer.of(status, Headers.of(headers));
    return new Ending.Refused(answer, LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING));
  }

  public static Ending unreachable(Unreachability kind) {
    return new Ending.Unreachable(
        kind, "what was wrong", LinkFacts.bare(Role.CLIENT, Phase.CONNECTING));
  }

  public static Ending aborted(Initiator by) {
    return new Ending.Aborted(by, true, open());
  }

  /** A link that was open for five seconds. */
  public static LinkFacts open() {
    Duration none = Duration.ZERO;
    return LinkFacts.bare(Role.CLIENT, Phase.OPEN)
        .with(new Timeline(none, none, none, none, Duration.ofSeconds(5), none));
  }

  /** Every variant with every initiator, fault, kind and a code and status of every sort. */
  public static List<Ending> all() {
    List<Ending> all = new ArrayList<>();
    for (Initiator by : Initiator.values()) {
      for (int code : List.of(1000, 1001, 1005, 1012, 1014, 2500, 3000, 3999, 4000, 4999)) {
        all.add(closed(by, code));
      }
      all.add(aborted(by));
    }
    for (CloseCode code : CloseCode.registered()) {
      all.add(closedByPeer(code.value()));
    }
    for (Fault fault : Fault.values()) {
      all.add(failed(fault));
    }
    for (Unreachability kind : Unreachability.values()) {
      all.add(unreachable(kind));
    }
    for (int status : List.of(200, 301, 400, 401, 403, 404, 407, 426, 429, 500, 502, 503, 504)) {
      all.add(refused(status));
      all.add(refused(status, "Retry-After", "7"));
    }
    all.add(dropped());
    return List.copyOf(all);
  }
}
