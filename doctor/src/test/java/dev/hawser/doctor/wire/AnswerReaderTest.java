package dev.hawser.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.http.HttpAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AnswerReaderTest {
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(300);

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Pace pace = Pace.start(executor);

  private AnswerReader reader;
  private RawLine line;

  @AfterEach
  void stop() {
    pace.close();
    executor.shutdown();
  }

  /** Reads what a server says in these pieces, after which it leaves the connection open. */
  private HttpAnswer read(long patience, String... pieces) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RawLine dialled =
          RawLine.dial(
              new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 60_000, pace);
      line = dialled;
      try (dialled;
          Socket socket = server.accept()) {
        for (String piece : pieces) {
          socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
          socket.getOutputStream().flush();
        }
        reader = new AnswerReader(line);
        return reader.read(pace.now() + patience);
      }
    }
  }

  private HttpAnswer read(String... pieces) throws IOException {
    return read(TimeUnit.SECONDS.toNanos(60), pieces);
  }

  @Test
  void aBodyOfAnnouncedLengthIsNotWaitedForBeyondIt() throws IOException {
    HttpAnswer answer =
        read(
            "HTTP/1.1 426 Upgrade Required\r\nServer: a\r\nContent-Le",
            "ngth: 4\r\n\r\nbo",
            "dyXX");
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.headers().first("server")).isEqualTo("a");
    assertThat(answer.bodyText()).isEqualTo("bodyXX");
    assertThat(line.end()).isEqualTo(WireEnd.OPEN);
  }

  @Test
  void chunksArePutTogether() throws IOException {
    HttpAnswer answer =
        read(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
    assertThat(answer.bodyText()).isEqualTo("abc0123456789");
  }

  @Test
  void aHeaderThatIsNoneIsLeftOut() throws IOException {
    HttpAnswer answer =
        read("HTTP/1.0 200 OK\r\nno colon\r\nbad name: 1\r\ngood: 2\r\nContent-Length: 0\r\n\r\n");
    assertThat(answer.headers().fields()).hasSize(2);
    assertThat(answer.headers().first("good")).isEqualTo("2");
  }

  @Test
  void whatFollowsAHundredAndOneIsKeptForTheFrames() throws IOException {
    HttpAnswer answer = read("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n\u0081\u0002hi");
    assertThat(answer.status()).isEqualTo(101);
    assertThat(reader.rest()).containsExactly(0x81, 2, 'h', 'i');
  }

  @Test
  void interimAnswersComeBeforeTheOneThatCounts() throws IOException {
    String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
    HttpAnswer answer = read(interim + "HTTP/1.1 101 OK\r\nUpgrade: w\r\n\r", "\n\u0089\u0000");
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headers().fields()).hasSize(1);
    assertThat(reader.rest()).containsExactly(0x89, 0);
    assertThat(read(interim + "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno").bodyText())
        .isEqualTo("no");
    assertThat(read(SOON, interim)).isNull();
  }

  @Test
  void whatIsNoHttpIsKeptAsItCame() throws IOException {
    assertThat(read("SSH-2.0-x\r\n")).isNull();
    assertThat(reader.firstBytes()).isEqualTo("SSH-2.0-x\r\n");
    assertThat(read("HTTP/1.1 what\r\n\r\n")).isNull();
    assertThat(read(SOON, "HTTP/1.1 200 OK\r\nServer: a")).isNull();
    assertThat(reader.firstBytes()).startsWith("HTTP/1.1 200");
  }

  @Test
  void silenceIsNoAnswer() throws IOException {
    assertThat(read(SOON)).isNull();
    assertThat(reader.any()).isFalse();
  }

  @Test
  void aBodyIsKeptUpToFourKibibytes() throws IOException {
    HttpAnswer answer = read("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(9_000));
    assertThat(answer.bodyText()).hasSize(4_096);
  }
}
