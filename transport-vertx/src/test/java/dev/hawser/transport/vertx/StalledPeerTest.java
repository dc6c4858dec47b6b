package dev.hawser.transport.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that takes no more bytes, behind which a Vert.x socket would wait to close. */
class StalledPeerTest {
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final TransportContext lent = new TransportContext(new VirtualTime(), executor);
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    executor.shutdownNow();
  }

  @Test
  void abortEndsALinkWhosePeerTakesNoMoreBytes() throws Exception {
    try (Transport own = VertxTransport.create(lent);
        Transport shared = VertxTransport.create(vertx, lent)) {
      for (Transport transport : List.of(own, shared)) {
        try (ServerSocket stalled = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          Seen client = new Seen();
          transport.dial(
              DialRequest.of(URI.create("ws://127.0.0.1:" + stalled.getLocalPort() + "/")), client);
          Socket peer = stalled.accept();
          answer(peer);
          Link link = client.link();
          for (int i = 0; i < 400; i++) {
            link.sendBinary(ByteBuffer.wrap(new byte[60_000]), Completion.IGNORED);
          }
          link.abort();
          assertThat(client.ending()).isInstanceOf(Ending.Aborted.class);
          peer.setSoTimeout(10_000);
          assertThat(readToTheEnd(peer)).isLessThan(400 * 60_000);
        }
      }
    }
  }

  /** Answers an upgrade request and reads nothing behind it. */
  private static void answer(Socket peer) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(peer.getInputStream(), ISO_8859_1), 1);
    String key = "";
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    byte[] digest =
        MessageDigest.getInstance("SHA-1")
            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
    String accept = Base64.getEncoder().encodeToString(digest);
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept
            + "\r\n\r\n";
    peer.getOutputStream().write(head.getBytes(ISO_8859_1));
  }

  private static long readToTheEnd(Socket peer) throws IOException {
    long read = 0;
    byte[] some = new byte[64 * 1024];
    try {
      for (int n = 0; n >= 0; n = peer.getInputStream().read(some)) {
        read += n;
      }
    } catch (SocketException reset) {
      return read;
    }
    return read;
  }
}
