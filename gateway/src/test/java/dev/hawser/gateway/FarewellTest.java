package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Pages that are told by a Close what they would not be told by a status. */
abstract class FarewellTest {
  private static final String[] PAGE = {"Origin: https://example.org", "Sec-Fetch-Mode: websocket"};
  private static final UnaryOperator<GatewayOptions> CLOSING =
      o -> o.with(HandshakeFailure.WS_CLOSE);
  private static final URI NOBODY = URI.create("ws://127.0.0.1:1");

  private final Rig.Runtimes runtimes;

  FarewellTest(Rig.Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  private Rig rig(URI upstream) {
    return new Rig(runtimes, CLOSING, upstream);
  }

  private static void told(Rig rig, RawPeer client, String token) {
    String head = client.readHead();
    assertThat(head).startsWith("HTTP/1.1 101 ");
    RawFrame close = client.readFrame();
    assertThat(close.closeCode()).isEqualTo(1014);
    String id = RawBytes.header(head, "X-Request-Id");
    assertThat(close.closeText()).isEqualTo("1014 upstream_" + token + " id=" + id + " retry=5");
    client.sendClose(1014, "");
    assertThat(client.readRest()).isEmpty();
    rig.await("the count", () -> rig.gateway().counters().refused() == 1);
    assertThat(rig.gateway().counters().served()).isZero();
    assertThat(rig.gateway().counters().sessions()).isZero();
    rig.await("a line", () -> rig.lines().size() == 1);
    assertThat(rig.lines().get(0)).startsWith("refused id=" + id + " ");
  }

  @Test
  void aPageIsToldThatNobodyListens() {
    try (Rig rig = rig(NOBODY)) {
      told(rig, rig.asking("/chat", PAGE), "connection_refused");
    }
  }

  @Test
  void aPageIsKnownByItsBrowserToo() {
    try (Rig rig = rig(NOBODY)) {
      RawPeer client = rig.asking("/chat", PAGE[0], "User-Agent: Mozilla/5.0 (X11) Chrome/156");
      told(rig, client, "connection_refused");
    }
  }

  @Test
  void aPageIsToldWithWhichStatusItWasRefused() {
    try (RawServer upstream = RawServer.plain(Rig.PATIENCE);
        Rig rig = rig(upstream.uri(""))) {
      RawPeer client = rig.asking("/chat", PAGE);
      RawPeer behind = rig.keep(upstream.accept());
      behind.readHead();
      behind.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
      told(rig, client, "refused:401");
    }
  }

  @Test
  void aPageIsToldThatNoUpstreamIsWell() {
    Probing probing = new Probing("/health", Duration.ofSeconds(10));
    try (RawServer upstream = RawServer.plain(Rig.PATIENCE);
        Rig rig = new Rig(runtimes, o -> CLOSING.apply(o).with(probing), upstream.uri(""))) {
      DoorRow.unwell(rig, upstream);
      RawPeer client = rig.asking("/chat", PAGE);
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readFrame().closeText())
          .startsWith("1014 upstream_destination_unavailable id=");
    }
  }

  @Test
  void theFirstOfferedSubprotocolAndTheHeadSayWhatTheyCan() {
    try (Rig rig = rig(NOBODY)) {
      String head =
          rig.asking("/chat", PAGE[0], PAGE[1], "Sec-WebSocket-Protocol: v2, v1").readHead();
      assertThat(RawBytes.header(head, "Sec-WebSocket-Protocol")).isEqualTo("v2");
      assertThat(RawBytes.header(head, "Proxy-Status")).isEqualTo("gw; error=connection_refused");
    }
  }

  @Test
  void whoeverCanSeeAStatusGetsOne() {
    try (Rig rig = rig(NOBODY)) {
      assertThat(rig.asking("/chat").readHead()).startsWith("HTTP/1.1 502 ");
      assertThat(rig.asking("/chat", PAGE[0]).readHead()).startsWith("HTTP/1.1 502 ");
      assertThat(rig.asking("/chat", PAGE[1]).readHead()).startsWith("HTTP/1.1 502 ");
      String robot = "User-Agent: robot (like Mozilla/5.0)";
      assertThat(rig.asking("/chat", PAGE[0], robot).readHead()).startsWith("HTTP/1.1 502 ");
      String browser = "User-Agent: Mozilla/5.0";
      assertThat(rig.asking("/chat", browser).readHead()).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void whoeverIsToldSoHoldsADrainOpen() {
    try (RawServer upstream = RawServer.plain(Rig.PATIENCE);
        Rig rig = rig(upstream.uri(""))) {
      RawPeer client = rig.asking("/chat", PAGE);
      RawPeer behind = rig.keep(upstream.accept());
      behind.readHead();
      var done = rig.gateway().drain(Duration.ofSeconds(1)).toCompletableFuture();
      behind.fin();
      assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(client.readFrame().closeText()).startsWith("1014 upstream_connection_terminated ");
      assertThat(done).isNotDone();
      client.sendClose(1014, "");
      assertThat(client.readRest()).isEmpty();
      client.close();
      rig.await("the end of the drain", done::isDone);
    }
  }

  @Test
  void nothingOfItHappensUnasked() {
    try (Rig rig = new Rig(runtimes, UnaryOperator.identity(), NOBODY)) {
      assertThat(rig.asking("/chat", PAGE).readHead()).startsWith("HTTP/1.1 502 ");
    }
  }
}
