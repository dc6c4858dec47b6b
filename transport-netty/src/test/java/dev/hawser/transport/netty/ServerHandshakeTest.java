package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Peers are closed by what they are, not by what is done with them.
class ServerHandshakeTest {
  private Lab lab;
  private final Recorder recorder = new Recorder();
  private final BlockingQueue<UpgradeRequest> asked = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private int accepting() {
    return listening(Lab.accepting(recorder));
  }

  private int listening(Acceptor acceptor) {
    return lab.listen(
            request -> {
              asked.add(request);
              return acceptor.decide(request);
            })
        .address()
        .getPort();
  }

  private static Acceptor refusing(int status, Headers headers, String body) {
    HttpAnswer answer = new HttpAnswer(status, headers, ByteBuffer.wrap(body.getBytes()));
    return request -> CompletableFuture.completedFuture(new Admission.Refuse(answer));
  }

  @Test
  void acceptsAndShowsTheRequestToTheAcceptor() throws Exception {
    int port =
        listening(
            request ->
                CompletableFuture.completedFuture(
                    new Admission.Accept(
                        "v2", Headers.of("X-Room", "7"), recorder, LinkOptions.DEFAULT)));
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(
          RawPeer.upgradeRequest("/chat?x=1", "Sec-WebSocket-Protocol: v1, v2", "Cookie: a=b"));
      String head = peer.readHead();
      assertThat(head).startsWith("HTTP/1.1 101 Switching Protocols\r\n");
      assertThat(RawPeer.header(head, "Sec-WebSocket-Accept"))
          .isEqualTo(RawPeer.accept(RawPeer.KEY));
      assertThat(RawPeer.header(head, "Upgrade")).isEqualToIgnoringCase("websocket");
      assertThat(RawPeer.header(head, "Connection")).isEqualToIgnoringCase("upgrade");
      assertThat(RawPeer.header(head, "Sec-WebSocket-Protocol")).isEqualTo("v2");
      assertThat(RawPeer.header(head, "X-Room")).isEqualTo("7");
      UpgradeRequest request = asked.poll(60, TimeUnit.SECONDS);
      assertThat(request.target()).isEqualTo("/chat?x=1");
      assertThat(request.headers().first("cookie")).isEqualTo("a=b");
      assertThat(request.subprotocols()).containsExactly("v1", "v2");
      assertThat(request.secure()).isFalse();
      assertThat(request.remoteAddress()).isEqualTo("127.0.0.1:" + peer.socket.getLocalPort());
      assertThat(recorder.info().remoteAddress()).isEqualTo(request.remoteAddress());
    }
  }

  @Test
  void deliversBytesGluedToTheRequest() throws Exception {
    int port = accepting();
    try (RawPeer peer = RawPeer.connect(port)) {
      java.io.ByteArrayOutputStream together = new java.io.ByteArrayOutputStream();
      together.writeBytes(RawPeer.upgradeRequest("/").getBytes());
      together.writeBytes(peer.frame(RawFrame.TEXT, true, "GET / HTTP/1.1\r\n\r\n".getBytes()));
      peer.send(together.toByteArray());
      assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(recorder.text()).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    }
  }

  @Test
  void deliversWhatCameWhileTheDecisionWasPending() throws Exception {
    CompletableFuture<Admission> decision = new CompletableFuture<>();
    int port = listening(request -> decision);
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(RawPeer.upgradeRequest("/"));
      assertThat(asked.poll(60, TimeUnit.SECONDS)).isNotNull();
      byte[] big = new byte[300_000];
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                try {
                  peer.sendText("early");
                  peer.sendFrame(RawFrame.BINARY, true, big);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      decision.complete(new Admission.Accept("", Headers.empty(), recorder, LinkOptions.DEFAULT));
      assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(recorder.text()).isEqualTo("early");
      assertThat(recorder.binary()).hasSize(300_000);
      sent.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void readsARequestThatComesByteByByte() throws Exception {
    int port = accepting();
    try (RawPeer peer = RawPeer.connect(port)) {
      for (char c : RawPeer.upgradeRequest("/slow").toCharArray()) {
        peer.send(String.valueOf(c));
      }
      assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 503})
  void refusesWithExactlyTheStatusHeadersAndBody(int status) throws Exception {
    int port = listening(refusing(status, Headers.of("Retry-After", "7", "X-A", "b"), "not now"));
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(RawPeer.upgradeRequest("/"));
      String answer = peer.readRest();
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      assertThat(RawPeer.header(answer, "Retry-After")).isEqualTo("7");
      assertThat(RawPeer.header(answer, "X-A")).isEqualTo("b");
      assertThat(RawPeer.header(answer, "Content-Length")).isEqualTo("7");
      assertThat(RawPeer.header(answer, "Connection")).isEqualToIgnoringCase("close");
      assertThat(answer).endsWith("\r\n\r\nnot now");
    }
    assertThat(recorder.opened()).isFalse();
  }

  @Test
  void keepsTheFramingOfARefusalToItself() throws Exception {
    int port =
        listening(
            refusing(
                400,
                Headers.of(
                    "Content-Length", "99", "Transfer-Encoding", "chunked", "Connection", "x"),
                "four"));
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(RawPeer.upgradeRequest("/"));
      String answer = peer.readRest();
      assertThat(answer).containsOnlyOnce("Content-Length: 4\r\n");
      assertThat(answer).doesNotContain("chunked").doesNotContain("99");
    }
  }

  @Test
  void refusesLaterFromAnotherThread() throws Exception {
    CompletableFuture<Admission> decision = new CompletableFuture<>();
    int port = listening(request -> decision);
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(RawPeer.upgradeRequest("/"));
      assertThat(asked.poll(60, TimeUnit.SECONDS)).isNotNull();
      decision.complete(new Admission.Refuse(HttpAnswer.of(429, Headers.empty())));
      assertThat(peer.readRest()).startsWith("HTTP/1.1 429 ");
    }
  }

  @Test
  void answersAFailedDecisionWith500() throws Exception {
    int port = listening(request -> CompletableFuture.failedFuture(new IllegalStateException()));
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(RawPeer.upgradeRequest("/"));
      assertThat(peer.readRest()).startsWith("HTTP/1.1 500 ");
    }
  }

  private String answerTo(int port, String request) throws Exception {
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(request);
      return peer.readRest();
    }
  }

  @Test
  void answersWhatIsNoUpgradeWith426() throws Exception {
    int port = accepting();
    String answer = answerTo(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 426 ");
    assertThat(RawPeer.header(answer, "Upgrade")).isEqualToIgnoringCase("websocket");
    String old = RawPeer.upgradeRequest("/").replace("Version: 13", "Version: 99");
    answer = answerTo(port, old);
    assertThat(answer).startsWith("HTTP/1.1 426 ");
    assertThat(RawPeer.header(answer, "Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(asked).isEmpty();
  }

  @Test
  void answersBadRequestsWith400() throws Exception {
    int port = accepting();
    String good = RawPeer.upgradeRequest("/");
    List<String> bad = new ArrayList<>();
    bad.add("no http at all\r\n\r\n");
    bad.add(good.replace("Sec-WebSocket-Key: " + RawPeer.KEY + "\r\n", ""));
    bad.add(good.replace("Host: localhost\r\n", ""));
    bad.add(good.replace("Host: localhost\r\n", "Host: localhost\r\nHost: other\r\n"));
    bad.add(RawPeer.upgradeRequest("/", "Content-Length: 5") + "hello");
    bad.add(RawPeer.upgradeRequest("/", "Content-Length: 0", "Content-Length: 5") + "hello");
    bad.add(RawPeer.upgradeRequest("/", "Transfer-Encoding: chunked") + "0\r\n\r\n");
    bad.add(RawPeer.upgradeRequest("/", "Bad Name: x"));
    bad.add(good.replace("HTTP/1.1", "HTTP/1.0"));
    for (String request : bad) {
      assertThat(answerTo(port, request)).as(request).startsWith("HTTP/1.1 400 ");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void answersALongHeaderSectionWith431() throws Exception {
    int port = accepting();
    String answer = answerTo(port, RawPeer.upgradeRequest("/", "X-Long: " + "x".repeat(20_000)));
    assertThat(answer).startsWith("HTTP/1.1 431 ");
    answer = answerTo(port, RawPeer.upgradeRequest("/" + "x".repeat(20_000)));
    assertThat(answer).startsWith("HTTP/1.1 414 ");
  }

  @Test
  void dropsASocketWhoseRequestDoesNotCome() throws Exception {
    int port = accepting();
    try (RawPeer silent = RawPeer.connect(port);
        RawPeer slow = RawPeer.connect(port)) {
      slow.send("GET / HTTP/1.1\r\nHost: loc");
      Lab.await("both deadlines stand", () -> lab.time.pending() >= 2);
      lab.time.advance(Duration.ofSeconds(10));
      assertThat(silent.awaitEnd()).isIn("FIN", "RST");
      slow.readRest();
      assertThat(slow.awaitEnd()).isIn("FIN", "RST");
    }
  }

  @Test
  void closesSocketsOverTheLimitAndAcceptsAgainBelowIt() throws Exception {
    Listening listening =
        lab.listen(
            ListenRequest.of("127.0.0.1", 0).maxConnections(1), Lab.accepting(new Recorder()));
    int port = listening.address().getPort();
    RawPeer first = RawPeer.upgraded(port);
    try (RawPeer second = RawPeer.connect(port)) {
      assertThat(second.awaitEnd()).isIn("FIN", "RST");
    }
    first.reset();
    Lab.await(
        "a place is free",
        () -> {
          try (RawPeer third = RawPeer.connect(port)) {
            third.send(RawPeer.upgradeRequest("/"));
            return third.readHead().startsWith("HTTP/1.1 101 ");
          } catch (IOException stillFull) {
            return false;
          }
        });
  }

  @Test
  void bindsOnlyTheAddressAskedForAndFreesThePortOnClose() throws Exception {
    Listening listening = lab.listen(Lab.accepting(recorder));
    int port = listening.address().getPort();
    assertThat(port).isPositive();
    assertThat(listening.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> new Socket("127.0.0.2", port)).isInstanceOf(IOException.class);

    RawPeer peer = RawPeer.upgraded(port);
    listening.close();
    listening.close();
    Lab.await(
        "the port is free",
        () -> {
          try (RawPeer late = RawPeer.connect(port)) {
            return late.socket == null;
          } catch (IOException refused) {
            return true;
          }
        });
    peer.sendText("lives on");
    assertThat(recorder.text()).isEqualTo("lives on");
    peer.close();
  }

  @Test
  void failsToBindAPortInUse() {
    int port = accepting();
    assertThatThrownBy(
            () ->
                lab.transport
                    .listen(ListenRequest.of("127.0.0.1", port), Lab.accepting(recorder))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                lab.transport
                    .listen(ListenRequest.of("no-such.invalid", 0), Lab.accepting(recorder))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("no-such.invalid");
  }
}
