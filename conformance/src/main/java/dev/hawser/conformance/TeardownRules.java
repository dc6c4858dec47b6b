package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** How TCP ends behind this side's Close, whatever the peer does. */
public interface TeardownRules extends Family {
  /** A Close that is not answered ends TCP in time. */
  @Rule(
      id = "CL-6",
      cites = "RFC 6455 s.7.1.1; design s.6 (close timeout)",
      intent =
          "A Close that is not answered ends TCP at the close timeout, as CLOSE_TIMEOUT, 1006.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void endsTcpWhenItsCloseIsNotAnswered() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              pair.peer().readClose(1000);
              bench().advance(Duration.ofMillis(4_999));
              assertFalse(pair.app().ended(), "ended before the close timeout");
              bench().advance(Duration.ofMillis(1));
              pair.peer().readGone();
              Ending.Failed failed = pair.app().ending(Ending.Failed.class);
              assertEquals(Fault.CLOSE_TIMEOUT, failed.fault());
              assertEquals(CloseCode.ABNORMAL_CLOSURE, failed.code());
            });
  }

  /** A Close that cannot be written ends TCP in time. */
  @Rule(
      id = "CL-7",
      cites = "design s.6 (close timeout); starter 28",
      intent =
          "A Close stuck behind messages a peer does not read ends the link at the close timeout.")
  default void endsTcpWhenItsCloseIsStuck() {
    bench()
        .bothRoles(
            pair -> {
              for (int i = 0; i < 24; i++) {
                pair.link().sendBinary(ByteBuffer.wrap(new byte[1 << 20]), Completion.IGNORED);
              }
              AtomicBoolean closing = new AtomicBoolean();
              pair.app()
                  .doing(
                      event -> {
                        // Where a callback runs a close takes effect at once.
                        pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
                        closing.set(true);
                      });
              pair.peer().sendText("close");
              bench().await("the close was asked for", closing::get);
              bench().advance(Duration.ofMillis(4_999));
              assertFalse(pair.app().ended(), "ended before the close timeout");
              bench().advance(Duration.ofMillis(1));
              Ending.Failed failed = pair.app().ending(Ending.Failed.class);
              assertEquals(Fault.CLOSE_TIMEOUT, failed.fault());
            });
  }

  /** A peer that answers and stays is dropped. */
  @Rule(
      id = "CL-11",
      cites = "RFC 6455 s.7.1.1; starter 32",
      intent =
          "When both Closes passed and the peer keeps TCP, it ends at the close timeout, as Closed.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void doesNotWaitForEverForTheEndOfTcp() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendClose(1001, "staying");
              pair.peer().readClose(1001);
              bench().advance(Duration.ofSeconds(5));
              pair.peer().readGone();
              assertEquals("staying", pair.app().ending(Ending.Closed.class).text());
            });
  }

  /** The server ends TCP first. */
  @Rule(
      id = "CL-12",
      cites = "RFC 6455 s.7.1.1",
      level = Level.SHOULD,
      intent = "A server ends TCP as soon as both Closes passed, whoever began.",
      needs = Capability.SERVER)
  default void endsTcpFirstAsAServer() {
    Pair theirs = bench().accepted(Bench.QUIET, bench().app());
    theirs.peer().sendClose(1000, "");
    theirs.peer().readClose(1000);
    assertEquals(RawPeer.End.ORDERLY, theirs.peer().readEnd());
    Pair ours = bench().accepted(Bench.QUIET, bench().app());
    ours.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
    ours.peer().readClose(1000);
    ours.peer().sendClose(1000, "");
    assertEquals(RawPeer.End.ORDERLY, ours.peer().readEnd());
    ours.peer().fin();
    assertTrue(ours.app().ending(Ending.Closed.class).clean(), "clean");
  }
}
