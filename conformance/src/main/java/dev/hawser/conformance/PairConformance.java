package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.Role;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Limits;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.ReloadableKeys;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.WriteResult;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Two transports facing each other, one as client and one as server: extend it and make both.
 *
 * <p>What {@link TransportConformance} shows against raw bytes has to hold between real adapters
 * too: messages of every kind, and every code either side may send.
 */
@Timeout(60)
public abstract class PairConformance {
  private static final int MOST = 16 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final LinkOptions OPTIONS =
      Bench.QUIET.with(Limits.DEFAULT.maxMessage(MOST).fragment(64 * 1024));

  private @Nullable Bench client;
  private @Nullable Bench server;

  /** For subclasses. */
  protected PairConformance() {}

  /** Makes and starts the transport that dials. */
  protected abstract Transport newClient(TransportSetup setup);

  /** Makes and starts the transport that listens. */
  protected abstract Transport newServer(TransportSetup setup);

  @BeforeEach
  final void begin() {
    client = new Bench(this::newClient, Gaps.NONE, PATIENCE);
    server = new Bench(this::newServer, Gaps.NONE, PATIENCE);
  }

  @AfterEach
  final void end() {
    client().close();
    server().close();
  }

  private Bench client() {
    return Objects.requireNonNull(client);
  }

  private Bench server() {
    return Objects.requireNonNull(server);
  }

  /** Both applications on one connection. */
  private record Both(App dialled, App accepted) {
    App of(Role role) {
      return role == Role.CLIENT ? dialled : accepted;
    }

    App other(Role role) {
      return of(role == Role.CLIENT ? Role.SERVER : Role.CLIENT);
    }
  }

  private Both connect() {
    App accepted = server().app();
    ListenRequest request = ListenRequest.of("127.0.0.1", 0).with(OPTIONS);
    try (Listening listening = server().listen(request, Bench.accepting(accepted, OPTIONS))) {
      URI uri = URI.create("ws://127.0.0.1:" + listening.address().getPort() + "/");
      App dialled = client().dial(DialRequest.of(uri).with(OPTIONS));
      var unused = List.of(dialled.link(), accepted.link());
      return new Both(dialled, accepted);
    }
  }

  private void eachWay(LinkTest test) {
    Both both = connect();
    for (Role role : Role.values()) {
      test.from(both.of(role).link(), both.other(role));
    }
  }

  private interface LinkTest {
    void from(Link link, App to);
  }

  @Test
  final void passesText() {
    eachWay(
        (link, to) -> {
          for (String text : List.of("", "plain", "Grüße, 世界 🚢")) {
            link.sendText(text, result -> {});
            assertEquals(text, to.text());
          }
        });
  }

