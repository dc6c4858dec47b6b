package dev.hawser.machine;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.handbook.Language;
import dev.hawser.machine.LinkEffect.Announce;
import dev.hawser.machine.LinkEffect.Plain;
import dev.hawser.machine.LinkEffect.SendClose;
import dev.hawser.machine.LinkEffect.TellClosing;
import dev.hawser.machine.LinkFinish.ByAbort;
import dev.hawser.machine.LinkFinish.ByClose;
import dev.hawser.machine.LinkFinish.ByFault;
import dev.hawser.machine.LinkFinish.ByLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a link stands: one attempt or one accepted socket, client and server alike.
 *
 * <p>Immutable. The machine's whole table is this file: one record per row, every cell written. It
 * owns the connect, handshake, close, heartbeat and stall deadlines. Messages never enter it; what
 * changes with every message it looks up in {@link Vitals} when a deadline may have come.
 */
public sealed interface LinkState {
  /** Returns the row's answer to an event. */
  LinkStep on(LinkEvent event, LinkMoment now);

  /** Returns when {@code DEADLINE_REACHED} is due on the monotonic clock; empty: never. */
  OptionalLong deadline(LinkRules rules, Vitals vitals);

  /** Returns the first state of an attempt. */
  static LinkState dialling(long now, LinkRules rules) {
    return new Dialling(now + rules.connect().toNanos());
  }

  /** Returns the first state of an accepted upgrade. */
  static LinkState accepted() {
    return new Open();
  }

  private static LinkStep ignore(LinkState same, String because) {
    return new LinkStep(same, List.of(), because);
  }

  private static LinkStep end(LinkFinish finish, LinkMoment now) {
    List<LinkEffect> effects = new ArrayList<>();
    effects.add(Plain.DROP);
    if (!finish.keepsUndelivered()) {
      effects.add(Plain.DISCARD);
    }
    effects.add(new Announce(finish));
    return new LinkStep(
        new Ended(finish, now.nanos() + now.rules().close().toNanos()), effects, "");
  }

  private static LinkStep unanswered(Unreachability kind, String text, LinkMoment now) {
    return end(new LinkFinish.Unanswered(kind, text), now);
  }

  private static boolean due(long deadline, LinkMoment now) {
    return now.nanos() - deadline >= 0;
  }

  /** No way to the peer stands yet: its name, TCP and TLS. */
  record Dialling(long deadline) implements LinkState {
    @Override
    public LinkStep on(LinkEvent event, LinkMoment now) {
      return switch (event.kind()) {
        case ASKED -> LinkStep.to(new Handshaking(now.nanos() + now.rules().handshake().toNanos()));
        case OPENED -> ignore(this, "no upgrade was asked for");
        case UNANSWERED -> end(((LinkEvent.Unanswered) event).finish(), now);
        case CLOSE_REQUESTED -> end(new ByAbort(Initiator.USER, false), now);
        case PEER_CLOSED -> ignore(this, "nobody is there to close");
        case FAILED -> end(new ByAbort(Initiator.LIBRARY, false), now);
        case CLOSE_SENT, CLOSE_WRITTEN -> ignore(this, "no Close was asked for");
        case PEER_ENDED, LOST ->
            unanswered(
                Unreachability.LOST, "the connection ended before the upgrade was asked for", now);
        case ABORTED -> end(new ByAbort(((LinkEvent.Aborted) event).by(), false), now);
        case PROBE -> ignore(this, "there is nobody to ask yet");
        case DEADLINE_REACHED ->
            due(deadline, now)
                ? unanswered(
                    Unreachability.CONNECT_TIMEOUT,
                    "no connection within " + Language.ENGLISH.duration(now.rules().connect()),
                    now)
                : ignore(this, "early");
      };
    }

    @Override
    public OptionalLong deadline(LinkRules rules, Vitals vitals) {
      return OptionalLong.of(deadline);
    }
  }

