package dev.hawser.transport.vertx;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.HttpRequestReader;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Upgrade;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of a foreign HTTP server until it is a link or refused. */
final class MountedRequest implements AcceptWire {
  private final HttpServerRequest request;
  private final Loop loop;
  private final VertxTransport transport;
  private @Nullable AcceptDoor door;
  private boolean upgraded;

  MountedRequest(HttpServerRequest request, Loop loop, VertxTransport transport) {
    this.request = request;
    this.loop = loop;
    this.transport = transport;
  }

  /** Has it decided. */
  void begin(ListenRequest asked, Acceptor acceptor) {
    AcceptDoor deciding = AcceptDoor.of(acceptor, asked.options(), loop.place(), this);
    door = deciding;
    HttpServerResponse response = request.response();
    response.closeHandler(closed -> gone());
    response.exceptionHandler(trouble -> gone());
    Headers fields = Headers.empty();
    try {
      for (Map.Entry<String, String> field : request.headers()) {
        fields = fields.with(field.getKey(), field.getValue());
      }
    } catch (IllegalArgumentException notHttp) {
      deciding.malformed(400, String.valueOf(notHttp.getMessage()));
      return;
    }
    String start = request.method().name() + " " + request.uri() + " " + version();
    HttpRequestReader.report(new HttpHead(start, fields), deciding);
  }

  private String version() {
    HttpVersion version = request.version();
    return version == HttpVersion.HTTP_1_0 || version == HttpVersion.HTTP_1_1
        ? version.alpnName().toUpperCase(Locale.ROOT)
        : "HTTP/2.0";
  }

  private void gone() {
    AcceptDoor deciding = door;
    if (!upgraded && deciding != null) {
      deciding.gone();
    }
  }

  @Override
  public String remoteAddress() {
    return HttpHeads.text(request.remoteAddress());
  }

  @Override
  public boolean secure() {
    return request.isSSL();
  }

  @Override
  public void refuse(HttpAnswer answer) {
    HttpServerResponse response = request.response().setStatusCode(answer.status());
    HttpHead.unframed(answer.headers())
        .fields()
        .forEach(field -> response.headers().add(field.name(), field.value()));
    response.putHeader("Connection", "close");
    byte[] body = new byte[answer.body().remaining()];
    answer.body().duplicate().get(body);
    var unused =
        (HttpHead.hasBody(answer) ? response.end(Buffer.buffer(body)) : response.end())
            .onComplete(written -> end());
  }

  /** Ends the connection, as was said; of HTTP/2, other requests share it. */
  private void end() {
    if (version().startsWith("HTTP/1.")) {
      drop();
    }
  }

  @Override
  public void upgrade(Headers answer, Upgrade upgrade) {
    upgraded = true;
    HttpServerResponse response = request.response();
    answer.fields().forEach(field -> response.headers().add(field.name(), field.value()));
    Future<NetSocket> upgrading = request.toNetSocket();
    if (!upgrading.succeeded()) {
      throw new IllegalStateException("the HTTP server gave no socket", upgrading.cause());
    }
    NetSocket socket = upgrading.result();
    VertxWire wire = new VertxWire(loop, socket, null, () -> VertxWire.close(socket));
    wire.opened();
    ByteDoor link = upgrade.bytes(wire);
    wire.attach(link);
    wire.flush();
    transport.remember(link);
    WireReader reader = new WireReader(loop, socket, wire, link, transport);
    reader.begin(null, () -> {});
    if (request.isSSL()) {
      reader.secured(null);
    }
  }

  @Override
  public void drop() {
    var unused = request.connection().close();
  }
}
