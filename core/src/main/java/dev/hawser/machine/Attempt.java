package dev.hawser.machine;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Timeline;
import dev.hawser.close.Unreachability;
import dev.hawser.handbook.Language;
import dev.hawser.machine.ConnectionState.Closing;
import dev.hawser.machine.ConnectionState.Queued;
import dev.hawser.machine.ConnectionState.Terminated;
import dev.hawser.machine.ConnectionState.Waiting;
import dev.hawser.reconnect.Verdict;
import dev.hawser.reconnect.Verdict.GiveUp;
import dev.hawser.reconnect.Verdict.Reason;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One try to have a link: its number, where it goes, and the failures behind it.
 *
 * @param link the number of the link, counted from 1
 * @param endpoint which of the endpoints, counted from 0
 * @param renewCredentials whether the credentials in hand are thrown away first
 * @param streak the endings since a link was last stable
 */
public record Attempt(long link, int endpoint, boolean renewCredentials, Streak streak) {
  private static final GiveUp BY_USER = new GiveUp(Reason.BY_USER, "the user ended the connection");

  private static final GiveUp TRANSPORT_CLOSED =
      new GiveUp(
          Reason.TRANSPORT_CLOSED,
          "the transport was closed by its owner, so nothing can be dialled");

  static Attempt first(long now) {
    return new Attempt(1, 0, false, Streak.none(now));
  }

  /** The next link, asked for by the user and thus no failure. */
  Attempt next() {
    return new Attempt(link + 1, endpoint, false, streak);
  }

  /** The link is stable: what failed before it is forgotten, and an outage would begin now. */
  Attempt forgetting(Moment now) {
    return new Attempt(link, endpoint, renewCredentials, streak.forgotten(now.nanos()));
  }

  /** Asks the gate, after what is left to do with the link before. */
  Step queue(Effect... before) {
    Stream<Effect> effects = Stream.concat(Stream.of(before), Stream.of(new Effect.AskGate(link)));
    return Step.to(new Queued(this), effects.toArray(Effect[]::new));
  }

  /**
   * Returns which retry of the outage it is, counted from 1; 0 for one that nothing failed before.
   */
  public int retry() {
    return streak.failures();
  }

  Effect dial() {
    return new Effect.Dial(link, endpoint, renewCredentials);
  }

  /** The end the user asked for begins with the session's. */
  Step closing(ConnectionEvent event) {
    CloseReason reason = ((ConnectionEvent.CloseRequested) event).reason();
    return Step.to(new Closing(this, BY_USER), new Effect.CloseLink(link, reason));
  }

  /** The end that was decided before the link's. */
  Terminated ended(ConnectionEvent event, GiveUp verdict) {
    return new Terminated(this, ((ConnectionEvent.Ended) event).ending(), verdict);
  }

  /** The end the user asked for while no session was there. */
  Terminated endedByUser(Phase phase) {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, phase);
    return new Terminated(this, new Ending.Aborted(Initiator.USER, false, facts), BY_USER);
  }

  /**
   * What follows the link's end: the user's wish is final, and so is a transport that is closed;
   * all else is the policy's.
   */
  ConnectionState after(ConnectionEvent event, Duration uptime, Moment now) {
    Ending ending = ((ConnectionEvent.Ended) event).ending();
    if (ending instanceof Ending.Unreachable dial
        && dial.kind() == Unreachability.TRANSPORT_CLOSED) {
      return new Terminated(this, ending, TRANSPORT_CLOSED);
    }
    return ending.by() == Initiator.USER
        ? new Terminated(this, ending, BY_USER)
        : judge(ending, uptime, now);
  }

  /**
   * What follows the peer's Close: a wait begins at once, an end waits for the link's, so that it
   * has all the evidence.
   */
  ConnectionState leaving(ConnectionEvent event, Duration uptime, Moment now) {
    Ending soFar = ((ConnectionEvent.PeerClosed) event).soFar();
    ConnectionState next = judge(soFar, uptime, now);
    return next instanceof Terminated end ? new Closing(this, end.verdict()) : next;
  }

  /** What follows a preparation that failed. */
  ConnectionState unprepared(ConnectionEvent event, Duration open, Moment now) {
    Throwable cause = ((ConnectionEvent.PrepareFailed) event).cause();
    LinkFacts facts = prepared(open).withException(cause);
    return judge(new Ending.Failed(Fault.PREPARE_FAILED, cause.toString(), facts), open, now);
  }

  /** What follows a preparation that took too long. */
  ConnectionState prepareTimedOut(Duration open, Moment now) {
    String text = "not complete after " + Language.ENGLISH.duration(open);
    return judge(new Ending.Failed(Fault.PREPARE_TIMEOUT, text, prepared(open)), open, now);
  }

  private static LinkFacts prepared(Duration open) {
    Duration none = Duration.ZERO;
    return LinkFacts.bare(Role.CLIENT, Phase.OPEN)
        .with(new Timeline(none, none, none, none, open, none));
  }

  private ConnectionState judge(Ending ending, Duration uptime, Moment now) {
    Streak failed = streak.plus(ending);
    Verdict verdict = failed.verdict(endpoint, uptime, now);
    if (verdict instanceof Verdict.Retry retry) {
      boolean renew = retry.renewCredentials();
      Attempt next = new Attempt(link + 1, retry.endpoint(), renew, failed.after(retry, now));
      long until = now.nanos() + retry.delay().toNanos();
      return new Waiting(next, ending, retry, OptionalLong.of(until));
    }
    return new Terminated(this, ending, (GiveUp) verdict);
  }
}
