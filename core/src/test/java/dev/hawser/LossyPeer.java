package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A peer behind a network that loses things: of what was written on a link that ended it received
 * what it had confirmed, and a random part of the rest.
 */
final class LossyPeer {
  private static final CloseCode[] CODES = {
    CloseCode.GOING_AWAY,
    CloseCode.SERVICE_RESTART,
    CloseCode.TRY_AGAIN_LATER,
    CloseCode.INTERNAL_ERROR,
    CloseCode.BAD_GATEWAY
  };

  private final VirtualTime time;
  private final ScriptedTransport transport;
  private final Random random;
  private final Map<ScriptedLink, Integer> received = new LinkedHashMap<>();

  /** Everything that happened to links, for comparing runs. */
  final List<String> journal = new ArrayList<>();

  LossyPeer(VirtualTime time, ScriptedTransport transport, Random random) {
    this.time = time;
    this.transport = transport;
    this.random = random;
    transport.onDial(this::answer);
  }

  /** Returns the link of a session, which was given its own subprotocol. */
  ScriptedLink linkOf(Session session) {
    return transport.links().get(Integer.parseInt(session.subprotocol()));
  }

  private void accept(ScriptedLink link) {
    link.accept(Integer.toString(transport.links().indexOf(link)));
  }

  private void answer(ScriptedLink link) {
    received.put(link, -1);
    int dice = random.nextInt(20);
    journal.add(time.nanos() + " dial " + dice);
    switch (dice) {
      case 0 -> link.refuse(503);
      case 1 -> link.refuse(429, "Retry-After", "7");
      case 2 -> link.refuse(502);
      case 3 -> link.unreachable(Unreachability.CONNECTION_REFUSED);
      case 4 -> link.unreachable(Unreachability.NAME_NOT_RESOLVED);
      case 5 -> link.unreachable(Unreachability.HANDSHAKE_TIMEOUT);
      case 6 -> link.unreachable(Unreachability.CONNECT_TIMEOUT);
      case 7 -> {
        accept(link);
        link.drop();
      }
      case 8 -> {
        accept(link);
        accept(link); // the same again
        link.peerCloses(CODES[random.nextInt(CODES.length)]);
      }
      default -> accept(link);
    }
  }

  /** Something happens to the newest link, some of it twice. */
  void disturb() {
    if (transport.links().isEmpty()) {
      return;
    }
    ScriptedLink link = transport.last();
    int dice = random.nextInt(30);
    journal.add(time.nanos() + " event " + dice);
    boolean twice = random.nextInt(4) == 0;
    for (int i = 0; i < (twice ? 2 : 1); i++) {
      happen(link, dice);
    }
  }

  private void happen(ScriptedLink link, int dice) {
    switch (dice) {
      case 0, 1 -> link.drop();
      case 2 -> link.peerCloses(CODES[random.nextInt(CODES.length)]);
      case 3 -> link.fault(Fault.HEARTBEAT_TIMEOUT);
      case 4, 5 -> link.dropWhileWriting(random.nextInt(4));
      case 6, 7, 8 -> link.holdWrites(true);
      case 9, 10, 11, 12 -> link.holdWrites(false);
      case 13, 14 -> link.holdPongs(true);
      case 15, 16, 17 -> link.holdPongs(false);
      case 18 -> link.holdClose(random.nextBoolean());
      case 19 -> link.holdEnd(random.nextBoolean());
      case 20 -> transport.links().forEach(LossyPeer::endIfOld);
      default -> {}
    }
  }

  private static void endIfOld(ScriptedLink link) {
    if (link.closeSent() != null) {
      link.drop(); // what the close deadline of a real link does
    }
  }

  /** The network behaves again. */
  void calmDown() {
    transport.onDial(
        link -> {
          received.put(link, -1);
          accept(link);
        });
    for (ScriptedLink link : transport.links()) {
      link.holdWrites(false);
      link.holdPongs(false);
      link.holdClose(false);
      link.holdEnd(false);
      endIfOld(link);
    }
    time.advance(Duration.ofMinutes(10));
  }

  /**
   * Settles, once, how many messages of a link that ended were received: all that were confirmed,
   * and of the others as many as the dice say.
   */
  int receivedOn(ScriptedLink link) {
    int before = received.get(link);
    if (before >= 0) {
      return before;
    }
    int written = link.sent().size();
    int sure = (int) link.confirmed();
    int got = link.hasEnded() ? sure + random.nextInt(written - sure + 1) : written;
    if (link.hasEnded()) {
      received.put(link, got);
    }
    return got;
  }

  /** Returns the texts that were received, in order of arrival. */
  List<String> received() {
    List<String> all = new ArrayList<>();
    for (ScriptedLink link : received.keySet()) {
      all.addAll(link.sentTexts().subList(0, receivedOn(link)));
    }
    return all;
  }
}