  /** The upgrade request is under way or its answer awaited. */
  record Handshaking(long deadline) implements LinkState {
    @Override
    public LinkStep on(LinkEvent event, LinkMoment now) {
      return switch (event.kind()) {
        case ASKED -> ignore(this, "asked before");
        case OPENED -> LinkStep.to(new Open(), Plain.TELL_OPEN);
        case UNANSWERED -> end(((LinkEvent.Unanswered) event).finish(), now);
        case CLOSE_REQUESTED -> end(new ByAbort(Initiator.USER, false), now);
        case PEER_CLOSED -> ignore(this, "there is no session to close");
        case FAILED -> end(new ByAbort(Initiator.LIBRARY, false), now);
        case CLOSE_SENT, CLOSE_WRITTEN -> ignore(this, "no Close was asked for");
        case PEER_ENDED, LOST ->
            unanswered(Unreachability.LOST, "the connection ended before an answer came", now);
        case ABORTED -> end(new ByAbort(((LinkEvent.Aborted) event).by(), false), now);
        case PROBE -> ignore(this, "an answer is awaited already");
        case DEADLINE_REACHED ->
            due(deadline, now)
                ? unanswered(
                    Unreachability.HANDSHAKE_TIMEOUT,
                    "no answer to the upgrade request within "
                        + Language.ENGLISH.duration(now.rules().handshake()),
                    now)
                : ignore(this, "early");
      };
    }

    @Override
    public OptionalLong deadline(LinkRules rules, Vitals vitals) {
      return OptionalLong.of(deadline);
    }
  }

  /** Messages flow. */
  record Open() implements LinkState {
    @Override
    public LinkStep on(LinkEvent event, LinkMoment now) {
      return switch (event.kind()) {
        case ASKED, OPENED -> ignore(this, "open already");
        case UNANSWERED -> ignore(this, "the answer was valid");
        case CLOSE_REQUESTED -> {
          CloseReason reason = ((LinkEvent.CloseRequested) event).reason();
          yield LinkStep.to(
              Closing.of(Farewell.to(new ByClose(Initiator.USER, reason)), now),
              Plain.DISCARD,
              new SendClose(reason, false));
        }
        case PEER_CLOSED -> {
          CloseReason reason = ((LinkEvent.PeerClosed) event).reason();
          ByClose theirs = new ByClose(Initiator.PEER, reason);
          yield LinkStep.to(
              Closing.of(Farewell.to(theirs).withTheirs(), now),
              Farewell.answer(reason),
              new TellClosing(theirs));
        }
        case FAILED -> fail((LinkEvent.Failed) event, now);
        case CLOSE_SENT, CLOSE_WRITTEN -> ignore(this, "no Close was asked for");
        case PEER_ENDED, LOST -> end(new ByLoss(), now); // RFC 6455 s.7.1.5: 1006
        case ABORTED -> end(new ByAbort(((LinkEvent.Aborted) event).by(), true), now);
        case PROBE -> LinkStep.to(this, Plain.PING);
        case DEADLINE_REACHED -> look(now);
      };
    }

    private static LinkStep fail(LinkEvent.Failed failed, LinkMoment now) {
      ByFault finish = new ByFault(failed.fault(), failed.text());
      SendClose close = new SendClose(failed.reason(), true);
      Closing closing = Closing.of(Farewell.to(finish), now);
      return finish.keepsUndelivered()
          ? LinkStep.to(closing, close)
          : LinkStep.to(closing, Plain.DISCARD, close);
    }

    private LinkStep look(LinkMoment now) {
      LinkRules rules = now.rules();
      if (now.vitals().stalled(rules, now.nanos())) {
        String text = "no message was taken for " + Language.ENGLISH.duration(rules.stall());
        CloseReason reason = CloseReason.of(CloseCode.POLICY_VIOLATION, text);
        return fail(new LinkEvent.Failed(Fault.CONSUMER_STALLED, text, reason), now);
      }
      return switch (now.vitals().beat(rules, now.nanos())) {
        case REST -> ignore(this, "early");
        case PING -> LinkStep.to(this, Plain.PING);
        case DEAD -> end(new ByFault(Fault.HEARTBEAT_TIMEOUT, rules.heartbeat().missed()), now);
      };
    }

    @Override
    public OptionalLong deadline(LinkRules rules, Vitals vitals) {
      return vitals.due(rules);
    }
  }