  @Test
  final void passesBinary() {
    eachWay(
        (link, to) -> {
          for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536}) {
            link.sendBinary(ByteBuffer.wrap(Samples.bytes(length)), result -> {});
            assertArrayEquals(Samples.bytes(length), to.binary());
          }
        });
  }

  @Test
  final void passesFragmentsOfOneMessageAndItsNeighbours() {
    eachWay(
        (link, to) -> {
          link.sendText("before", result -> {});
          link.sendText("€".repeat(100_000), result -> {});
          link.sendText("behind", result -> {});
          assertEquals("before", to.text());
          assertEquals("€".repeat(100_000), to.text());
          assertEquals("behind", to.text());
        });
  }

  @Test
  final void passesSixteenMebibytes() {
    byte[] most = Samples.bytes(MOST);
    eachWay(
        (link, to) -> {
          Samples.Outcome outcome = new Samples.Outcome();
          link.sendBinary(ByteBuffer.wrap(most), outcome);
          assertArrayEquals(most, to.binary());
          assertEquals(WriteResult.WRITTEN, outcome.await(client()));
        });
  }

  @Test
  final void passesPingsAndPongs() {
    eachWay(
        (link, to) -> {
          link.ping(ByteBuffer.wrap(Samples.bytes(8)));
          link.sendText("marker", result -> {});
          assertEquals("marker", to.text());
        });
  }

  @TestFactory
  final Stream<DynamicTest> closesWithEveryCodeAClientMaySend() {
    return codes(Role.CLIENT, 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4999);
  }

  @TestFactory
  final Stream<DynamicTest> closesWithEveryCodeAServerMaySend() {
    return codes(
        Role.SERVER, 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4999);
  }

  /** What was shown before is still in use by whoever met it; who comes now meets the new one. */
  @Test
  final void aReloadedCertificateIsShownToNewHandshakesAndOpenLinksStay() {
    Identity first = Identity.loopback();
    Identity renewed = Identity.stranger();
    ReloadableKeys keys = ReloadableKeys.of(Objects.requireNonNull(first.server().keyManager()));
    App accepted = server().app();
    App late = server().app();
    Queue<App> apps = new ConcurrentLinkedQueue<>(List.of(accepted, late));
    ListenRequest request =
        ListenRequest.of("127.0.0.1", 0).with(OPTIONS).with(Tls.DEFAULT.with(keys));
    try (Listening listening =
        server().listen(request, asked -> Bench.accepting(apps.remove(), OPTIONS).decide(asked))) {
      URI uri = URI.create("wss://127.0.0.1:" + listening.address().getPort() + "/");
      DialRequest dial = DialRequest.of(uri).with(OPTIONS);
      App old = client().dial(dial.with(first.client()));
      var unused = List.of(old.link(), accepted.link());
      keys.reload(Objects.requireNonNull(renewed.server().keyManager()));
      // Whoever trusts the new certificate alone gets in, so it is the one that was shown.
      App fresh = client().dial(dial.with(renewed.client()));
      fresh.link().sendText("new", result -> {});
      assertEquals("new", late.text());
      old.link().sendText("old", result -> {});
      assertEquals("old", accepted.text());
    }
  }

  private Stream<DynamicTest> codes(Role by, int... codes) {
    return IntStream.of(codes)
        .mapToObj(code -> DynamicTest.dynamicTest(by + " " + code, () -> closes(by, code)));
  }

  private void closes(Role by, int code) {
    Bench sender = by == Role.CLIENT ? client() : server();
    Bench receiver = by == Role.CLIENT ? server() : client();
    boolean late = code >= 1012 && code <= 1014;
    assumeTrue(!late || sender.can(Capability.SENDS_EVERY_CODE), "the sender does not send it");
    assumeTrue(!late || receiver.can(Capability.EVERY_CLOSE_CODE), "the receiver cannot see it");
    Both both = connect();
    CloseReason reason = CloseReason.of(CloseCode.of(code), "because");
    both.of(by).link().close(reason);
    Ending.Closed seen = both.other(by).ending(Ending.Closed.class);
    assertEquals(reason, seen.reason());
    assertEquals(Initiator.PEER, seen.by());
    if (sender.can(Capability.AWAITS_CLOSE_REPLY)) {
      Ending.Closed told = both.of(by).ending(Ending.Closed.class);
      assertEquals(reason, told.reason());
      assertEquals(Initiator.USER, told.by());
      assertEquals(true, told.clean(), "clean");
    }
  }

  @Test
  final void refusesEveryOtherCode() {
    Both both = connect();
    for (int code : new int[] {999, 1004, 1006, 1012, 1013, 1014, 1015, 1016, 2999, 5000}) {
      Closes.refuses(both.of(Role.CLIENT).link(), code);
    }
    for (int code : new int[] {999, 1004, 1006, 1010, 1015, 1016, 2999, 5000}) {
      Closes.refuses(both.of(Role.SERVER).link(), code);
    }
    both.of(Role.CLIENT).link().sendText("alive", result -> {});
    assertEquals("alive", both.of(Role.SERVER).text());
  }
}
