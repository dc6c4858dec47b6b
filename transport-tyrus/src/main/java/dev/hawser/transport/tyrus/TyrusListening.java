package dev.hawser.transport.tyrus;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TlsEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A bound socket of ours in place of Tyrus's server, which knows neither host nor free port. */
final class TyrusListening implements Listening, Loop.Waiting {
  private static final int BACKLOG = 1024;

  private final ListenRequest request;
  private final Acceptor acceptor;
  private final TyrusTransport transport;
  private final @Nullable SSLContext identity;
  private final ServerSocketChannel socket;
  private final InetSocketAddress address;
  private final AtomicInteger accepted = new AtomicInteger();

  /** Binds; the identity is the context of the request's TLS, null for plain text. */
  TyrusListening(
      ListenRequest request,
      Acceptor acceptor,
      TyrusTransport transport,
      @Nullable SSLContext identity)
      throws IOException {
    this.request = request;
    this.acceptor = acceptor;
    this.transport = transport;
    this.identity = identity;
    this.socket = ServerSocketChannel.open();
    try {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      Buffers.keep(socket, request.options().buffers());
      socket.bind(new InetSocketAddress(request.host(), request.port()), BACKLOG);
      socket.configureBlocking(false);
      this.address = (InetSocketAddress) socket.getLocalAddress();
    } catch (IOException | RuntimeException notBound) {
      socket.close();
      throw notBound;
    }
  }

  /** Begins to accept on that loop. */
  void start(Loop loop) {
    loop.execute(
        () -> {
          try {
            loop.register(socket, SelectionKey.OP_ACCEPT, this);
          } catch (IOException closedMeanwhile) {
            transport.forget(this);
          }
        });
  }

  @Override
  public void ready(SelectionKey key) {
    try {
      for (SocketChannel next = socket.accept(); next != null; next = socket.accept()) {
        accept(next);
      }
    } catch (IOException thisOneCameToNothing) {
      // Such as no descriptor left; the next turn tries again.
    }
  }

  private void accept(SocketChannel channel) throws IOException {
    if (accepted.incrementAndGet() > request.maxConnections()) {
      accepted.decrementAndGet();
      channel.close();
      return;
    }
    channel.configureBlocking(false);
    Buffers.keep(channel, request.options().buffers());
    Loop loop = transport.nextLoop();
    loop.execute(() -> begin(channel, loop));
  }

  private void begin(SocketChannel channel, Loop loop) {
    RequestReader reader = new RequestReader(request, acceptor, transport, loop);
    Line line = new Line(loop, channel, reader, accepted::decrementAndGet);
    SSLContext context = identity;
    Tls tls = request.tls();
    TlsLayer layer =
        context == null || tls == null
            ? null
            : new TlsLayer(TlsEngines.server(context, tls), transport.blocking());
    reader.begin(line);
    line.accepted(layer);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    transport.forget(this);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A closed channel keeps its port until its selector has looked.
    transport.wake();
  }

  @Override
  public void abandoned() {
    close();
  }
}
