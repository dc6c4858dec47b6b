package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.transport.Capability;
import java.time.Duration;

/** How a link closes. */
public interface CloseRules extends Family {
  /** The peer's Close is answered with its code. */
  @Rule(
      id = "CL-1",
      cites = "RFC 6455 s.5.5.1, s.7.1.5",
      intent =
          "A Close of the peer is answered once with its code and reported with code and text.")
  default void answersThePeersClose() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendClose(1001, "moving on");
              pair.peer().readClose(1001);
              pair.peer().fin();
              pair.peer().readEnd();
              Ending.Closed closed = pair.app().ending(Ending.Closed.class);
              assertEquals(CloseReason.of(CloseCode.GOING_AWAY, "moving on"), closed.reason());
              assertEquals(Initiator.PEER, closed.by());
              assertTrue(closed.clean(), "clean");
            });
  }

  /** A Close of ours goes out byte for byte. */
  @Rule(
      id = "CL-2",
      cites = "RFC 6455 s.7.1.2",
      intent = "close(code, text) puts exactly that on the wire and ends when it is answered.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void sendsACloseAsItIs() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.of(4321), "bye €"));
              assertEquals("bye €", pair.peer().readClose(4321).closeText());
              assertFalse(pair.app().ended(), "ended before the peer answered");
              pair.peer().sendClose(4321, "");
              pair.peer().fin();
              pair.peer().readEnd();
              Ending.Closed closed = pair.app().ending(Ending.Closed.class);
              assertEquals(CloseReason.of(CloseCode.of(4321), "bye €"), closed.reason());
              assertEquals(Initiator.USER, closed.by());
            });
  }

  /** A Close that is not answered ends TCP in time. */
  @Rule(
      id = "CL-3",
      cites = "RFC 6455 s.7.1.1; design s.6",
      intent =
          "A Close that is not answered ends TCP at the close timeout, as CLOSE_TIMEOUT, 1006.")
  default void endsTcpWhenItsCloseIsNotAnswered() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              pair.peer().readClose(1000);
              bench().advance(Duration.ofMillis(4_999));
              assertFalse(pair.app().ended(), "ended before the close timeout");
              bench().advance(Duration.ofMillis(1));
              pair.peer().readEnd();
              Ending.Failed failed = pair.app().ending(Ending.Failed.class);
              assertEquals(Fault.CLOSE_TIMEOUT, failed.fault());
              assertEquals(CloseCode.ABNORMAL_CLOSURE, failed.code());
            });
  }

  /** A FIN is a loss. */
  @Rule(
      id = "CL-4",
      cites = "RFC 6455 s.7.1.5",
      intent = "The end of TCP without a Close is a loss: Dropped, 1006.")
  default void callsAFinWithoutACloseALoss() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().fin();
              Ending.Dropped dropped = pair.app().ending(Ending.Dropped.class);
              assertEquals(CloseCode.ABNORMAL_CLOSURE, dropped.code());
              pair.peer().readEnd();
            });
  }
}
