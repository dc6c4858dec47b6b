package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

class NettySocketsTest {
  @Test
  void nioIsTheDefault() {
    NettySockets sockets = NettyTransport.Options.DEFAULT.sockets();
    assertThat(sockets).isSameAs(NettySockets.NIO);
    assertThat(sockets.connecting().newChannel()).isInstanceOf(NioSocketChannel.class);
    assertThat(sockets.listening().newChannel()).isInstanceOf(NioServerSocketChannel.class);
  }

  @Test
  @EnabledIf(
      value = "dev.hawser.transport.netty.Wanted#epoll",
      disabledReason = "no native epoll on the class path")
  void nativeSocketsAreFoundOnTheClassPath() {
    NettySockets found = NettySockets.nativeOrNio();
    assertThat(Epoll.isAvailable()).isTrue();
    assertThat(found.connecting().newChannel()).isInstanceOf(EpollSocketChannel.class);
    assertThat(found.listening().newChannel()).isInstanceOf(EpollServerSocketChannel.class);
  }

  @Test
  @DisabledIf(
      value = "dev.hawser.transport.netty.Wanted#epoll",
      disabledReason = "native epoll is on the class path")
  void nioStandsInWhereNativeSocketsDoNotWork() {
    assertThat(NettySockets.nativeOrNio()).isSameAs(NettySockets.NIO);
  }

  @Test
  void classesThatAreNotThereAreNone() {
    assertThat(NativeSockets.find("io.netty.channel.nowhere.", "Nowhere")).isNull();
  }

  @Test
  void oneOptionKeepsTheOther() {
    NettyTransport.Options options =
        NettyTransport.Options.DEFAULT.sockets(NettySockets.nativeOrNio()).threads(3);
    assertThat(options.threads()).isEqualTo(3);
    assertThat(options.sockets(NettySockets.NIO))
        .isEqualTo(NettyTransport.Options.DEFAULT.threads(3));
  }
}
