package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.frame.Compression;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Compression from the public face down to the transport. */
class CompressedConnectionTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final Compression wish = Compression.deflate().level(9);

  @Test
  void isOffUnlessItIsAskedFor() {
    transport.client().endpoint("ws://test").connect();
    time.settle();
    assertThat(transport.last().request().options().compression()).isEqualTo(Compression.OFF);
  }

  @Test
  void aClientsWishReachesTheTransport() {
    transport.client().endpoint("ws://test").compression(wish).connect();
    time.settle();
    assertThat(transport.last().request().options().compression()).isEqualTo(wish);
  }

  @Test
  void isRefusedWhereTheTransportCannotAndNothingIsDialled() {
    Transport unable = new Unable();
    assertThatThrownBy(
            () ->
                WebSockets.client(unable)
                    .endpoint("ws://test")
                    .compression(wish)
                    .keepAlive(false)
                    .connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "transport 'scripted' cannot compress: leave compression(...) out, or take a transport"
                + " with COMPRESSION");
    assertThatThrownBy(
            () -> WebSockets.server(unable).compression(wish).keepAlive(false).startAsync())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("transport 'scripted' cannot compress");
  }

  @Test
  void isNotMissedWhereItIsNotAskedFor() {
    Connection connection =
        WebSockets.client(new Unable()).endpoint("ws://test").keepAlive(false).connect();
    assertThat(connection.state()).isNotEqualTo(State.TERMINATED);
    connection.close();
  }

  /** The scripted transport without the ability. */
  private final class Unable implements Transport {
    @Override
    public String name() {
      return transport.name();
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(EnumSet.of(Capability.COMPRESSION));
    }

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      return transport.dial(request, listener);
    }

    @Override
    public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
      throw new AssertionError("not to be asked");
    }

    @Override
    public void close() {
      transport.close();
    }
  }
}
