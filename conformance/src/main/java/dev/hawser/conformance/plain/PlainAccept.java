package dev.hawser.conformance.plain;

import dev.hawser.conformance.EndNotingSocket;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TlsEngines;
import dev.hawser.transport.Upgrade;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An accepted socket until it is a link or refused; then its thread reads for the link. */
final class PlainAccept implements AcceptWire {
  /** What says where an answer ends: only this class may. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding");

  private final ListenRequest request;
  private final Acceptor acceptor;
  private final LinkPlace place;
  private final PlainLine line;
  private final String remote;
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile boolean upgraded;

  PlainAccept(
      ListenRequest request,
      Acceptor acceptor,
      PlainSocketTransport transport,
      EndNotingSocket socket) {
    this.request = request;
    this.acceptor = acceptor;
    this.place = transport.place();
    this.line = new PlainLine(place.thread(), transport, transport.tap(), socket);
    this.remote = PlainHttp.text((InetSocketAddress) socket.getRemoteSocketAddress());
  }

  /** Reads the request, has it decided and, if it became a link, reads on until the end. */
  void serve(@Nullable SSLContext tls) {
    Door door = new Door();
    try {
      Tls asked = request.tls();
      if (tls != null && asked != null) {
        EndNotingSocket tcp = line.tcp();
        SSLSocket secured =
            (SSLSocket) tls.getSocketFactory().createSocket(tcp, remote, tcp.getPort(), true);
        secured.setSSLParameters(TlsEngines.server(secured.getSSLParameters(), asked));
        secured.setUseClientMode(false);
        secured.startHandshake();
        line.secured(secured);
      }
      InputStream in = line.input();
      ask(door, in);
      if (line.dropped()) {
        return;
      }
      decided.await();
      if (upgraded) {
        line.readOn(in);
      } else {
        drain(in);
      }
    } catch (IOException gone) {
      drop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!upgraded) {
        drop();
        door.with(AcceptDoor::gone);
      }
    }
  }

  private void ask(Door door, InputStream in) throws IOException {
    try {
      PlainHttp.Head head = PlainHttp.head(in, request.options().limits().maxHeader(), "");
      if (head == null) {
        drop();
        return;
      }
      String[] start = head.start().split(" ", -1);
      String length = head.headers().first("Content-Length");
      boolean body =
          head.headers().first("Transfer-Encoding") != null
              || (length != null && !length.equals("0"));
      if (start.length != 3) {
        door.with(to -> to.malformed(400, "no HTTP/1.1 request"));
      } else if (body) {
        door.with(to -> to.malformed(400, "an upgrade request has no body"));
      } else {
        door.with(to -> to.request(start[0], start[1], start[2], head.headers()));
      }
    } catch (PlainHttp.Malformed malformed) {
      String text = String.valueOf(malformed.getMessage());
      door.with(to -> to.malformed(malformed.status(), text));
    }
  }

  private static void drain(InputStream in) throws IOException {
    byte[] ignored = new byte[4096];
    int read = in.read(ignored);
    while (read >= 0) {
      read = in.read(ignored);
    }
  }

  /** The accept door, made and used on the link's thread. */
  private final class Door {
    private @Nullable AcceptDoor door;

    Door() {
      place
          .thread()
          .execute(
              () -> door = AcceptDoor.of(acceptor, request.options(), place, PlainAccept.this));
    }

    void with(Report report) {
      place
          .thread()
          .execute(
              () -> {
                AcceptDoor made = door;
                if (made != null) {
                  report.to(made);
                }
              });
    }
  }

  private interface Report {
    void to(AcceptDoor door);
  }

  @Override
  public String remoteAddress() {
    return remote;
  }

  @Override
  public boolean secure() {
    return request.tls() != null;
  }

  @Override
  public void refuse(HttpAnswer answer) {
    int status = answer.status();
    Headers fields = Headers.empty();
    for (Headers.Field field : answer.headers().fields()) {
      if (!FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
        fields = fields.with(field.name(), field.value());
      }
    }
    byte[] body = new byte[status == 204 ? 0 : answer.body().remaining()];
    answer.body().get(body);
    // RFC 9110 s.8.6: a 204 has no length.
    if (status != 204) {
      fields = fields.with("Content-Length", String.valueOf(body.length));
    }
    String head = PlainHttp.head("HTTP/1.1 " + status + " ", fields.with("Connection", "close"));
    line.handshake(head, body);
    line.shutdownOutput();
    decided.countDown();
  }

  @Override
  public void upgrade(Headers answer, Upgrade upgrade) {
    line.handshake(PlainHttp.head("HTTP/1.1 101 Switching Protocols", answer));
    ByteDoor link = upgrade.bytes(line);
    line.over(link);
    line.opened();
    upgraded = true;
    decided.countDown();
  }

  @Override
  public void drop() {
    line.drop();
    decided.countDown();
  }
}
