package dev.hawser.conformance.plain;

import dev.hawser.conformance.EndNotingSocket;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TlsEngines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A bound socket and the thread that accepts on it. */
final class PlainListening implements Listening {
  private static final int BACKLOG = 512;

  private final ListenRequest request;
  private final Acceptor acceptor;
  private final PlainSocketTransport transport;
  private final ServerSocket socket;
  private final @Nullable SSLContext tls;
  private final AtomicInteger accepted = new AtomicInteger();

  private PlainListening(
      ListenRequest request,
      Acceptor acceptor,
      PlainSocketTransport transport,
      @Nullable SSLContext tls)
      throws IOException {
    this.request = request;
    this.acceptor = acceptor;
    this.transport = transport;
    this.tls = tls;
    this.socket = EndNotingSocket.server();
    socket.setReuseAddress(true);
    socket.bind(
        new InetSocketAddress(InetAddress.getByName(request.host()), request.port()), BACKLOG);
  }

  static Listening bind(ListenRequest request, Acceptor acceptor, PlainSocketTransport transport) {
    Tls asked = request.tls();
    try {
      SSLContext tls = asked == null ? null : TlsEngines.fresh(asked);
      PlainListening listening = new PlainListening(request, acceptor, transport, tls);
      transport.remember(listening);
      transport.threads().execute(listening::accept);
      return listening;
    } catch (GeneralSecurityException unusable) {
      throw new CompletionException(new IOException("TLS cannot be set up", unusable));
    } catch (IOException | RejectedExecutionException failed) {
      throw new CompletionException(failed);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        EndNotingSocket next = EndNotingSocket.accept(socket);
        if (accepted.incrementAndGet() > request.maxConnections()) {
          accepted.decrementAndGet();
          next.close();
        } else {
          next.setTcpNoDelay(true);
          transport.threads().execute(() -> serve(next));
        }
      } catch (IOException | RejectedExecutionException over) {
        // Closed, or one socket that came to nothing.
      }
    }
  }

  private void serve(EndNotingSocket next) {
    try {
      new PlainAccept(request, acceptor, transport, next).serve(tls);
    } finally {
      accepted.decrementAndGet();
    }
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    transport.forget(this);
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
