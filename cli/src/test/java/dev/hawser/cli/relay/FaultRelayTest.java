package dev.hawser.cli.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FaultRelayTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private ServerSocket target;
  private FaultRelay relay;
  private Socket client;
  private Socket server;

  @BeforeEach
  void connectThroughTheRelay() throws IOException {
    target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    relay = FaultRelay.start(ANY, (InetSocketAddress) target.getLocalSocketAddress());
    client = dial();
    server = target.accept();
    server.setSoTimeout(10_000);
  }

  @AfterEach
  void closeAll() throws IOException {
    client.close();
    server.close();
    relay.close();
    target.close();
  }

  private Socket dial() throws IOException {
    Socket socket = new Socket();
    socket.connect(relay.address(), 5_000);
    socket.setSoTimeout(10_000);
    return socket;
  }

  /** The RST may arrive while the socket still connects. */
  private void dialAndRead() throws IOException {
    try (Socket second = dial()) {
      second.getInputStream().read();
    }
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("waited 10 s for a condition").isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void forwardsBytesBothWays() throws IOException {
    client.getOutputStream().write("ahoy".getBytes());
    assertThat(server.getInputStream().readNBytes(4)).isEqualTo("ahoy".getBytes());
    server.getOutputStream().write("aye!".getBytes());
    assertThat(client.getInputStream().readNBytes(4)).isEqualTo("aye!".getBytes());
  }

  @Test
  void forwardsMoreThanItsBufferHoldsAndKeepsEveryByte() throws Exception {
    byte[] sent = new byte[3_000_000];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31 + i / 7);
    }
    Thread writer =
        new Thread(
            () -> {
              try {
                client.getOutputStream().write(sent);
                client.shutdownOutput();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    assertThat(server.getInputStream().readAllBytes()).isEqualTo(sent);
    writer.join();
  }

  @Test
  void passesAFinOnAsAFinAndTheOtherDirectionStaysOpen() throws IOException {
    client.shutdownOutput();
    assertThat(server.getInputStream().read()).isEqualTo(-1);
    server.getOutputStream().write(7);
    assertThat(client.getInputStream().read()).isEqualTo(7);
    server.close();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    until(() -> relay.tunnels() == 0);
  }

  @Test
  void passesAnRstOnAsAnRst() throws IOException {
    server.setSoLinger(true, 0);
    server.close();
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    until(() -> relay.tunnels() == 0);
  }

  @Test
  void resetEndsBothSidesWithAnRst() {
    assertThat(relay.reset()).isEqualTo(1);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThatThrownBy(() -> server.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThat(relay.tunnels()).isZero();
  }

  @Test
  void finishEndsBothSidesWithAFin() throws IOException {
    assertThat(relay.finish()).isEqualTo(1);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(server.getInputStream().read()).isEqualTo(-1);
    client.close();
    server.close();
    until(() -> relay.tunnels() == 0);
  }

  @Test
  void bytesOfAPausedTunnelWaitAndPassOnResume() throws IOException {
    relay.pause();
    client.getOutputStream().write(9);
    server.setSoTimeout(100);
    assertThatThrownBy(() -> server.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    relay.resume();
    server.setSoTimeout(10_000);
    assertThat(server.getInputStream().read()).isEqualTo(9);
  }

  @Test
  void bytesOfAPausedTunnelAreLostWithAReset() throws IOException {
    client.getOutputStream().write(1);
    assertThat(server.getInputStream().read()).isEqualTo(1);
    relay.pause();
    client.getOutputStream().write(2);
    relay.reset();
    assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void aSilentTunnelPassesNeitherBytesNorEndsAndIsNotResumed() throws IOException {
    assertThat(relay.silence()).isEqualTo(1);
    client.getOutputStream().write(1);
    relay.resume();
    server.setSoTimeout(100);
    assertThatThrownBy(() -> server.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoLinger(true, 0);
    client.close();
    assertThatThrownBy(() -> server.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(relay.tunnels()).isEqualTo(1);
  }

  @Test
  void aTunnelThatComesAfterAFaultForwards() throws IOException {
    relay.silence();
    try (Socket second = dial();
        Socket accepted = target.accept()) {
      second.getOutputStream().write(5);
      assertThat(accepted.getInputStream().read()).isEqualTo(5);
    }
  }

  @Test
  void refusesClientsUntilItAdmitsThemOnTheSamePort() throws IOException {
    relay.refuse();
    relay.refuse();
    assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class);
    client.getOutputStream().write(3);
    assertThat(server.getInputStream().read()).isEqualTo(3);
    relay.admit();
    relay.admit();
    try (Socket second = dial();
        Socket accepted = target.accept()) {
      second.getOutputStream().write(6);
      assertThat(accepted.getInputStream().read()).isEqualTo(6);
    }
  }

  @Test
  void keepsItsPortWhileItRefuses() throws IOException {
    relay.refuse();
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      assertThatThrownBy(() -> other.bind(relay.address())).isInstanceOf(BindException.class);
    }
    relay.admit();
    dial().close();
  }

  @Test
  void freesItsPortAtItsEndAlsoWhileItRefuses() throws IOException {
    relay.refuse();
    relay.close();
    try (ServerSocket other = new ServerSocket()) {
      other.bind(relay.address());
      assertThat(other.getLocalPort()).isEqualTo(relay.address().getPort());
    }
  }

  @Test
  void sendsLaterClientsToAnotherTarget() throws IOException {
    try (ServerSocket elsewhere = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      relay.target((InetSocketAddress) elsewhere.getLocalSocketAddress());
      try (Socket second = dial();
          Socket accepted = elsewhere.accept()) {
        second.getOutputStream().write(8);
        assertThat(accepted.getInputStream().read()).isEqualTo(8);
      }
    }
  }

  @Test
  void resetsAClientWhoseTargetIsGone() throws IOException {
    target.close();
    assertThatThrownBy(this::dialAndRead).isInstanceOf(SocketException.class);
  }

  @Test
  void aTunnelIsBrokenAloneAndEvenBeforeItsFirstByte() throws IOException {
    relay.onTunnel(Tunnel::reset);
    assertThatThrownBy(this::dialAndRead).isInstanceOf(SocketException.class);
    client.getOutputStream().write(4);
    assertThat(server.getInputStream().read()).isEqualTo(4);
  }

  @Test
  void closeEndsTunnelsAndFreesThePortAndAnswersCommandsAfterwards() throws IOException {
    relay.close();
    relay.close();
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class);
    assertThat(relay.reset()).isZero();
    new ServerSocket(relay.address().getPort(), 1, InetAddress.getLoopbackAddress()).close();
  }
}
