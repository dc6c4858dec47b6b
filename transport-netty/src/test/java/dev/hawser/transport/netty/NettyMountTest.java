package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TransportContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A path of an HTTP server that answers the other paths itself. */
@SuppressWarnings("try") // Peers are closed by what they are, not by what is done with them.
class NettyMountTest {
  private final Lab lab = new Lab();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Recorder recorder = new Recorder();
  private NettyMount mount;
  private HttpHost host;

  @BeforeEach
  void open() throws Exception {
    mount = NettyMount.at("/feed", new TransportContext(lab.time, lab.executor));
    host =
        HttpHost.start(ListenRequest.of("127.0.0.1", 0), loops, List.of(mount))
            .get(60, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    mount.close();
    host.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    lab.close();
  }

  private int port() {
    return host.address().getPort();
  }

  private Listening serve(Acceptor acceptor) throws Exception {
    return serve(ListenRequest.of("127.0.0.1", port()), acceptor);
  }

  private Listening serve(ListenRequest request, Acceptor acceptor) throws Exception {
    return mount.listen(request, acceptor).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static String page(RawPeer peer, String path) throws Exception {
    peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    String head = peer.readHead();
    return head.substring(0, 12)
        + " "
        + new String(peer.readBytes(Integer.parseInt(RawPeer.header(head, "Content-Length"))));
  }

  @Test
  void leavesOtherPathsToTheHttpServer() throws Exception {
    serve(Lab.accepting(recorder));
    try (RawPeer peer = RawPeer.connect(port())) {
      assertThat(page(peer, "/")).isEqualTo("HTTP/1.1 200 a page");
      assertThat(page(peer, "/feeder")).isEqualTo("HTTP/1.1 200 a page");
      assertThat(page(peer, "/feed/more?a")).isEqualTo("HTTP/1.1 200 a page");
      assertThat(recorder.opened()).isFalse();
      peer.send(RawPeer.upgradeRequest("/feed?from=7"));
      assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
      peer.sendText("behind three pages");
      assertThat(recorder.text()).isEqualTo("behind three pages");
    }
  }

  @Test
  void deliversBytesGluedToTheRequest() throws Exception {
    serve(Lab.accepting(recorder));
    try (RawPeer peer = RawPeer.connect(port())) {
      java.io.ByteArrayOutputStream together = new java.io.ByteArrayOutputStream();
      together.writeBytes(RawPeer.upgradeRequest("/feed").getBytes());
      together.writeBytes(peer.frame(RawFrame.TEXT, true, "GET / HTTP/1.1\r\n\r\n".getBytes()));
      peer.send(together.toByteArray());
      assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
      assertThat(recorder.text()).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    }
  }

  @Test
  void answersWith503WhileNoServerIsStarted() throws Exception {
    Recorder early = lab.dial(uri());
    assertThat(((Ending.Refused) early.ending()).answer().status()).isEqualTo(503);
    Listening listening = serve(Lab.accepting(recorder));
    assertThat(lab.dial(uri()).link()).isNotNull();
    listening.close();
    Recorder late = lab.dial(uri());
    assertThat(((Ending.Refused) late.ending()).answer().status()).isEqualTo(503);
  }

  @Test
  void answersWith503WhenItIsFull() throws Exception {
    serve(ListenRequest.of("127.0.0.1", port()).maxConnections(1), Lab.accepting(recorder));
    Recorder first = lab.dial(uri());
    assertThat(first.link()).isNotNull();
    Recorder second = lab.dial(uri());
    assertThat(((Ending.Refused) second.ending()).answer().status()).isEqualTo(503);
    first.link().abort();
    Lab.await(
        "a place is free",
        () -> {
          try (RawPeer third = RawPeer.connect(port())) {
            third.send(RawPeer.upgradeRequest("/feed"));
            return third.readHead().startsWith("HTTP/1.1 101 ");
          } catch (java.io.IOException gone) {
            return false;
          }
        });
  }

  @Test
  void takesOneServerAndNoTlsOfItsOwn() throws Exception {
    serve(Lab.accepting(recorder));
    ListenRequest request = ListenRequest.of("127.0.0.1", 0);
    assertThatThrownBy(() -> serve(request, Lab.accepting(recorder)))
        .hasMessageContaining("started at /feed already");
    Tls tls = Tls.DEFAULT.with(new KeyManager() {});
    assertThatThrownBy(() -> serve(request.with(tls), Lab.accepting(recorder)))
        .hasMessageContaining("TLS is the HTTP server's");
  }

  @Test
  void endsItsLinksWithItselfAndLeavesTheServerAlone() throws Exception {
    serve(Lab.accepting(recorder));
    Recorder client = lab.dial(uri());
    assertThat(client.link()).isNotNull();
    mount.close();
    assertThat(recorder.ending()).isInstanceOf(Ending.Aborted.class);
    assertThat(client.ending().code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    try (RawPeer peer = RawPeer.connect(port())) {
      assertThat(page(peer, "/")).isEqualTo("HTTP/1.1 200 a page");
    }
    assertThatThrownBy(() -> serve(Lab.accepting(recorder))).hasMessageContaining("closed");
  }

  @Test
  void cannotDial() {
    assertThatThrownBy(() -> mount.dial(DialRequest.of(uri()), recorder))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesAPathThatIsNone() {
    TransportContext context = new TransportContext(lab.time, lab.executor);
    for (String path : List.of("feed", "/feed?x", "")) {
      assertThatThrownBy(() -> NettyMount.at(path, context)).hasMessageContaining("'" + path + "'");
    }
  }

  @Test
  @SuppressWarnings("deprecation") // An executor of its own is deprecated by Netty too.
  void refusesAPlaceWhereItCannotWork() throws Exception {
    DefaultEventLoop elsewhere = new DefaultEventLoop();
    EmbeddedChannel noTcp = new EmbeddedChannel();
    noTcp.pipeline().addLast(mount.handler());
    assertThatThrownBy(noTcp::checkException).rootCause().hasMessageContaining("TCP");

    assertThat(trouble(pipeline -> pipeline.addLast(elsewhere, mount.handler())))
        .rootCause()
        .hasMessageContaining("an executor of its own");

    assertThat(
            trouble(
                pipeline -> {
                  pipeline.addFirst(mount.handler());
                  pipeline.fireChannelRead(
                      new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/feed"));
                }))
        .hasMessageContaining("no HTTP codec");
    elsewhere.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  /** Returns what a pipeline reports when that is done to it. */
  private Throwable trouble(Consumer<ChannelPipeline> deed) throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Channel channel = new NioSocketChannel();
    channel.pipeline().addLast(new Thrown(thrown));
    loops.register(channel).get(60, TimeUnit.SECONDS);
    loops.submit(() -> deed.accept(channel.pipeline())).get(60, TimeUnit.SECONDS);
    Throwable seen = thrown.get(60, TimeUnit.SECONDS);
    channel.close().get(60, TimeUnit.SECONDS);
    return seen;
  }

  /** Keeps what a pipeline throws. */
  private static final class Thrown extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Throwable> thrown;

    Thrown(CompletableFuture<Throwable> thrown) {
      this.thrown = thrown;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      thrown.complete(cause);
    }
  }

  private URI uri() {
    return URI.create("ws://127.0.0.1:" + port() + "/feed");
  }
}
