package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import java.util.List;

/** How the end of the line is told, with or without a Close before it. */
public interface LossRules extends Family {
  /** A Close keeps its code. */
  @Rule(
      id = "EN-10",
      cites = "design s.3; starter 34",
      intent = "A Close that a reset follows keeps its code and text.")
  default void keepsTheCodeOfACloseBeforeAReset() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendClose(1011, "dying");
              pair.peer().readClose(1011);
              pair.peer().reset();
              Ending.Closed closed = pair.app().ending(Ending.Closed.class);
              assertEquals(CloseReason.of(CloseCode.INTERNAL_ERROR, "dying"), closed.reason());
              assertEquals(Initiator.PEER, closed.by());
            });
  }

  /** A FIN is a loss. */
  @Rule(
      id = "EN-11",
      cites = "RFC 6455 s.7.1.5 (1006)",
      intent = "A FIN without a Close is a loss: Dropped by the network, 1006, and TCP ends.")
  default void callsAFinALoss() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().fin();
              Ending.Dropped dropped = pair.app().ending(Ending.Dropped.class);
              assertEquals(CloseCode.ABNORMAL_CLOSURE, dropped.code());
              assertEquals(Initiator.NETWORK, dropped.by());
              pair.peer().readGone();
            });
  }

  /** A reset is a loss. */
  @Rule(
      id = "EN-12",
      cites = "RFC 6455 s.7.1.5 (1006)",
      intent = "A RST without a Close is a loss: Dropped, 1006.")
  default void callsAResetALoss() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().reset();
              Ending.Dropped dropped = pair.app().ending(Ending.Dropped.class);
              assertEquals(CloseCode.ABNORMAL_CLOSURE, dropped.code());
            });
  }

  /** A FIN is told from a reset. */
  @Rule(
      id = "EN-13",
      cites = "design s.4 (TransportEnd)",
      intent = "The ending tells a FIN from a RST, and whether it came amid a frame or a message.",
      needs = Capability.TRANSPORT_END)
  default void tellsHowTheLineEnded() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().fin();
              var frames = pair.app().ending().facts().frames();
              assertEquals(TransportEnd.FIN, frames.transportEnd());
              assertFalse(frames.midFrame(), "mid-frame");
            });
    bench()
        .bothRoles(
            pair -> {
              pair.peer().reset();
              assertEquals(TransportEnd.RST, pair.app().ending().facts().frames().transportEnd());
            });
    for (byte[] half :
        List.of(new byte[] {(byte) 0x81}, new byte[] {0x01, (byte) 0x80, 1, 2, 3, 4})) {
      bench()
          .bothRoles(
              pair -> {
                boolean whole = half.length > 1;
                if (whole) {
                  pair.peer().sendRaw(0x01, (byte) 'a');
                } else {
                  pair.peer().send(half);
                }
                pair.peer().fin();
                var frames = pair.app().ending(Ending.Dropped.class).facts().frames();
                assertTrue(frames.midFrame(), whole ? "amid a message" : "amid a frame");
              });
    }
  }

  /** TLS ends in its own ways. */
  @Rule(
      id = "EN-14",
      cites = "RFC 8446 s.6.1; RFC 6455 s.7.1.4",
      intent = "Under TLS a close_notify is told from a stream that was cut without one.",
      needs = Capability.TRANSPORT_END)
  default void tellsHowTlsEnded() {
    for (boolean cut : new boolean[] {false, true}) {
      RawServer server = bench().server(Identity.loopback());
      App app =
          bench()
              .dial(
                  DialRequest.of(server.uri("/"))
                      .with(Bench.QUIET)
                      .with(Identity.loopback().client()));
      RawPeer peer = bench().keep(server.acceptUpgraded());
      var unused = app.link();
      if (cut) {
        peer.truncate();
      } else {
        peer.fin();
      }
      assertEquals(
          cut ? TransportEnd.TLS_TRUNCATED : TransportEnd.TLS_CLOSE_NOTIFY,
          app.ending(Ending.Dropped.class).facts().frames().transportEnd());
    }
  }

  /** Bytes are counted. */
  @Rule(
      id = "EN-15",
      cites = "design s.4 (Ending)",
      intent = "The ending counts bytes and messages each way as they were on the wire.",
      needs = Capability.BYTE_COUNTS)
  default void countsWhatPassed() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendText("marker");
              assertEquals("marker", pair.app().text());
              Samples.Outcome written = new Samples.Outcome();
              pair.link().sendText("marker", written);
              var unused = written.await(bench());
              pair.peer().fin();
              var traffic = pair.app().ending().facts().traffic();
              boolean client = pair.role() == Role.CLIENT;
              assertEquals(client ? 8 : 12, traffic.bytesIn(), "bytes in");
              assertEquals(client ? 12 : 8, traffic.bytesOut(), "bytes out");
              assertEquals(1, traffic.messagesIn(), "messages in");
              assertEquals(1, traffic.messagesOut(), "messages out");
            });
  }
}
