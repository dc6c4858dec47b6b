package dev.hawser.conformance.plain;

import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Addresses;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.NameResolver;
import dev.hawser.transport.ProxyTalk;
import dev.hawser.transport.TlsEngines;
import dev.hawser.transport.UpgradeHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One attempt, step by step on a thread that may block; then that thread reads for the link. */
final class PlainDial implements Runnable {
  private final DialRequest request;
  private final ByteDoor door;
  private final PlainLine line;

  PlainDial(DialRequest request, ByteDoor door, PlainLine line) {
    this.request = request;
    this.door = door;
    this.line = line;
  }

  @Override
  public void run() {
    try {
      InetSocketAddress address = resolve();
      if (address == null || !connect(address) || !tunnel() || !secure(address)) {
        return;
      }
      line.tell(to -> ask(to.upgrade()));
      listen();
    } catch (IOException lost) {
      line.fail(lost);
    }
  }

  private @Nullable InetSocketAddress resolve() {
    line.tell(ByteDoor::resolving);
    try {
      return Addresses.of(request, NameResolver.SYSTEM).next();
    } catch (UnknownHostException unknown) {
      String text = String.valueOf(unknown.getMessage());
      line.tell(to -> to.unreachable(Unreachability.NAME_NOT_RESOLVED, text, unknown));
      return null;
    }
  }

  private boolean secure() {
    return "wss".equalsIgnoreCase(request.uri().getScheme());
  }

  private boolean connect(InetSocketAddress address) {
    String text = PlainHttp.text(address);
    line.tell(to -> to.connecting(text));
    try {
      line.tcp().setTcpNoDelay(true);
      line.tcp().connect(address);
    } catch (IOException failed) {
      Unreachability kind =
          failed instanceof ConnectException
                  && String.valueOf(failed.getMessage()).contains("refused")
              ? Unreachability.CONNECTION_REFUSED
              : Unreachability.CONNECT_FAILED;
      line.tell(to -> to.unreachable(kind, String.valueOf(failed.getMessage()), failed));
      return false;
    }
    line.tell(to -> to.connected(text));
    return true;
  }

  private boolean tunnel() throws IOException {
    ProxyTalk proxy = door.proxy();
    if (proxy == null) {
      return true;
    }
    line.handshake(PlainHttp.latin1(proxy.begin()));
    InputStream in = line.input();
    byte[] chunk = new byte[1024];
    while (!proxy.through() && !door.ended()) {
      int read = in.read(chunk);
      if (read < 0) {
        line.readOn(in);
        return false;
      }
      line.handshake(PlainHttp.latin1(proxy.take(ByteBuffer.wrap(chunk, 0, read))));
    }
    return proxy.through();
  }

  private boolean secure(InetSocketAddress address) throws IOException {
    if (!secure()) {
      return true;
    }
    try {
      SSLSocket tls =
          (SSLSocket)
              TlsEngines.fresh(request.tls())
                  .getSocketFactory()
                  .createSocket(line.tcp(), request.uri().getHost(), address.getPort(), true);
      String host = Addresses.bare(request.uri().getHost());
      tls.setSSLParameters(TlsEngines.client(tls.getSSLParameters(), request.tls(), host));
      tls.startHandshake();
      line.secured(tls);
      var certificate = TlsEngines.certificate(tls.getSession());
      line.tell(to -> to.secured(certificate));
      return true;
    } catch (SSLException | GeneralSecurityException untrusted) {
      if (untrusted instanceof SSLException tls && PlainTls.alert(tls) >= 0) {
        line.fail(tls);
      } else {
        String text = String.valueOf(untrusted.getMessage());
        line.tell(to -> to.unreachable(Unreachability.TLS_FAILED, text, untrusted));
      }
      return false;
    }
  }

  private void ask(UpgradeHead head) {
    if (!door.ended()) {
      String start = "GET " + head.target() + " HTTP/1.1";
      line.handshake(PlainHttp.head(start, head.headers()));
    }
  }

  private void listen() throws IOException {
    InputStream in = line.input();
    HttpAnswer answer;
    try {
      answer = PlainHttp.answer(in, request.options().limits().maxHeader());
    } catch (PlainHttp.Malformed malformed) {
      String text = String.valueOf(malformed.getMessage());
      line.tell(to -> to.unreachable(Unreachability.BAD_ANSWER, text, null));
      return;
    }
    if (answer != null) {
      line.tell(
          to -> {
            if (answer.status() == 101) {
              line.opened();
            }
            to.response(answer);
          });
    }
    // Also finds the end of a stream that brought no answer.
    line.readOn(in);
  }
}
