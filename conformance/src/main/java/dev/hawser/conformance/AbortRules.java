package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import java.nio.ByteBuffer;
import java.util.List;

/** How a link is given up at once. */
public interface AbortRules extends Family {
  /** An abort ends an open link. */
  @Rule(
      id = "AB-1",
      cites = "RFC 6455 s.7.1.7; starter 38",
      intent = "abort() resets TCP at once, without a Close, and ends as Aborted by the user.",
      needs = Capability.ABORT)
  default void resetsAnOpenLink() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().abort();
              assertEquals(RawPeer.End.RESET, pair.peer().readEnd());
              Ending.Aborted aborted = pair.app().ending(Ending.Aborted.class);
              assertEquals(Initiator.USER, aborted.by());
              assertEquals(CloseCode.ABNORMAL_CLOSURE, aborted.code());
              assertTrue(aborted.opened(), "opened");
            });
  }

  /** An abort needs no reader. */
  @Rule(
      id = "AB-2",
      cites = "design s.4 (Link)",
      intent = "abort() ends a link at once although 24 MiB wait for a peer that reads nothing.",
      needs = Capability.ABORT)
  default void abortsInFrontOfAShutWindow() {
    bench()
        .bothRoles(
            pair -> {
              for (int i = 0; i < 24; i++) {
                pair.link().sendBinary(ByteBuffer.wrap(new byte[1 << 20]), Completion.IGNORED);
              }
              pair.link().abort();
              var unused = pair.app().ending(Ending.Aborted.class);
            });
  }

  /** A closing link can be aborted. */
  @Rule(
      id = "AB-3",
      cites = "design s.4 (Link)",
      intent = "abort() ends a link whose Close is not answered, without waiting for the timeout.",
      needs = {Capability.ABORT, Capability.AWAITS_CLOSE_REPLY})
  default void abortsAClosingLink() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              pair.peer().readClose(1000);
              pair.link().abort();
              pair.peer().readGone();
              var unused = pair.app().ending(Ending.Aborted.class);
            });
  }

  /** A dial can be given up while it connects. */
  @Rule(
      id = "AB-4",
      cites = "design s.4 (Link); starter 9",
      intent = "abort() ends a dial that still connects, at once and without having opened.")
  default void abortsConnecting() {
    try (BlackHole hole = new BlackHole()) {
      App app = bench().app();
      Link link = bench().transport().dial(DialRequest.of(hole.uri()).with(Bench.QUIET), app);
      link.abort();
      Ending.Aborted aborted = app.ending(Ending.Aborted.class);
      assertFalse(aborted.opened(), "opened");
      assertEquals(List.of("end"), app.history());
    }
  }

  /** A dial can be given up while its answer is awaited. */
  @Rule(
      id = "AB-5",
      cites = "design s.4 (Link); starter 9",
      intent =
          "abort() or close() ends a dial whose answer is awaited, TCP too; a late 101 opens nothing.")
  default void abortsAHandshake() {
    for (boolean orderly : new boolean[] {false, true}) {
      RawServer server = bench().server();
      App app = bench().app();
      Link link = bench().transport().dial(DialRequest.of(server.uri("/")).with(Bench.QUIET), app);
      RawPeer peer = bench().keep(server.accept());
      var unusedHead = peer.readHead();
      if (orderly) {
        link.close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
      } else {
        link.abort();
      }
      var unused = app.ending(Ending.Aborted.class);
      peer.readGone();
      assertEquals(List.of("end"), app.history());
    }
  }

  /** A peer's Close is not lost by an abort. */
  @Rule(
      id = "AB-6",
      cites = "design s.3",
      intent = "abort() behind a received Close ends TCP; the link stays closed by the peer.")
  default void keepsAReceivedCloseThoughAborted() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendClose(1001, "first");
              pair.peer().readClose(1001);
              pair.link().abort();
              assertEquals("first", pair.app().ending(Ending.Closed.class).text());
              pair.peer().readGone();
            });
  }
}
