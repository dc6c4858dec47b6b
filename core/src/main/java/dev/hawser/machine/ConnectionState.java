package dev.hawser.machine;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Phase;
import dev.hawser.machine.Effect.AbortLink;
import dev.hawser.machine.Effect.CloseLink;
import dev.hawser.machine.Effect.LeaveGate;
import dev.hawser.machine.Effect.Prepare;
import dev.hawser.machine.Effect.Probe;
import dev.hawser.machine.Effect.ReleaseOutbox;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a connection stands: what the user asked for, across any number of links.
 *
 * <p>Immutable. The machine's whole table is this file: one record per row, every cell written. It
 * owns only waiting, preparing and stable time; connect, handshake, heartbeat and close deadlines
 * belong to the link. Messages never enter it.
 */
public sealed interface ConnectionState {
  /** What this side says to a peer whose session could not be prepared. */
  CloseReason UNPREPARED = CloseReason.of(CloseCode.INTERNAL_ERROR, "preparation failed");

  /** What this side says to a peer when the user renews the link. */
  CloseReason RENEWAL = CloseReason.of(CloseCode.GOING_AWAY, "renewal");

  /** Returns the attempt under way, the next one while waiting, the last one at the end. */
  Attempt attempt();

  /** Returns the row's answer to an event, which is not that of another link. */
  Step answer(ConnectionEvent event, Moment now);

  /** Returns when {@code DEADLINE_REACHED} is due on the monotonic clock; empty: never. */
  default OptionalLong deadline() {
    return OptionalLong.empty();
  }

  /** Returns the answer to an event; that of another link than the present one is ignored. */
  default Step on(ConnectionEvent event, Moment now) {
    boolean stale = event instanceof ConnectionEvent.OfLink of && of.link() != attempt().link();
    return stale ? ignore(this, "another link") : answer(event, now);
  }

  /** Returns the first state of every connection. */
  static ConnectionState initial() {
    return new Idle(Attempt.first(0));
  }

  private static Step ignore(ConnectionState same, String because) {
    return new Step(same, List.of(), because);
  }

