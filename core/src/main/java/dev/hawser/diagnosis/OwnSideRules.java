package dev.hawser.diagnosis;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Lapse;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.OwnSide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From what this side did, could not do, or became, to a cause. */
final class OwnSideRules {
  /** A shorter sleep every line survives. */
  static final Duration SLEEP = Duration.ofSeconds(10);

  /** What was over for longer has not ended the line. */
  static final Duration LATELY = Duration.ofMinutes(1);

  /** What had piled up in a sleep is read at once. */
  static final Duration PILED_UP = Duration.ofSeconds(10);

  /** A peer that waited for a Pong gives up soon after its Pings could be read. */
  static final Duration GIVEN_UP = Duration.ofSeconds(30);

  private OwnSideRules() {}

  /** Returns clues to what a lost line has in common with this side. */
  static List<Clue> clues(Evidence evidence) {
    LinkFacts facts = evidence.ending().facts();
    List<Clue> clues = new ArrayList<>();
    if (evidence.address() == LocalAddress.OTHER) {
      clues.add(clue(Cause.NETWORK_CHANGE, Clue.VERY_STRONG, Measure.NONE));
    }
    Duration awake = facts.own().asleep().beforeEnd();
    boolean nothingSince = facts.traffic().silentIn().compareTo(awake) >= 0;
    if (slept(facts.own()) && (nothingSince || within(awake, PILED_UP))) {
      Measure sleep = Measure.lasting(facts.own().asleep().length());
      clues.add(clue(Cause.LOCAL_SLEEP, Clue.VERY_STRONG, sleep));
    } else if (pingsWaited(facts.own())) {
      clues.add(clue(Cause.WE_DID_NOT_PONG, Clue.STRONG, unread(facts.own())));
    }
    return clues;
  }

  /** Returns what a peer means that says it missed our Pong. */
  static Finding missedPong(OwnSide own) {
    if (slept(own)) {
      return Finding.confirmed(Cause.LOCAL_SLEEP).with(Measure.lasting(own.asleep().length()));
    }
    return pingsWaited(own) || lately(own.unread())
        ? Finding.confirmed(Cause.WE_DID_NOT_PONG).with(unread(own))
        : Finding.likely(Cause.WE_DID_NOT_PONG);
  }

  /** Tells whether a limit of this side on silence ran out though the peer was not asked. */
  static boolean ranOut(Ending.Failed ending) {
    Words words = new Words(ending.text()); // as Heartbeat.missed() says it
    return ending.fault() == Fault.HEARTBEAT_TIMEOUT
        && words.have("no byte within")
        && !words.have(" after ");
  }

  private static boolean slept(OwnSide own) {
    return own.asleep().length().compareTo(SLEEP) >= 0 && lately(own.asleep());
  }

  private static boolean pingsWaited(OwnSide own) {
    return own.latePings() > 0 && within(own.latePingsBeforeEnd(), GIVEN_UP);
  }

  private static boolean lately(Lapse lapse) {
    return !lapse.length().isZero() && within(lapse.beforeEnd(), LATELY);
  }

  private static boolean within(Duration time, Duration most) {
    return time.compareTo(most) <= 0;
  }

  private static Measure unread(OwnSide own) {
    return lately(own.unread()) ? Measure.lasting(own.unread().length()) : Measure.NONE;
  }

  private static Clue clue(Cause cause, int decibans, Measure measure) {
    return new Clue(cause, Clue.Kind.OWN_SIDE, decibans, measure);
  }
}
