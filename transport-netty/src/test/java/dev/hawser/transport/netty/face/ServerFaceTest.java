package dev.hawser.transport.netty.face;

import static dev.hawser.transport.netty.face.Soon.await;
import static dev.hawser.transport.netty.face.Soon.soon;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Accept;
import dev.hawser.Connection;
import dev.hawser.Reception;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.State;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.frame.OriginPolicy;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The public face of a server, over real sockets. */
class ServerFaceTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Server server;

  private void start(ServerBuilder builder) {
    server = builder.start();
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      soon(server.close(CloseReason.of(CloseCode.GOING_AWAY)));
    }
  }

  private Socket ask(String... moreLines) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    StringBuilder head = new StringBuilder("GET /feed?x=1 HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(server.port()).append("\r\n");
    head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    head.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String line : moreLines) {
      head.append(line).append("\r\n");
    }
    socket
        .getOutputStream()
        .write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        return head.toString();
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private String status(String... moreLines) throws IOException {
    try (Socket socket = ask(moreLines)) {
      String head = head(socket);
      return head.isEmpty() ? "" : head.substring(9, 12);
    }
  }

  @Test
  void allowsPagesOfItsOwnHostAndProgramsOnlyUnlessToldOtherwise() throws Exception {
    start(WebSockets.server().accept(request -> note(Accept.plain())));
    assertThat(status("Origin: http://evil.example")).isEqualTo("403");
    assertThat(status("Origin: null")).isEqualTo("403");
    assertThat(status("Origin: http://127.0.0.1:1")).isEqualTo("403");
    assertThat(log).isEmpty();
    assertThat(status()).isEqualTo("101");
    assertThat(status("Origin: http://127.0.0.1:" + server.port())).isEqualTo("101");
    assertThat(log).hasSize(2);
  }

  private Reception note(Reception reception) {
    log.add("asked");
    return reception;
  }

  @Test
  void allowsTheOriginsItWasGiven() throws Exception {
    start(WebSockets.server().originPolicy(OriginPolicy.anyOf("https://good.example")));
    assertThat(status("Origin: https://good.example")).isEqualTo("101");
    assertThat(status("Origin: http://good.example")).isEqualTo("403");
    assertThat(status("Origin: null")).isEqualTo("403");
  }

  @Test
  void refusesWithStatusFieldsAndBody() throws Exception {
    start(
        WebSockets.server()
            .accept(
                request ->
                    Accept.refuse(503)
                        .retryAfter(ofSeconds(7))
                        .header("X-Why", "full")
                        .body("h\u00e9las\n")));
    try (Socket socket = ask()) {
      String head = head(socket);
      assertThat(head)
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("Retry-After: 7\r\n")
          .containsIgnoringCase("X-Why: full\r\n")
          .containsIgnoringCase("Content-Length: 7\r\n")
          .containsIgnoringCase("Connection: close\r\n");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("h\u00e9las\n");
    }
  }

  @Test
  void decidesInItsTimeAndNotOnTheNetworksThread() throws Exception {
    CompletableFuture<Reception> decision = new CompletableFuture<>();
    start(
        WebSockets.server()
            .acceptAsync(
                request -> {
                  log.add(Thread.currentThread().getName());
                  return decision;
                }));
    try (Socket socket = ask()) {
      await("asked", () -> !log.isEmpty());
      assertThat(log.get(0)).doesNotContain("netty");
      decision.complete(Accept.refuse(401));
      assertThat(head(socket)).startsWith("HTTP/1.1 401 ");
    }
  }

  @Test
  void anAcceptorThatIsTooSlowCostsNoEnd() throws Exception {
    CompletableFuture<Reception> decision = new CompletableFuture<>();
    start(
        WebSockets.server()
            .deadlines(Deadlines.DEFAULT.handshake(Duration.ofMillis(50)))
            .acceptAsync(request -> decision));
    assertThat(status()).isEqualTo("503");
    decision.complete(Accept.plain());
    soon(server.close(CloseReason.of(CloseCode.GOING_AWAY)));
  }

  @Test
  void acceptsWithSubprotocolAndAttributes() throws Exception {
    start(
        WebSockets.server()
            .accept(request -> Accept.subprotocol("v2").attribute("target", request.target()))
            .onText((s, text) -> s.sendText(text + " " + s.attributes().get("target"))));
    CompletableFuture<String> answer = new CompletableFuture<>();
    Connection connection =
        WebSockets.client()
            .endpoint(server.uri().resolve("/x?y=z"))
            .subprotocols("v1", "v2")
            .onText((session, text) -> answer.complete(session.subprotocol() + " " + text))
            .connect();
    connection.sendText("hello");
    assertThat(soon(answer)).isEqualTo("v2 hello /x?y=z");
    connection.close();
    soon(connection.closed());
  }

  @Test
  void takesNoMoreSocketsThanItMay() throws Exception {
    start(WebSockets.server().maxConnections(2));
    Socket one = ask();
    assertThat(head(one)).startsWith("HTTP/1.1 101 ");
    try (Socket two = ask()) {
      assertThat(head(two)).startsWith("HTTP/1.1 101 ");
      Socket three = ask();
      assertThatThrownBy(
              () -> {
                if (head(three).isEmpty()) {
                  throw new IOException("closed");
                }
              })
          .isInstanceOf(IOException.class);
      three.close();
      one.close();
      await(
          "room again",
          () -> {
            try {
              return status().equals("101");
            } catch (IOException full) {
              return false;
            }
          });
    }
  }

  @Test
  void refusesHeadersOverTheLimit() throws Exception {
    start(WebSockets.server().limits(Limits.DEFAULT.maxHeader(1024)));
    assertThat(status("X-Long: " + "x".repeat(2000))).isEqualTo("431");
  }

  @Test
  void aPortInUseFailsTheStartAndHoldsNothing() {
    start(WebSockets.server());
    assertThatThrownBy(() -> WebSockets.server().port(server.port()).start())
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aCloseSaysGoodByeToEverySession() throws Exception {
    start(
        WebSockets.server().onEnd((session, parting) -> log.add("end " + parting.code().value())));
    Connection connection =
        WebSockets.client().endpoint(server.uri()).reconnect(ReconnectPolicy.never()).connect();
    await("open", () -> connection.state() == State.OPEN && server.sessions().size() == 1);
    soon(server.close(CloseReason.of(CloseCode.SERVICE_RESTART)));
    assertThat(log).containsExactly("end 1012");
    assertThat(soon(connection.closed()).code()).isEqualTo(CloseCode.SERVICE_RESTART);
  }
}