  /**
   * A Close goes out, came in, or both, and then TCP ends.
   *
   * @param farewell how far that has come
   * @param deadline when TCP ends at the latest
   */
  record Closing(Farewell farewell, long deadline) implements LinkState {
    static Closing of(Farewell farewell, LinkMoment now) {
      return new Closing(farewell, now.nanos() + now.rules().close().toNanos());
    }

    @Override
    public LinkStep on(LinkEvent event, LinkMoment now) {
      return switch (event.kind()) {
        case ASKED, OPENED, UNANSWERED -> ignore(this, "the handshake is long over");
        case CLOSE_REQUESTED -> ignore(this, "the first close wins");
        case PEER_CLOSED -> peerClosed(((LinkEvent.PeerClosed) event).reason(), now);
        case FAILED -> ignore(this, "a Close is on its way; only one is ever sent");
        case CLOSE_SENT -> go(farewell.sent(Farewell.Ours.SENT), now);
        case CLOSE_WRITTEN -> go(farewell.sent(Farewell.Ours.WRITTEN), now);
        case PEER_ENDED ->
            farewell.agreed() ? go(farewell.withoutPeer(), now) : end(new ByLoss(), now);
        case LOST -> end(farewell.finishOr(new ByLoss()), now); // a received Close keeps its code
        case ABORTED ->
            end(farewell.finishOr(new ByAbort(((LinkEvent.Aborted) event).by(), true)), now);
        case PROBE -> ignore(this, "the peer owes a Close, not a Pong");
        case DEADLINE_REACHED ->
            due(deadline, now)
                ? end(farewell.finishOr(unanswered(now)), now)
                : ignore(this, "early");
      };
    }

    private static ByFault unanswered(LinkMoment now) {
      return new ByFault(
          Fault.CLOSE_TIMEOUT,
          "our Close was not answered within " + Language.ENGLISH.duration(now.rules().close()));
    }

    private LinkStep peerClosed(CloseReason reason, LinkMoment now) {
      if (farewell.received()) {
        return ignore(this, "the first Close counts");
      }
      if (farewell.agreed() || farewell.ours() != Farewell.Ours.QUEUED) {
        return go(farewell.withTheirs(), now);
      }
      ByClose theirs = new ByClose(Initiator.PEER, reason); // it was first after all
      Farewell turned = Farewell.to(theirs).withTheirs();
      return LinkStep.to(
          new Closing(turned, deadline), Farewell.answer(reason), new TellClosing(theirs));
    }

    private LinkStep go(Farewell next, LinkMoment now) {
      if (next.complete()) {
        return end(next.finish(), now);
      }
      Role role = now.rules().role();
      Closing closing = new Closing(next, deadline);
      return next.endsTcpFirst(role) && !farewell.endsTcpFirst(role)
          ? LinkStep.to(closing, Plain.HALF_CLOSE)
          : LinkStep.to(closing);
    }

    @Override
    public OptionalLong deadline(LinkRules rules, Vitals vitals) {
      return OptionalLong.of(deadline);
    }
  }

  /**
   * The link has ended.
   *
   * @param finish how
   * @param deadline when messages that still wait for credit are forgotten
   */
  record Ended(LinkFinish finish, long deadline) implements LinkState {
    @Override
    public LinkStep on(LinkEvent event, LinkMoment now) {
      return switch (event.kind()) {
        case ASKED, OPENED, UNANSWERED -> ignore(this, "the dial was given up");
        case CLOSE_REQUESTED, FAILED, ABORTED -> ignore(this, "there is one end");
        case PEER_CLOSED, PEER_ENDED, LOST -> ignore(this, "nothing counts after the end");
        case CLOSE_SENT, CLOSE_WRITTEN -> ignore(this, "nothing is written any more");
        case PROBE -> ignore(this, "nobody is there");
        case DEADLINE_REACHED ->
            due(deadline, now) ? LinkStep.to(this, Plain.DISCARD) : ignore(this, "early");
      };
    }

    /** Something is due only while messages wait in front of the end. */
    @Override
    public OptionalLong deadline(LinkRules rules, Vitals vitals) {
      return vitals.waitingSince().isPresent() ? OptionalLong.of(deadline) : OptionalLong.empty();
    }
  }
}
