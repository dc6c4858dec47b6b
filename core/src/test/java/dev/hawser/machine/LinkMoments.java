package dev.hawser.machine;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.heartbeat.Pulse;
import dev.hawser.machine.LinkEvent.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Rules, moments and one event of each kind for tests of the link's machine. */
final class LinkMoments {
  static final long SECOND = 1_000_000_000L;
  static final CloseReason NORMAL = CloseReason.of(CloseCode.NORMAL_CLOSURE, "done");
  static final CloseReason RESTART = CloseReason.of(CloseCode.SERVICE_RESTART, "back soon");
  static final LinkFinish NO_ANSWER = new LinkFinish.Unanswered(Unreachability.BAD_ANSWER, "bad");
  static final LinkEvent.Failed VIOLATION =
      new LinkEvent.Failed(
          Fault.PROTOCOL_VIOLATION, "wrong", CloseReason.of(CloseCode.PROTOCOL_ERROR, "wrong"));
  static final LinkEvent.Failed THROWN =
      new LinkEvent.Failed(
          Fault.CALLBACK_FAILED, "bug", CloseReason.of(CloseCode.INTERNAL_ERROR, "bug"));

  private LinkMoments() {}

  /** Connect 10 s, handshake 20 s, close 5 s, stall 60 s, a Ping every 25 s and 10 s for it. */
  static LinkRules rules(Role role) {
    return new LinkRules(
        role,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Heartbeat.DEFAULT);
  }

  static Vitals vitals(long lastIn, Pulse.Ping ping, OptionalLong waiting) {
    return new Vitals(
        new Pulse(lastIn, lastIn, ping, lastIn, lastIn, OptionalLong.empty()), true, waiting);
  }

  /** A moment at which nothing of an open link is due. */
  static LinkMoment at(long nanos, Role role) {
    return new LinkMoment(nanos, rules(role), vitals(nanos, Pulse.Ping.NONE, OptionalLong.empty()));
  }

  static LinkMoment with(LinkMoment moment, Vitals vitals) {
    return new LinkMoment(moment.nanos(), moment.rules(), vitals);
  }

  static List<LinkEvent> everyEvent() {
    List<LinkEvent> events = new ArrayList<>(List.of(Signal.values()));
    events.add(new LinkEvent.Unanswered(NO_ANSWER));
    events.add(new LinkEvent.CloseRequested(NORMAL));
    events.add(new LinkEvent.PeerClosed(RESTART));
    events.add(new LinkEvent.PeerClosed(CloseReason.NONE));
    events.add(VIOLATION);
    events.add(THROWN);
    events.add(new LinkEvent.Aborted(Initiator.USER));
    events.add(new LinkEvent.Aborted(Initiator.LIBRARY));
    return events;
  }
}