  /** Nobody has asked for the connection yet. */
  record Idle(Attempt attempt) implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      return switch (event.kind()) {
        case CONNECT -> Attempt.first(now.nanos()).queue();
        case GRANTED -> ignore(this, "the gate was not asked");
        case OPENED, PREPARED, PREPARE_FAILED, PEER_CLOSED, ENDED ->
            ignore(this, "nothing was dialled");
        case CLOSE_REQUESTED -> Step.to(attempt.endedByUser(Phase.RESOLVING));
        case RENEW, WAKE -> ignore(this, "nobody asked to connect");
        case DEADLINE_REACHED -> ignore(this, "nothing is due");
      };
    }
  }

  /** The attempt waits for the transport's gate; time does not count yet. */
  record Queued(Attempt attempt) implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      LeaveGate leave = new LeaveGate(attempt.link());
      return switch (event.kind()) {
        case CONNECT -> ignore(this, "asked before");
        case GRANTED -> Step.to(new Connecting(attempt), attempt.dial());
        case OPENED, PREPARED, PREPARE_FAILED, PEER_CLOSED -> ignore(this, "nothing was dialled");
        case ENDED ->
            Step.to(attempt.after(event, Duration.ZERO, now), leave); // endpoint or credentials
        case CLOSE_REQUESTED -> Step.to(attempt.endedByUser(Phase.RESOLVING), leave);
        case RENEW, WAKE -> ignore(this, "a fresh link is on its way");
        case DEADLINE_REACHED -> ignore(this, "nothing is due");
      };
    }
  }

  /** The link is being dialled; its deadlines are its own. */
  record Connecting(Attempt attempt) implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      AbortLink abort = new AbortLink(attempt.link());
      return switch (event.kind()) {
        case CONNECT -> ignore(this, "asked before");
        case GRANTED -> ignore(this, "granted before");
        case OPENED -> Step.to(Preparing.since(attempt, now), new Prepare(attempt.link()));
        case PREPARED, PREPARE_FAILED -> ignore(this, "nothing was prepared");
        case PEER_CLOSED -> ignore(this, "nothing is open");
        case ENDED -> Step.to(attempt.after(event, Duration.ZERO, now));
        case CLOSE_REQUESTED -> Step.to(attempt.endedByUser(Phase.CONNECTING), abort);
        case RENEW -> attempt.next().queue(abort);
        case DEADLINE_REACHED -> ignore(this, "the dial's deadlines are the link's");
        case WAKE -> ignore(this, "a fresh link is on its way");
      };
    }
  }

  /**
   * The session is open and the user prepares it.
   *
   * @param openedAt when it opened
   * @param deadline when the preparation has taken too long
   */
  record Preparing(Attempt attempt, long openedAt, OptionalLong deadline)
      implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      CloseLink giveUp = new CloseLink(attempt.link(), UNPREPARED);
      return switch (event.kind()) {
        case CONNECT -> ignore(this, "asked before");
        case GRANTED -> ignore(this, "granted before");
        case OPENED -> ignore(this, "opened before");
        case PREPARED ->
            Step.to(Open.since(attempt, openedAt, now), new ReleaseOutbox(attempt.link()));
        case PREPARE_FAILED -> Step.to(attempt.unprepared(event, now.since(openedAt), now), giveUp);
        case PEER_CLOSED -> Step.to(attempt.leaving(event, now.since(openedAt), now));
        case ENDED -> Step.to(attempt.after(event, now.since(openedAt), now));
        case CLOSE_REQUESTED -> attempt.closing(event);
        case RENEW -> attempt.next().queue(new CloseLink(attempt.link(), RENEWAL));
        case DEADLINE_REACHED ->
            now.reached(deadline)
                ? Step.to(attempt.prepareTimedOut(now.since(openedAt), now), giveUp)
                : ignore(this, "not due yet");
        case WAKE -> ignore(this, "the link is fresh");
      };
    }

    private static Preparing since(Attempt attempt, Moment now) {
      long timeout = now.rules().prepareTimeout().toNanos();
      return new Preparing(attempt, now.nanos(), OptionalLong.of(now.nanos() + timeout));
    }
  }

  /**
   * Messages flow.
   *
   * @param openedAt when the session opened
   * @param deadline when the link has been up long enough to be stable; empty once it is
   */
  record Open(Attempt attempt, long openedAt, OptionalLong deadline) implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      return switch (event.kind()) {
        case CONNECT -> ignore(this, "asked before");
        case GRANTED -> ignore(this, "granted before");
        case OPENED -> ignore(this, "opened before");
        case PREPARED, PREPARE_FAILED -> ignore(this, "prepared before");
        case PEER_CLOSED -> Step.to(judged(now).leaving(event, now.since(openedAt), now));
        case ENDED -> Step.to(judged(now).after(event, now.since(openedAt), now));
        case CLOSE_REQUESTED -> attempt.closing(event);
        case RENEW -> judged(now).next().queue(new CloseLink(attempt.link(), RENEWAL));
        case DEADLINE_REACHED ->
            now.reached(deadline)
                ? Step.to(new Open(attempt.forgetting(now), openedAt, OptionalLong.empty()))
                : ignore(this, "not due yet");
        case WAKE -> Step.to(this, new Probe(attempt.link()));
      };
    }

    /** Tells whether the link has been up so long that the failures before it are forgotten. */
    public boolean stable() {
      return deadline.isEmpty();
    }

    private Attempt judged(Moment now) {
      return stable() || now.reached(deadline) ? attempt.forgetting(now) : attempt;
    }

    private static Open since(Attempt attempt, long openedAt, Moment now) {
      long stableAfter = now.rules().policy().stableAfter().toNanos();
      return new Open(attempt, openedAt, OptionalLong.of(now.nanos() + stableAfter));
    }
  }

  /**
   * The end is decided, by the user or, after the peer's Close, by the policy; what is left is the
   * closing handshake, whose deadline is the link's.
   *
   * @param verdict why there is no other attempt
   */
  record Closing(Attempt attempt, Verdict.GiveUp verdict) implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      return switch (event.kind()) {
        case CONNECT -> ignore(this, "the end is decided");
        case GRANTED -> ignore(this, "granted before");
        case OPENED -> ignore(this, "opened before");
        case PREPARED, PREPARE_FAILED -> ignore(this, "the session is over");
        case PEER_CLOSED -> ignore(this, "only the end is awaited");
        case ENDED -> Step.to(attempt.ended(event, verdict));
        case CLOSE_REQUESTED -> ignore(this, "RFC 6455 s.5.5.1: one Close frame, no more");
        case RENEW, WAKE -> ignore(this, "the end is decided");
        case DEADLINE_REACHED -> ignore(this, "the close deadline is the link's");
      };
    }
  }

  /**
   * The link is gone, or the peer closed it, and the policy said when to dial again.
   *
   * @param ending how the last link ended; after the peer's Close with the evidence so far
   * @param verdict what the policy said
   * @param deadline when the wait is over
   */
  record Waiting(Attempt attempt, Ending ending, Verdict.Retry verdict, OptionalLong deadline)
      implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      return switch (event.kind()) {
        case CONNECT -> ignore(this, "asked before");
        case GRANTED -> ignore(this, "the gate was not asked");
        case OPENED, PREPARED, PREPARE_FAILED, PEER_CLOSED, ENDED ->
            ignore(this, "nothing was dialled");
        case CLOSE_REQUESTED -> Step.to(attempt.endedByUser(Phase.RESOLVING));
        case RENEW, WAKE -> attempt.queue();
        case DEADLINE_REACHED ->
            now.reached(deadline) ? attempt.queue() : ignore(this, "not due yet");
      };
    }
  }

  /**
   * The end; nothing comes after it.
   *
   * @param ending how the last link ended, or that the user ended the wait for one
   * @param verdict why there is no other attempt
   */
  record Terminated(Attempt attempt, Ending ending, Verdict.GiveUp verdict)
      implements ConnectionState {
    @Override
    public Step answer(ConnectionEvent event, Moment now) {
      return switch (event.kind()) {
        case CONNECT, RENEW, WAKE -> ignore(this, "a connection ends once");
        case GRANTED, OPENED, PREPARED, PREPARE_FAILED -> ignore(this, "it came too late");
        case PEER_CLOSED, ENDED -> ignore(this, "one end, one value");
        case CLOSE_REQUESTED -> ignore(this, "it has ended");
        case DEADLINE_REACHED -> ignore(this, "nothing is due");
      };
    }
  }
}
