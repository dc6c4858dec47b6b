package dev.hawser.examples.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Limits;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.WriteResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client transport has to show through the message door, against a peer of raw bytes; time
 * is virtual, sockets are real.
 */
@Timeout(60)
abstract class MessageDoorTrialTest {
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CONTINUATION = 0;
  private static final int PING = 9;
  private static final int PONG = 10;

  final VirtualTime time = new VirtualTime();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  RawPeer peer;
  Transport transport;

  abstract Transport transport(TransportContext context);

  @BeforeEach
  void open() throws IOException {
    peer = new RawPeer();
    transport = transport(new TransportContext(time, threads));
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    peer.close();
    threads.shutdownNow();
  }

  final boolean can(Capability capability) {
    return transport.capabilities().contains(capability);
  }

  final DialRequest request() {
    return DialRequest.of(peer.uri());
  }

  /** A link that is open, and both its ends. */
  record Pair(Link link, Recorder app, RawPeer.Wire wire) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      wire.close();
    }
  }

  final Pair pair(long credit) throws Exception {
    return pair(credit, request());
  }

  final Pair pair(long credit, DialRequest request) throws Exception {
    Recorder app = new Recorder(credit);
    Link link = transport.dial(request, app);
    RawPeer.Wire wire = peer.open();
    app.opened();
    return new Pair(link, app, wire);
  }

  /**
   * Waits for the end of a link whose peer ended TCP. A runtime that does not always tell leaves it
   * to the link's deadlines, which only then are due.
   */
  private Ending end(Pair pair) throws Exception {
    for (int i = 0; i < 20 && !can(Capability.TRANSPORT_END); i++) {
      if (pair.app().endsWithin(Duration.ofMillis(500))) {
        break;
      }
      time.advance(Duration.ofSeconds(10));
    }
    return pair.app().ended();
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static CompletableFuture<WriteResult> sendText(Link link, String text) {
    CompletableFuture<WriteResult> done = new CompletableFuture<>();
    link.sendText(text, done::complete);
    return done;
  }

  // Opening.

  @Test
  void asksForTheUpgradeAndTellsWhatWasSettled() throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(
        request().with(Headers.of("X-Token", "t1", "X-Token", "t2")).subprotocols("v1", "v2"), app);
    try (RawPeer.Wire wire = peer.accept()) {
      assertThat(wire.requestLine).isEqualTo("GET /a/path?q=1 HTTP/1.1");
      assertThat(wire.request).containsEntry("Sec-WebSocket-Version", "13");
      assertThat(wire.request.get("Sec-WebSocket-Protocol")).matches("v1, ?v2");
      assertThat(wire.request).containsEntry("X-Token", "t1, t2");
      wire.upgrade("Sec-WebSocket-Protocol: v2", "X-Server: s");
      assertThat(app.opened().subprotocol()).isEqualTo("v2");
      assertThat(app.opened().headers().first("X-Server"))
          .isEqualTo(can(Capability.ANSWER_HEADERS) ? "s" : null);
    }
  }

  @Test
  void deliversWhatCameInOnePacketWithTheAnswer() throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(request(), app);
    try (RawPeer.Wire wire = peer.accept()) {
      wire.upgradeWith(RawPeer.Wire.frame(TEXT, true, "early".getBytes(StandardCharsets.UTF_8)));
      assertThat(app.next()).isEqualTo("text early");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 401, 403, 404, 429, 500, 503})
  void tellsARefusalWithItsStatusHeadersAndBody(int status) throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(request(), app);
    try (RawPeer.Wire wire = peer.accept()) {
      wire.answer(status, "Retry-After: 7\r\nContent-Length: 6\r\n", "sorry!");
      Ending.Refused refused = (Ending.Refused) app.ended();
      assertThat(refused.answer().status()).isEqualTo(status);
      assertThat(refused.answer().headers().first("Retry-After")).isEqualTo("7");
      assertThat(refused.answer().bodyText())
          .isEqualTo(can(Capability.REFUSAL_BODY) ? "sorry!" : "");
      assertThat(wire.end()).endsWith("after 0");
    }
  }

  @Test
  void takesNoAnswerWithAWrongAcceptKey() throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(request(), app);
    try (RawPeer.Wire wire = peer.accept()) {
      wire.answer(
          101, "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n", "");
      assertThat(unreachable(app)).isEqualTo(Unreachability.BAD_ANSWER);
      assertThat(wire.end()).endsWith("after 0");
    }
  }

  @Test
  void takesNoExtensionItDidNotAskFor() throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(request(), app);
    try (RawPeer.Wire wire = peer.accept()) {
      wire.upgrade("Sec-WebSocket-Extensions: permessage-deflate");
      assertThat(unreachable(app)).isEqualTo(Unreachability.BAD_ANSWER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Sec-WebSocket-Protocol: v9"})
  void takesNoOtherSubprotocolThanOneItOffered(String line) throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(request().subprotocols("v1"), app);
    try (RawPeer.Wire wire = peer.accept()) {
      wire.upgrade(line.isEmpty() ? new String[0] : new String[] {line});
      assertThat(unreachable(app))
          .isIn(Unreachability.SUBPROTOCOL_MISMATCH, Unreachability.BAD_ANSWER);
    }
  }

  @Test
  void takesGarbageForABadAnswer() throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(request(), app);
    try (RawPeer.Wire wire = peer.accept()) {
      wire.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(unreachable(app)).isEqualTo(Unreachability.BAD_ANSWER);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsAtOnceThatThePeerHungUpInTheHandshake(boolean reset) throws Exception {
    Recorder app = new Recorder(1);
    transport.dial(request(), app);
    try (RawPeer.Wire wire = peer.accept()) {
      hangUp(wire, reset);
      if (!can(Capability.PROMPT_HANDSHAKE_END)) {
        // The runtime asks again by itself, over connections nobody ordered.
        hangUp(peer.accept(), reset);
        threads.execute(() -> hangUpOnAll(reset));
      }
      assertThat(unreachable(app)).isEqualTo(Unreachability.LOST);
    }
  }

  private void hangUpOnAll(boolean reset) {
    try {
      while (true) {
        hangUp(peer.accept(), reset);
      }
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
  }

  private static void hangUp(RawPeer.Wire wire, boolean reset) throws IOException {
    if (reset) {
      wire.rst();
    } else {
      wire.close();
    }
  }

  @Test
  void tellsARefusedConnection() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    Recorder app = new Recorder(1);
    transport.dial(DialRequest.of(URI.create("ws://127.0.0.1:" + port)), app);
    assertThat(unreachable(app)).isEqualTo(Unreachability.CONNECTION_REFUSED);
  }

  @Test
  void endsByItsOwnDeadlineWhenNoAnswerComes() throws Exception {
    Recorder app = new Recorder(1);
    Deadlines waits = Deadlines.DEFAULT.connect(Duration.ofHours(20));
    transport.dial(request().with(LinkOptions.DEFAULT.with(waits)), app);
    try (RawPeer.Wire wire = peer.accept()) {
      for (int i = 0; i < 1_000 && !app.hasEnded(); i++) {
        time.advance(Duration.ofSeconds(11));
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(unreachable(app)).isEqualTo(Unreachability.HANDSHAKE_TIMEOUT);
      assertThat(wire.end()).endsWith("after 0");
    }
  }

  @Test
  void anAbortInTheHandshakeEndsTcp() throws Exception {
    Recorder app = new Recorder(1);
    Link link = transport.dial(request(), app);
    try (RawPeer.Wire wire = peer.accept()) {
      link.abort();
      assertThat(app.ended()).isInstanceOf(Ending.Aborted.class);
      assertThat(app.ended().opened()).isFalse();
      assertThat(wire.end()).endsWith("after 0");
    }
  }

  private static Unreachability unreachable(Recorder app) throws Exception {
    return ((Ending.Unreachable) app.ended()).kind();
  }

  // Messages.

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "hällo wörld", "a\uD83D\uDE00b"})
  void sendsAndReceivesText(String text) throws Exception {
    try (Pair pair = pair(2)) {
      CompletableFuture<WriteResult> sent = sendText(pair.link(), text);
      RawPeer.Frame frame = pair.wire().next();
      assertThat(frame.opcode()).isEqualTo(TEXT);
      assertThat(frame.fin()).isTrue();
      assertThat(frame.masked()).isTrue();
      assertThat(frame.text()).isEqualTo(text);
      assertThat(Recorder.within(sent)).isEqualTo(WriteResult.WRITTEN);
      pair.wire().send(TEXT, true, text);
      assertThat(pair.app().next()).isEqualTo("text " + text);
    }
  }

  @Test
  void sendsAndReceivesBinary() throws Exception {
    try (Pair pair = pair(2)) {
      CompletableFuture<WriteResult> sent = new CompletableFuture<>();
      pair.link().sendBinary(bytes("\0\u00ff\1"), sent::complete);
      RawPeer.Frame frame = pair.wire().next();
      assertThat(frame.opcode()).isEqualTo(BINARY);
      assertThat(frame.payload()).isEqualTo(new byte[] {0, (byte) 0xFF, 1});
      assertThat(Recorder.within(sent)).isEqualTo(WriteResult.WRITTEN);
      pair.wire().raw(RawPeer.Wire.frame(BINARY, true, frame.payload()));
      assertThat(pair.app().next()).isEqualTo("binary \0\u00ff\1");
      pair.wire().send(BINARY, true, "");
      assertThat(pair.app().next()).isEqualTo("binary ");
    }
  }

  @Test
  void joinsFragmentsCutInsideACharacterWithAPingBetween() throws Exception {
    try (Pair pair = pair(1)) {
      byte[] word = "äö".getBytes(StandardCharsets.UTF_8);
      pair.wire().raw(RawPeer.Wire.frame(TEXT, false, new byte[] {word[0]}));
      pair.wire().send(PING, true, "p");
      pair.wire().raw(RawPeer.Wire.frame(CONTINUATION, false, new byte[] {word[1], word[2]}));
      pair.wire().raw(RawPeer.Wire.frame(CONTINUATION, true, new byte[] {word[3]}));
      assertThat(pair.app().next()).isEqualTo("text äö");
      RawPeer.Frame pong = pair.wire().next();
      assertThat(pong.opcode()).isEqualTo(PONG);
      assertThat(pong.text()).isEqualTo("p");
    }
  }

  @Test
  void sendsLongTextInFragmentsThatSplitNoCharacter() throws Exception {
    try (Pair pair = pair(1)) {
      String text = "x" + "\uD83D\uDE00".repeat(60_000);
      CompletableFuture<WriteResult> sent = sendText(pair.link(), text);
      assertThat(pair.wire().message().text()).isEqualTo(text);
      assertThat(Recorder.within(sent)).isEqualTo(WriteResult.WRITTEN);
      CompletableFuture<WriteResult> binary = new CompletableFuture<>();
      pair.link().sendBinary(ByteBuffer.wrap(new byte[200_000]), binary::complete);
      assertThat(pair.wire().message().payload()).isEqualTo(new byte[200_000]);
      assertThat(Recorder.within(binary)).isEqualTo(WriteResult.WRITTEN);
    }
  }

  @Test
  void receivesALongMessage() throws Exception {
    try (Pair pair = pair(1)) {
      String text = "ö".repeat(400_000);
      pair.wire().send(TEXT, true, text);
      assertThat(pair.app().next()).isEqualTo("text " + text);
    }
  }

  @Test
  void keepsTheOrderOfManyMessages() throws Exception {
    try (Pair pair = pair(1_000)) {
      CompletableFuture<WriteResult> last = null;
      for (int i = 0; i < 500; i++) {
        last = sendText(pair.link(), "m" + i);
      }
      for (int i = 0; i < 500; i++) {
        assertThat(pair.wire().next().text()).isEqualTo("m" + i);
        pair.wire().send(TEXT, true, "n" + i);
      }
      for (int i = 0; i < 500; i++) {
        assertThat(pair.app().next()).isEqualTo("text n" + i);
      }
      assertThat(Recorder.within(last)).isEqualTo(WriteResult.WRITTEN);
    }
  }

  @Test
  void pingsGoOutAndTheirPongsComeBack() throws Exception {
    try (Pair pair = pair(0)) {
      pair.link().ping(bytes("one"));
      pair.link().ping(bytes("two"));
      RawPeer.Frame ping = pair.wire().next();
      assertThat(ping.opcode()).isEqualTo(PING);
      assertThat(ping.text()).isEqualTo("one");
      assertThat(pair.wire().next().text()).isEqualTo("two");
      pair.wire().send(PONG, true, "one");
      assertThat(pair.app().next()).isEqualTo("pong one");
    }
  }

  @Test
  void deliversNoMoreThanTheCreditAllows() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().send(TEXT, true, "first");
      pair.wire().send(TEXT, true, "second");
      pair.wire().send(PING, true, "alive?");
      assertThat(pair.app().next()).isEqualTo("text first");
      // The answer proves that reading went on past the message without credit.
      assertThat(pair.wire().next().text()).isEqualTo("alive?");
      assertThat(pair.app().nothingWaits()).isTrue();
      pair.link().request(1);
      assertThat(pair.app().next()).isEqualTo("text second");
    }
  }

  @Test
  void withoutCreditTcpPushesBack() throws Exception {
    try (Pair pair = pair(0)) {
      byte[] frame = RawPeer.Wire.frame(BINARY, true, new byte[60_000]);
      int accepted = pair.wire().writeUntilStuck(frame, 64 << 20);
      assertThat(accepted).isLessThan(32 << 20);
      int whole = accepted / frame.length;
      pair.link().request(Long.MAX_VALUE);
      for (int i = 0; i < whole; i++) {
        assertThat(pair.app().next()).hasSize("binary ".length() + 60_000);
      }
    }
  }

  // Closing.

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4000, 4999})
  void tellsThePeersCloseAndAnswersWithItsCode(int code) throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().close(code, "why é");
      RawPeer.Frame answer = pair.wire().next();
      assertThat(answer.opcode()).isEqualTo(8);
      assertThat(answer.masked()).isTrue();
      assertThat(answer.code()).isEqualTo(code);
      pair.wire().fin();
      Ending.Closed closed = (Ending.Closed) pair.app().ended();
      assertThat(closed.by()).isEqualTo(Initiator.PEER);
      assertThat(closed.reason()).isEqualTo(CloseReason.of(CloseCode.of(code), "why é"));
      assertThat(closed.facts().frames().sentFirst()).isFalse();
      assertThat(closed.facts().frames().sent())
          .extracting(CloseReason::code)
          .isEqualTo(closed.code());
      assertThat(closed.clean()).isTrue();
      assertThat(pair.wire().end()).isEqualTo("FIN after 0");
    }
  }

  @Test
  void tellsAnEmptyClose() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().raw(RawPeer.Wire.frame(8, true, new byte[0]));
      assertThat(pair.wire().next().code()).isIn(1005, 1000);
      pair.wire().fin();
      Ending.Closed closed = (Ending.Closed) pair.app().ended();
      assertThat(closed.reason()).isEqualTo(CloseReason.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
  void takesAnIllegalCodeForABrokenRule(int code) throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().close(code, "");
      assertViolation(pair, Fault.PROTOCOL_VIOLATION, 1002);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4000, 4999})
  void closesFirst(int code) throws Exception {
    try (Pair pair = pair(1)) {
      CompletableFuture<WriteResult> sent = sendText(pair.link(), "last word");
      pair.link().close(CloseReason.of(CloseCode.of(code), "bye é"));
      assertThat(pair.wire().next().text()).isEqualTo("last word");
      RawPeer.Frame close = pair.wire().next();
      assertThat(close.opcode()).isEqualTo(8);
      assertThat(close.reason()).isEqualTo("bye é");
      if (can(Capability.SENDS_EVERY_CODE)) {
        assertThat(close.code()).isEqualTo(code);
      }
      pair.wire().close(close.code(), "");
      pair.wire().fin();
      Ending.Closed closed = (Ending.Closed) pair.app().ended();
      assertThat(closed.by()).isEqualTo(Initiator.USER);
      assertThat(closed.facts().frames().sentFirst()).isTrue();
      // What the ending says was sent is what the wire saw.
      assertThat(closed.facts().frames().sent())
          .isEqualTo(CloseReason.of(CloseCode.of(close.code()), "bye é"));
      assertThat(closed.clean()).isTrue();
      assertThat(Recorder.within(sent)).isEqualTo(WriteResult.WRITTEN);
      assertThat(pair.wire().end()).endsWith("after 0");
    }
  }

  @Test
  void closesWithoutACode() throws Exception {
    try (Pair pair = pair(1)) {
      pair.link().close(CloseReason.NONE);
      assertThat(pair.wire().next().code())
          .isEqualTo(can(Capability.SENDS_EVERY_CODE) ? 1005 : 1000);
      pair.wire().close(1000, "");
      pair.wire().fin();
      assertThat(pair.app().ended().by()).isEqualTo(Initiator.USER);
    }
  }

  @Test
  void waitsForThePeersCloseNoLongerThanItsDeadline() throws Exception {
    try (Pair pair = pair(1)) {
      pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
      assertThat(pair.wire().next().opcode()).isEqualTo(8);
      time.advance(Duration.ofSeconds(6));
      Ending.Failed failed = (Ending.Failed) pair.app().ended();
      assertThat(failed.fault()).isEqualTo(Fault.CLOSE_TIMEOUT);
      assertThat(pair.wire().end()).endsWith("after 0");
    }
  }

  @Test
  void aTransportThatClosesEndsItsLinks() throws Exception {
    try (Pair pair = pair(1)) {
      transport.close();
      assertThat(pair.app().ended()).isInstanceOf(Ending.Aborted.class);
      assertThat(pair.wire().end()).endsWith("after 0");
    }
  }

  // The end of the line.

  @Test
  void anAbortEndsTcpWithoutAClose() throws Exception {
    try (Pair pair = pair(1)) {
      pair.link().abort();
      assertThat(pair.app().ended()).isInstanceOf(Ending.Aborted.class);
      assertThat(pair.wire().end()).endsWith("after 0");
      assertThat(Recorder.within(sendText(pair.link(), "too late")))
          .isEqualTo(WriteResult.NOT_WRITTEN);
    }
  }

  @Test
  void seesAFinWithoutAClose() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().send(TEXT, true, "last");
      if (can(Capability.TRANSPORT_END)) {
        pair.wire().fin();
      }
      assertThat(pair.app().next()).isEqualTo("text last");
      pair.wire().fin();
      Ending ending = end(pair);
      assertThat(ending.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
      assertThat(ending.facts().phase()).isEqualTo(Phase.OPEN);
      if (can(Capability.TRANSPORT_END)) {
        assertThat(ending).isInstanceOf(Ending.Dropped.class);
        assertThat(ending.facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
      }
      pair.wire().end();
    }
  }

  @Test
  void seesAReset() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().rst();
      Ending ending = end(pair);
      assertThat(ending.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
      if (can(Capability.TRANSPORT_END)) {
        assertThat(ending).isInstanceOf(Ending.Dropped.class);
        assertThat(ending.facts().frames().transportEnd()).isEqualTo(TransportEnd.RST);
        assertThat(ending.facts().exception()).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aCloseFollowedByAResetKeepsItsCode() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().close(1001, "restart");
      assertThat(pair.wire().next().code()).isEqualTo(1001);
      pair.wire().rst();
      assertThat(end(pair).code()).isEqualTo(CloseCode.GOING_AWAY);
      assertThat(pair.app().ended()).isInstanceOf(Ending.Closed.class);
    }
  }

  // Broken rules.

  /** The code on the wire where the runtime lets it out; else TCP ends, whatever came before. */
  private void assertViolation(Pair pair, Fault fault, int code) throws Exception {
    if (can(Capability.EXACT_ERROR_CODE)) {
      RawPeer.Frame close = pair.wire().next();
      assertThat(close.opcode()).isEqualTo(8);
      assertThat(close.code()).isEqualTo(code);
      pair.wire().fin();
    }
    Ending.Failed failed = (Ending.Failed) end(pair);
    assertThat(failed.fault()).isEqualTo(fault);
    if (can(Capability.EXACT_ERROR_CODE)) {
      assertThat(failed.code().value()).isEqualTo(code);
    } else {
      assertThat(failed.code().value()).isIn(1006, 1008);
    }
    pair.wire().end();
  }

  @Test
  void refusesTextThatIsNoUtf8() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().raw(RawPeer.Wire.frame(TEXT, true, new byte[] {(byte) 0xC3, (byte) 0x28}));
      assertViolation(pair, Fault.INVALID_PAYLOAD, 1007);
      assertThat(pair.app().nothingWaits()).isTrue();
    }
  }

  @Test
  void refusesAReservedOpcode() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().send(3, true, "?");
      assertViolation(pair, Fault.PROTOCOL_VIOLATION, 1002);
    }
  }

  @Test
  void refusesAFrameThatAServerMasked() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().raw((byte) 0x81, (byte) 0x81, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 'x');
      assertViolation(pair, Fault.PROTOCOL_VIOLATION, 1002);
    }
  }

  @Test
  void refusesAMessageOverTheLimit() throws Exception {
    LinkOptions small = LinkOptions.DEFAULT.with(Limits.DEFAULT.maxMessage(1_000));
    try (Pair pair = pair(9, request().with(small))) {
      pair.wire().send(TEXT, true, "x".repeat(1_000));
      assertThat(pair.app().next()).hasSize("text ".length() + 1_000);
      pair.wire().send(TEXT, true, "x".repeat(1_001));
      RawPeer.Frame close = pair.wire().next();
      assertThat(close.opcode()).isEqualTo(8);
      if (can(Capability.EXACT_ERROR_CODE)) {
        assertThat(close.code()).isEqualTo(1009);
      }
      pair.wire().fin();
      assertThat(((Ending.Failed) end(pair)).fault()).isEqualTo(Fault.MESSAGE_TOO_BIG);
    }
  }

  @Test
  void countsBytesOnTheWire() throws Exception {
    try (Pair pair = pair(1)) {
      pair.wire().send(TEXT, true, "hello");
      assertThat(pair.app().next()).isEqualTo("text hello");
      assertThat(Recorder.within(sendText(pair.link(), "hi"))).isEqualTo(WriteResult.WRITTEN);
      assertThat(pair.wire().next().text()).isEqualTo("hi");
      pair.wire().fin();
      Ending ending = end(pair);
      if (can(Capability.BYTE_COUNTS)) {
        assertThat(ending.facts().traffic().bytesIn()).isEqualTo(2 + 5);
        assertThat(ending.facts().traffic().bytesOut()).isEqualTo(2 + 4 + 2);
      }
    }
  }
}
