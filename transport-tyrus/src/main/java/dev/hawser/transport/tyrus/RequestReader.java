package dev.hawser.transport.tyrus;

import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Addresses;
import dev.hawser.transport.HttpRequestReader;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.Upgrade;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An accepted line until it is a link or refused: reads one request head, then keeps what comes
 * behind it, at most {@link #AHEAD} bytes and a read, for the link to be.
 */
final class RequestReader implements AcceptWire, LineUser {
  private static final int AHEAD = 64 * 1024;

  private final ListenRequest request;
  private final Acceptor acceptor;
  private final TyrusTransport transport;
  private final LinkPlace place;
  private final HttpRequestReader reader;
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
    this.reader = new HttpRequestReader(request.options().limits().maxHeader());
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
    if (headSeen) {
      keep(bytes);
    } else if (reader.take(bytes)) {
      headSeen = true;
      keep(bytes); // before the decision, which may come at once
      reader.report(door());
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

  @Override
  public String remoteAddress() {
    return Addresses.text(line().remote());
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
    open.write(HttpHead.refusal(answer).bytes(), false);
    if (HttpHead.hasBody(answer) && answer.body().hasRemaining()) {
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
    open.write(HttpHead.switching(answer).bytes(), false);
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
