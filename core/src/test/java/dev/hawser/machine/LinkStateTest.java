package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.heartbeat.Pulse;
import dev.hawser.machine.Farewell.Ours;
import dev.hawser.machine.LinkEvent.Aborted;
import dev.hawser.machine.LinkEvent.CloseRequested;
import dev.hawser.machine.LinkEvent.PeerClosed;
import dev.hawser.machine.LinkEvent.Signal;
import dev.hawser.machine.LinkFinish.ByAbort;
import dev.hawser.machine.LinkFinish.ByClose;
import dev.hawser.machine.LinkFinish.ByFault;
import dev.hawser.machine.LinkFinish.ByLoss;
import dev.hawser.machine.LinkFinish.Unanswered;
import dev.hawser.machine.LinkState.Closing;
import dev.hawser.machine.LinkState.Dialling;
import dev.hawser.machine.LinkState.Ended;
import dev.hawser.machine.LinkState.Handshaking;
import dev.hawser.machine.LinkState.Open;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinkStateTest {
  private static final long NOW = 100;
  private static final long SECOND = LinkMoments.SECOND;
  private static final long CLOSE = 5 * SECOND;
  private static final CloseRequested CLOSE_REQUESTED = new CloseRequested(LinkMoments.NORMAL);
  private static final PeerClosed PEER_CLOSED = new PeerClosed(LinkMoments.RESTART);
  private static final Aborted ABORTED = new Aborted(Initiator.USER);
  private static final ByClose BY_USER = new ByClose(Initiator.USER, LinkMoments.NORMAL);
  private static final ByClose BY_PEER = new ByClose(Initiator.PEER, LinkMoments.RESTART);

  private static LinkStep step(LinkState state, LinkEvent event) {
    return state.on(event, LinkMoments.at(NOW, Role.CLIENT));
  }

  private static LinkStep step(LinkState state, LinkEvent event, Vitals vitals) {
    return state.on(event, LinkMoments.with(LinkMoments.at(NOW, Role.CLIENT), vitals));
  }

  private static Closing closing(LinkFinish finish, Ours ours, boolean received) {
    return new Closing(new Farewell(finish, ours, received, false), NOW + 1);
  }

  private static void ends(LinkStep step, LinkFinish finish) {
    assertThat(step.next()).isEqualTo(new Ended(finish, NOW + CLOSE));
    String announced = "announce " + finish;
    if (finish.keepsUndelivered()) {
      assertThat(RecordedActs.of(step.effects())).containsExactly("drop", announced);
    } else {
      assertThat(RecordedActs.of(step.effects())).containsExactly("drop", "discard", announced);
    }
  }

  private static void ignored(LinkStep step, LinkState same, String reason) {
    assertThat(step.next()).isSameAs(same);
    assertThat(step.effects()).isEmpty();
    assertThat(step.ignored()).isEqualTo(reason);
  }

  private static OptionalLong deadline(LinkState state) {
    LinkMoment now = LinkMoments.at(NOW, Role.CLIENT);
    return state.deadline(now.rules(), now.vitals());
  }

  @Test
  void anAttemptBeginsDiallingAndAnAcceptedSocketOpen() {
    assertThat(LinkState.dialling(NOW, LinkMoments.rules(Role.CLIENT)))
        .isEqualTo(new Dialling(NOW + 10 * SECOND));
    assertThat(LinkState.accepted()).isEqualTo(new Open());
  }

  @Test
  void dialling() {
    Dialling state = new Dialling(NOW + 1);
    assertThat(deadline(state)).hasValue(NOW + 1);
    assertThat(step(state, Signal.ASKED))
        .isEqualTo(LinkStep.to(new Handshaking(NOW + 20 * SECOND)));
    ends(step(state, new LinkEvent.Unanswered(LinkMoments.NO_ANSWER)), LinkMoments.NO_ANSWER);
    ends(step(state, CLOSE_REQUESTED), new ByAbort(Initiator.USER, false));
    ends(step(state, LinkMoments.THROWN), new ByAbort(Initiator.LIBRARY, false));
    ends(step(state, ABORTED), new ByAbort(Initiator.USER, false));
    Unanswered atOnce =
        new Unanswered(
            Unreachability.LOST, "the connection ended before the upgrade was asked for");
    ends(step(state, Signal.LOST), atOnce);
    ends(step(state, Signal.PEER_ENDED), atOnce);
    ignored(step(state, Signal.OPENED), state, "no upgrade was asked for");
    ignored(step(state, PEER_CLOSED), state, "nobody is there to close");
    ignored(step(state, Signal.CLOSE_SENT), state, "no Close was asked for");
    ignored(step(state, Signal.CLOSE_WRITTEN), state, "no Close was asked for");
    ignored(step(state, Signal.PROBE), state, "there is nobody to ask yet");
    ignored(step(state, Signal.DEADLINE_REACHED), state, "early");
    ends(
        step(new Dialling(NOW), Signal.DEADLINE_REACHED),
        new Unanswered(Unreachability.CONNECT_TIMEOUT, "no connection within 10 s"));
  }

  @Test
  void handshaking() {
    Handshaking state = new Handshaking(NOW + 1);
    assertThat(deadline(state)).hasValue(NOW + 1);
    LinkStep opened = step(state, Signal.OPENED);
    assertThat(opened.next()).isEqualTo(new Open());
    assertThat(RecordedActs.of(opened.effects())).containsExactly("tellOpen");
    ends(step(state, new LinkEvent.Unanswered(LinkMoments.NO_ANSWER)), LinkMoments.NO_ANSWER);
    ends(step(state, CLOSE_REQUESTED), new ByAbort(Initiator.USER, false));
    ends(step(state, LinkMoments.THROWN), new ByAbort(Initiator.LIBRARY, false));
    ends(step(state, ABORTED), new ByAbort(Initiator.USER, false));
    Unanswered lost =
        new Unanswered(Unreachability.LOST, "the connection ended before an answer came");
    ends(step(state, Signal.LOST), lost);
    ends(step(state, Signal.PEER_ENDED), lost);
    ignored(step(state, Signal.ASKED), state, "asked before");
    ignored(step(state, PEER_CLOSED), state, "there is no session to close");
    ignored(step(state, Signal.CLOSE_SENT), state, "no Close was asked for");
    ignored(step(state, Signal.CLOSE_WRITTEN), state, "no Close was asked for");
    ignored(step(state, Signal.PROBE), state, "an answer is awaited already");
    ignored(step(state, Signal.DEADLINE_REACHED), state, "early");
    ends(
        step(new Handshaking(NOW), Signal.DEADLINE_REACHED),
        new Unanswered(
            Unreachability.HANDSHAKE_TIMEOUT, "no answer to the upgrade request within 20 s"));
  }

  @Test
  void open() {
    Open state = new Open();
    assertThat(deadline(state)).hasValue(NOW + 25 * SECOND);
    ends(step(state, Signal.LOST), new ByLoss());
    ends(step(state, Signal.PEER_ENDED), new ByLoss());
    ends(step(state, ABORTED), new ByAbort(Initiator.USER, true));
    assertThat(RecordedActs.of(step(state, Signal.PROBE).effects())).containsExactly("ping");
    ignored(step(state, Signal.ASKED), state, "open already");
    ignored(step(state, Signal.OPENED), state, "open already");
    ignored(
        step(state, new LinkEvent.Unanswered(LinkMoments.NO_ANSWER)),
        state,
        "the answer was valid");
    ignored(step(state, Signal.CLOSE_SENT), state, "no Close was asked for");
    ignored(step(state, Signal.CLOSE_WRITTEN), state, "no Close was asked for");
    ignored(step(state, Signal.DEADLINE_REACHED), state, "early");
  }

  @Test
  void openLeavesByAClose() {
    LinkStep ours = step(new Open(), CLOSE_REQUESTED);
    assertThat(ours.next()).isEqualTo(new Closing(Farewell.to(BY_USER), NOW + CLOSE));
    assertThat(RecordedActs.of(ours.effects())).containsExactly("discard", "close 1000 behind");
    LinkStep theirs = step(new Open(), PEER_CLOSED);
    assertThat(theirs.next())
        .isEqualTo(new Closing(Farewell.to(BY_PEER).withTheirs(), NOW + CLOSE));
    assertThat(RecordedActs.of(theirs.effects()))
        .containsExactly("close 1012 at once", "closing " + BY_PEER);
    LinkStep empty = step(new Open(), new PeerClosed(CloseReason.NONE));
    assertThat(RecordedActs.of(empty.effects())).first().isEqualTo("close 1005 at once");
  }

  @Test
  void openLeavesByAFault() {
    LinkStep broken = step(new Open(), LinkMoments.VIOLATION);
    ByFault violation = new ByFault(Fault.PROTOCOL_VIOLATION, "wrong");
    assertThat(broken.next()).isEqualTo(new Closing(Farewell.to(violation), NOW + CLOSE));
    assertThat(RecordedActs.of(broken.effects())).containsExactly("close 1002 at once");
    LinkStep thrown = step(new Open(), LinkMoments.THROWN);
    assertThat(RecordedActs.of(thrown.effects())).containsExactly("discard", "close 1011 at once");
  }

  @Test
  void openPingsASilentLineAndDropsADeadOne() {
    Vitals silent = LinkMoments.vitals(NOW - 25 * SECOND, Pulse.Ping.NONE, OptionalLong.empty());
    LinkStep ping = step(new Open(), Signal.DEADLINE_REACHED, silent);
    assertThat(ping.next()).isEqualTo(new Open());
    assertThat(RecordedActs.of(ping.effects())).containsExactly("ping");
    Vitals dead = LinkMoments.vitals(NOW - 10 * SECOND, Pulse.Ping.WRITTEN, OptionalLong.empty());
    ends(
        step(new Open(), Signal.DEADLINE_REACHED, dead),
        new ByFault(Fault.HEARTBEAT_TIMEOUT, "no byte within 10 s after a Ping"));
  }

  @Test
  void openGivesUpAStalledConsumerEvenOnADeadLine() {
    Vitals stalled =
        LinkMoments.vitals(
            NOW - 10 * SECOND, Pulse.Ping.WRITTEN, OptionalLong.of(NOW - 60 * SECOND));
    LinkStep given = step(new Open(), Signal.DEADLINE_REACHED, stalled);
    ByFault fault = new ByFault(Fault.CONSUMER_STALLED, "no message was taken for 1 min");
    assertThat(given.next()).isEqualTo(new Closing(Farewell.to(fault), NOW + CLOSE));
    assertThat(RecordedActs.of(given.effects())).containsExactly("discard", "close 1008 at once");
  }

  @Test
  void closing() {
    Closing state = closing(BY_USER, Ours.SENT, false);
    assertThat(deadline(state)).hasValue(NOW + 1);
    ignored(step(state, Signal.ASKED), state, "the handshake is long over");
    ignored(step(state, Signal.OPENED), state, "the handshake is long over");
    ignored(step(state, CLOSE_REQUESTED), state, "the first close wins");
    ignored(
        step(state, LinkMoments.VIOLATION), state, "a Close is on its way; only one is ever sent");
    ignored(step(state, Signal.PROBE), state, "the peer owes a Close, not a Pong");
    ignored(step(state, Signal.DEADLINE_REACHED), state, "early");
    ends(step(state, Signal.LOST), new ByLoss());
    ends(step(state, Signal.PEER_ENDED), new ByLoss());
    ends(step(state, ABORTED), new ByAbort(Initiator.USER, true));
    ends(
        step(new Closing(state.farewell(), NOW), Signal.DEADLINE_REACHED),
        new ByFault(Fault.CLOSE_TIMEOUT, "our Close was not answered within 5 s"));
  }

  @Test
  void closingWithThePeersCloseKeepsItsCodeHoweverTcpEnds() {
    Closing state = closing(BY_PEER, Ours.SENT, true);
    ends(step(state, Signal.LOST), BY_PEER);
    ends(step(state, ABORTED), BY_PEER);
    ends(step(new Closing(state.farewell(), NOW), Signal.DEADLINE_REACHED), BY_PEER);
    ignored(step(state, PEER_CLOSED), state, "the first Close counts");
    LinkStep ended = step(state, Signal.PEER_ENDED);
    assertThat(ended.next()).isEqualTo(new Closing(state.farewell().withoutPeer(), NOW + 1));
    assertThat(ended.effects()).isEmpty();
    ends(step(ended.next(), Signal.CLOSE_WRITTEN), BY_PEER);
    ends(step(closing(BY_PEER, Ours.WRITTEN, true), Signal.PEER_ENDED), BY_PEER);
  }

  @Test
  void aPeerThatClosesBeforeOurCloseIsSentWasFirst() {
    LinkStep crossed = step(closing(BY_USER, Ours.QUEUED, false), PEER_CLOSED);
    assertThat(crossed.next()).isEqualTo(closing(BY_PEER, Ours.QUEUED, true));
    assertThat(RecordedActs.of(crossed.effects()))
        .containsExactly("close 1012 at once", "closing " + BY_PEER);
    LinkStep answered = step(closing(BY_USER, Ours.SENT, false), PEER_CLOSED);
    assertThat(answered.next()).isEqualTo(closing(BY_USER, Ours.SENT, true));
    ByFault fault = new ByFault(Fault.PROTOCOL_VIOLATION, "wrong");
    LinkStep behindAFault = step(closing(fault, Ours.QUEUED, false), PEER_CLOSED);
    assertThat(behindAFault).isEqualTo(LinkStep.to(closing(fault, Ours.QUEUED, true)));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void theServerEndsTcpOnceBothClosesPassed(Role role) {
    LinkMoment now = LinkMoments.at(NOW, role);
    String[] expected = role == Role.SERVER ? new String[] {"halfClose"} : new String[0];
    LinkStep answered = closing(BY_USER, Ours.SENT, false).on(PEER_CLOSED, now);
    assertThat(RecordedActs.of(answered.effects())).containsExactly(expected);
    LinkStep sent = closing(BY_PEER, Ours.QUEUED, true).on(Signal.CLOSE_SENT, now);
    assertThat(sent.next()).isEqualTo(closing(BY_PEER, Ours.SENT, true));
    assertThat(RecordedActs.of(sent.effects())).containsExactly(expected);
    LinkStep written = sent.next().on(Signal.CLOSE_WRITTEN, now);
    assertThat(written).isEqualTo(LinkStep.to(closing(BY_PEER, Ours.WRITTEN, true)));
  }

  @Test
  void ended() {
    Ended state = new Ended(new ByLoss(), NOW + 1);
    assertThat(deadline(state)).isEmpty();
    Vitals waiting = LinkMoments.vitals(NOW, Pulse.Ping.NONE, OptionalLong.of(NOW));
    assertThat(state.deadline(LinkMoments.rules(Role.CLIENT), waiting)).hasValue(NOW + 1);
    ignored(step(state, Signal.DEADLINE_REACHED), state, "early");
    LinkStep late = step(new Ended(new ByLoss(), NOW), Signal.DEADLINE_REACHED);
    assertThat(late.next()).isEqualTo(new Ended(new ByLoss(), NOW));
    assertThat(RecordedActs.of(late.effects())).containsExactly("discard");
    ignored(step(state, Signal.OPENED), state, "the dial was given up");
    ignored(step(state, CLOSE_REQUESTED), state, "there is one end");
    ignored(step(state, PEER_CLOSED), state, "nothing counts after the end");
    ignored(step(state, Signal.CLOSE_WRITTEN), state, "nothing is written any more");
    ignored(step(state, Signal.PROBE), state, "nobody is there");
  }
}
