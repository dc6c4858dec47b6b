package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.transport.Addresses;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Limits;
import dev.hawser.transport.LinkOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Peers are closed by what they are, not by what is done with them.
class ClientHandshakeTest {
  private Lab lab;
  private RawServer server;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab();
    server = RawServer.plain();
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
    server.close();
  }

  @Test
  void opensOnASwitchingAnswerAndTellsItsFields() throws Exception {
    Recorder recorder =
        lab.dial(
            DialRequest.of(server.uri("/chat?x=1"))
                .with(Headers.of("X-Mine", "one"))
                .subprotocols("v1", "v2"));
    try (RawPeer peer = server.accept()) {
      String head = peer.readHead();
      assertThat(head).startsWith("GET /chat?x=1 HTTP/1.1\r\n");
      assertThat(RawPeer.header(head, "Host")).isEqualTo("127.0.0.1:" + server.port());
      assertThat(RawPeer.header(head, "Upgrade")).isEqualToIgnoringCase("websocket");
      assertThat(RawPeer.header(head, "Sec-WebSocket-Version")).isEqualTo("13");
      assertThat(RawPeer.header(head, "X-Mine")).isEqualTo("one");
      peer.send(RawPeer.switching(head, "Sec-WebSocket-Protocol: v2", "X-Yours: two"));

      assertThat(recorder.info().subprotocol()).isEqualTo("v2");
      assertThat(recorder.info().headers().first("x-yours")).isEqualTo("two");
      assertThat(recorder.info().remoteAddress()).isEqualTo("127.0.0.1:" + server.port());
      recorder.link().abort();
      assertThat(peer.awaitEnd()).isEqualTo("RST");
    }
    assertThat(recorder.ending()).isInstanceOf(Ending.Aborted.class);
  }

  @Test
  void deliversBytesThatCameWithTheAnswerAfterItAndInOrder() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer = server.accept()) {
      String head = RawPeer.switching(peer.readHead());
      java.io.ByteArrayOutputStream together = new java.io.ByteArrayOutputStream();
      together.writeBytes(head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      together.writeBytes(peer.frame(RawFrame.TEXT, true, "first".getBytes()));
      byte[] second = peer.frame(RawFrame.TEXT, true, "second".getBytes());
      together.write(second, 0, 3);
      peer.send(together.toByteArray());
      assertThat(recorder.text()).isEqualTo("first");
      peer.send(java.util.Arrays.copyOfRange(second, 3, second.length));
      assertThat(recorder.text()).isEqualTo("second");
    }
  }

  @Test
  void readsAnAnswerThatComesByteByByteAfterAnInterimOne() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer = server.accept()) {
      String answer =
          "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + RawPeer.switching(peer.readHead());
      for (char c : answer.toCharArray()) {
        peer.send(String.valueOf(c));
      }
      peer.sendText("after");
      assertThat(recorder.text()).isEqualTo("after");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy",
        "HTTP/1.1 503 \r\nRetry-After: 7\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "2\r\nbu\r\n2\r\nsy\r\n0\r\n\r\n",
      })
  void reportsARefusalOnAConnectionThatStaysOpen(String answer) throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer = server.acceptAnswering(answer)) {
      Ending.Refused refused = (Ending.Refused) recorder.ending();
      assertThat(refused.answer().status()).isEqualTo(503);
      assertThat(refused.answer().headers().first("Retry-After")).isEqualTo("7");
      assertThat(refused.answer().bodyText()).isEqualTo("busy");
      assertThat(peer.awaitEnd()).isEqualTo("FIN");
    }
  }

  @Test
  void readsABodyThatEndsWithTheStream() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer = server.acceptAnswering("HTTP/1.1 404 Not Found\r\n\r\nnowhere")) {
      peer.fin();
      Ending.Refused refused = (Ending.Refused) recorder.ending();
      assertThat(refused.answer().status()).isEqualTo(404);
      assertThat(refused.answer().bodyText()).isEqualTo("nowhere");
    }
  }

  @Test
  void keepsWhatCameOfABodyThatWasCutShort() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer =
        server.acceptAnswering("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nonly this")) {
      peer.fin();
      Ending.Refused refused = (Ending.Refused) recorder.ending();
      assertThat(refused.answer().status()).isEqualTo(403);
      assertThat(refused.answer().bodyText()).isEqualTo("only this");
    }
  }

  @Test
  void keepsTheFirst64KiBOfALongBodyAndWaitsForNoMore() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer =
        server.acceptAnswering(
            "HTTP/1.1 500 No\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(70_000))) {
      Ending.Refused refused = (Ending.Refused) recorder.ending();
      assertThat(refused.answer().status()).isEqualTo(500);
      assertThat(refused.answer().body().remaining()).isEqualTo(65_536);
    }
  }

  @ParameterizedTest
  @CsvSource({"204", "301", "401", "407", "426", "429"})
  void reportsEveryOtherStatusAsItIsAndActsOnNone(int status) throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer =
        server.acceptAnswering(
            "HTTP/1.1 " + status + " x\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(((Ending.Refused) recorder.ending()).answer().status()).isEqualTo(status);
      assertThat(peer.awaitEnd()).isEqualTo("FIN");
    }
  }

  @Test
  void callsAWrongAcceptKeyABadAnswer() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer =
        server.acceptAnswering(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n")) {
      assertBadAnswer(recorder.ending(), "Sec-WebSocket-Accept");
      assertThat(peer.awaitEnd()).isIn("FIN", "RST");
    }
  }

  @Test
  void callsAMissingAcceptKeyABadAnswerWithoutWaiting() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer =
        server.acceptAnswering(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\n\r\n")) {
      assertBadAnswer(recorder.ending(), "Sec-WebSocket-Accept");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "no line end, ever",
        "HTTP/1.1 abc def\r\n\r\n",
        "HTTP/1.1 200 OK\r\nB(d: x\r\nContent-Length: 0\r\n\r\n"
      })
  void callsWhatIsNoHttpABadAnswerAtOnce(String answer) throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer = server.acceptAnswering(answer)) {
      assertBadAnswer(recorder.ending(), "");
      assertThat(peer.awaitEnd()).isIn("FIN", "RST");
    }
  }

  @Test
  void callsALongHeaderSectionABadAnswerThatNamesTheLimit() throws Exception {
    LinkOptions options = LinkOptions.DEFAULT.with(Limits.DEFAULT.maxHeader(2048));
    Recorder recorder = lab.dial(DialRequest.of(server.uri("/")).with(options));
    try (RawPeer peer =
        server.acceptAnswering("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(3000) + "\r\n\r\n")) {
      assertBadAnswer(recorder.ending(), "2048");
    }
  }

  private static void assertBadAnswer(Ending ending, String words) {
    assertThat(ending).isInstanceOf(Ending.Unreachable.class);
    assertThat(((Ending.Unreachable) ending).kind()).isEqualTo(Unreachability.BAD_ANSWER);
    assertThat(ending.text()).contains(words);
  }

  @Test
  void callsAStreamThatEndsBeforeTheAnswerLost() throws Exception {
    for (String some : List.of("", "HTTP/1.1 10", "HTTP/1.1 200 OK\r\nServer: x\r\n")) {
      Recorder recorder = lab.dial(server.uri("/"));
      try (RawPeer peer = server.acceptAnswering(some)) {
        peer.fin();
        Ending.Unreachable lost = (Ending.Unreachable) recorder.ending();
        assertThat(lost.kind()).isEqualTo(Unreachability.LOST);
        assertThat(lost.facts().phase()).isEqualTo(Phase.HANDSHAKING);
        assertThat(lost.facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
      }
    }
  }

  @Test
  void callsAResetBeforeTheAnswerLost() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    RawPeer peer = server.accept();
    peer.readHead();
    peer.reset();
    Ending.Unreachable lost = (Ending.Unreachable) recorder.ending();
    assertThat(lost.kind()).isEqualTo(Unreachability.LOST);
    assertThat(lost.facts().frames().transportEnd()).isEqualTo(TransportEnd.RST);
  }

  @Test
  void reportsARefusedConnectionWithTheAddressTried() throws Exception {
    int port = RawServer.closedPort();
    Recorder recorder = lab.dial(URI.create("ws://127.0.0.1:" + port + "/"));
    Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
    assertThat(ending.kind()).isEqualTo(Unreachability.CONNECTION_REFUSED);
    assertThat(ending.facts().phase()).isEqualTo(Phase.CONNECTING);
    assertThat(ending.facts().peer().addressesTried()).containsExactly("127.0.0.1:" + port);
    assertThat(ending.facts().exception()).isInstanceOf(java.net.ConnectException.class);
  }

  @Test
  void triesEveryAddressOfAName() throws Exception {
    int port = RawServer.closedPort();
    Recorder recorder = lab.dial(URI.create("ws://localhost:" + port + "/"));
    Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
    List<String> expected = new ArrayList<>();
    for (java.net.InetAddress address : java.net.InetAddress.getAllByName("localhost")) {
      expected.add(Addresses.text(new java.net.InetSocketAddress(address, port)));
    }
    assertThat(ending.facts().peer().addressesTried()).containsExactlyElementsOf(expected);
  }

  @Test
  void reportsAnUnknownName() {
    Recorder recorder = lab.dial(URI.create("ws://no-such-host.invalid/"));
    Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
    assertThat(ending.kind()).isEqualTo(Unreachability.NAME_NOT_RESOLVED);
    assertThat(ending.text()).contains("no-such-host.invalid");
  }

  @Test
  void givesUpOnASilentServerWhenTheHandshakeTimeoutPassed() throws Exception {
    Recorder recorder = lab.dial(server.uri("/"));
    try (RawPeer peer = server.accept()) {
      peer.readHead();
      assertThat(recorder.ended()).isFalse();
      lab.advanceUntil("the handshake timeout", recorder::ended);
      Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
      assertThat(ending.kind()).isEqualTo(Unreachability.HANDSHAKE_TIMEOUT);
      assertThat(peer.awaitEnd()).isIn("FIN", "RST");
    }
  }

  @Test
  void abortsADialThatIsUnderWay() throws Exception {
    Recorder recorder = new Recorder();
    dev.hawser.transport.Link link = lab.transport.dial(DialRequest.of(server.uri("/")), recorder);
    try (RawPeer peer = server.accept()) {
      peer.readHead();
      link.abort();
      assertThat(recorder.ending()).isInstanceOf(Ending.Aborted.class);
      assertThat(peer.awaitEnd()).isIn("FIN", "RST");
    }
    assertThat(recorder.opened()).isFalse();
  }

  @Test
  void startsTwoHundredDialsAtOnce() throws Exception {
    List<Recorder> recorders = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      recorders.add(lab.dial(server.uri("/" + i)));
    }
    List<RawPeer> peers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RawPeer peer = server.accept();
      peers.add(peer);
      assertThat(peer.readHead()).startsWith("GET /");
    }
    assertThat(recorders).noneMatch(Recorder::ended);
    lab.transport.close();
    for (Recorder recorder : recorders) {
      assertThat(recorder.ending()).isInstanceOf(Ending.Aborted.class);
    }
    for (RawPeer peer : peers) {
      peer.close();
    }
  }

  @Test
  void refusesToDialOnceClosed() throws Exception {
    lab.transport.close();
    lab.transport.close();
    DialRequest request = DialRequest.of(server.uri("/"));
    assertThatThrownBy(() -> lab.transport.dial(request, new Recorder()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
