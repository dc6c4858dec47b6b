package dev.hawser.transport.tyrus;

import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.Upgrade;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An accepted line until it is a link or refused: reads one request head, then keeps what comes
 * behind it, at most {@link #AHEAD} bytes and a read, for the link to be.
 */
final class RequestReader implements AcceptWire, LineUser {
  private static final int AHEAD = 64 * 1024;

  /** What says where an answer ends: only this class may. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding");

  private final ListenRequest request;
  private final Acceptor acceptor;
  private final TyrusTransport transport;
  private final LinkPlace place;
  private final HttpHead.Gatherer gatherer;
  private final ByteArrayOutputStream behind = new ByteArrayOutputStream(0);
  private @Nullable Line line;
  private @Nullable AcceptDoor door;
  private boolean headSeen;
  private boolean answered;
  private boolean answerWritten;
  private boolean gone;

  /** Begins with that line; {@link #begin} comes next. */
  RequestReader(ListenRequest request, Acceptor acceptor, TyrusTransport transport, Loop loop) {
    this.request = request;
    this.acceptor = acceptor;
    this.transport = transport;
    this.place = transport.place(loop);
    this.gatherer = new HttpHead.Gatherer(request.options().limits().maxHeader());
  }

  /** Starts the deadline, on the loop. */
  void begin(Line accepted) {
    line = accepted;
    door = AcceptDoor.of(acceptor, request.options(), place, this);
  }

  private Line line() {
    Line there = line;
    if (there == null) {
      throw new IllegalStateException("not begun");
    }
    return there;
  }

  private AcceptDoor door() {
    AcceptDoor there = door;
    if (there == null) {
      throw new IllegalStateException("not begun");
    }
    return there;
  }

  @Override
  public void bytes(ByteBuffer bytes) {
    if (!headSeen) {
      boolean whole = gatherer.take(bytes);
      if (gatherer.tooLong()) {
        headSeen = true;
        boolean inLine = gatherer.inFirstLine();
        door()
            .malformed(
                inLine ? 414 : 431,
                inLine ? "the request line is too long" : "the header section is too long");
        return;
      }
      if (!whole) {
        return;
      }
      headSeen = true;
      keep(bytes); // before the decision, which may come at once
      judge();
    } else {
      keep(bytes);
    }
  }

  private void keep(ByteBuffer bytes) {
    if (answered || gone) {
      bytes.position(bytes.limit());
      return;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    behind.writeBytes(copy);
    if (behind.size() > AHEAD) {
      line().read(false);
    }
  }

  private void judge() {
    HttpHead head;
    try {
      head = gatherer.head();
    } catch (IllegalArgumentException notHttp) {
      door().malformed(400, "no HTTP/1.1 request: " + notHttp.getMessage());
      return;
    }
    String[] start = head.start().split(" ", -1);
    if (start.length != 3 || !start[2].matches("HTTP/\\d\\.\\d") || !Headers.isToken(start[0])) {
      door().malformed(400, "no HTTP/1.1 request: it begins with '" + head.start() + "'");
    } else if (hasBody(head.fields())) {
      door().malformed(400, "an upgrade request has no body");
    } else {
      door().request(start[0], start[1], start[2], head.fields());
    }
  }

  private static boolean hasBody(Headers fields) {
    return fields.first("Transfer-Encoding") != null
        || !fields.all("Content-Length").stream().allMatch("0"::equals);
  }

  @Override
  public String remoteAddress() {
    return HttpHead.text(line().remote());
  }

  @Override
  public boolean secure() {
    return line().secure();
  }

  @Override
  public void refuse(HttpAnswer answer) {
    answered = true;
    behind.reset();
    Line open = line();
    open.read(true);
    int status = answer.status();
    Headers fields = Headers.empty();
    for (Headers.Field field : answer.headers().fields()) {
      if (!FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
        fields = fields.with(field.name(), field.value());
      }
    }
    // RFC 9110 s.8.6: a 204 has no length.
    if (status != 204) {
      fields = fields.with("Content-Length", String.valueOf(answer.body().remaining()));
    }
    fields = fields.with("Connection", "close");
    open.write(HttpHead.bytes("HTTP/1.1 " + status + " " + Phrases.of(status), fields), false);
    if (status != 204 && answer.body().hasRemaining()) {
      open.write(answer.body(), false);
    }
    open.whenWritten(
        result -> {
          answerWritten = true;
          if (open.inputEnded()) {
            end();
          } else if (!gone) {
            open.shutdownOutput();
          }
        });
  }

  @Override
  public void upgrade(Headers answer, Upgrade upgrade) {
    answered = true;
    Line open = line();
    Ending end = new Ending();
    TyrusWire wire = new TyrusWire(Role.SERVER, place.masks(), end::forget);
    wire.line(open);
    MessageDoor link;
    try {
      link = upgrade.messages(wire);
    } catch (IllegalArgumentException frames) {
      drop();
      throw frames;
    }
    open.write(HttpHead.bytes("HTTP/1.1 101 Switching Protocols", answer), false);
    end.link = link;
    transport.remember(link.link());
    wire.door(link, upgrade.options().limits().maxMessage());
    transport.engines().server(wire);
    open.read(true);
    byte[] early = behind.toByteArray();
    behind.reset();
    if (early.length > 0) {
      place.thread().execute(() -> wire.bytes(ByteBuffer.wrap(early)));
    }
  }

  /** What is forgotten when the link has ended. */
  private final class Ending {
    private @Nullable MessageDoor link;

    void forget() {
      if (link != null) {
        transport.forget(link.link());
      }
    }
  }

  @Override
  public void drop() {
    gone = true;
    behind.reset();
    line().drop();
  }

  @Override
  public void ended(TransportEnd end) {
    // An answer under way is still written.
    if (!answered || answerWritten) {
      end();
    }
  }

  @Override
  public void lost(Throwable cause) {
    end();
  }

  private void end() {
    if (!gone) {
      drop();
      door().gone();
    }
  }
}
