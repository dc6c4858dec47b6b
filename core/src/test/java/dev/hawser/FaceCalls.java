package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Spliterator;

/** What can be called on connections, on sessions of both sides and on servers. */
final class FaceCalls {
  static final Calls<Connection> CONNECTION = new Calls<>();
  static final Calls<Session> SESSION = new Calls<>();
  static final Calls<Server> SERVER = new Calls<>();

  /** Those that wait, or are refused where they must not. */
  static final Calls<Connection> CONNECTION_WAITS = new Calls<>();

  static final Calls<Session> SESSION_WAITS = new Calls<>();
  static final Calls<Server> SERVER_WAITS = new Calls<>();

  private FaceCalls() {}

  private static ByteBuffer bytes() {
    return ByteBuffer.allocate(2);
  }

  private static ScriptedTransport elsewhere() {
    return new ScriptedTransport(new VirtualTime());
  }

  static {
    CONNECTION.put("Connection.sendText(String)", c -> c.sendText("x"));
    CONNECTION.put(
        "Connection.sendText(String) no text",
        c -> Calls.refused(() -> c.sendText("\ud800"), "surrogate"));
    CONNECTION.put("Connection.sendBinary(ByteBuffer)", c -> c.sendBinary(bytes()));
    CONNECTION.put("Connection.sendLatest(Object, String)", c -> c.sendLatest("key", "x"));
    CONNECTION.put("Connection.sendLatest(Object, ByteBuffer)", c -> c.sendLatest("key", bytes()));
    CONNECTION.put("Connection.state()", Connection::state);
    CONNECTION.put("Connection.session()", Connection::session);
    CONNECTION.waits("Connection.sessions()", Connection::sessions);
    CONNECTION.put("Connection.tally()", Connection::tally);
    CONNECTION.put("Connection.closed()", Connection::closed);
    CONNECTION.put("Connection.givenUp()", Connection::givenUp);
    CONNECTION.put("Connection.close()", Connection::close);
    CONNECTION.put(
        "Connection.close(CloseReason)", c -> c.close(CloseReason.of(CloseCode.of(4000), "x")));
    CONNECTION.put(
        "Connection.close(CloseReason) of a server",
        c -> Calls.refused(() -> c.close(CloseReason.of(CloseCode.SERVICE_RESTART)), "1012"));
    CONNECTION.put("Connection.renew()", Connection::renew);
    CONNECTION.put("Connection.wake()", Connection::wake);
    CONNECTION.put("Connection.networkChanged()", Connection::networkChanged);
    CONNECTION.put("Connection.verify(Duration)", c -> c.verify(ofSeconds(1)));
    CONNECTION.put(
        "Connection.verify(Duration) at once",
        c -> Calls.refused(() -> c.verify(Duration.ZERO), "PT0S"));
    CONNECTION.put("Connection.toString()", c -> assertThat(c.toString()).isNotEmpty());
    CONNECTION.put(
        "ClientBuilder.connect()",
        c -> {
          try (Connection other = elsewhere().client().endpoint("ws://other").connect()) {
            assertThat(other.state()).isEqualTo(State.IDLE);
          }
        });
    CONNECTION.put(
        "ClientBuilder.check()",
        c -> assertThat(elsewhere().client().endpoint("ws://other").check()).isNotNull());

    SESSION.put("Session.number()", Session::number);
    SESSION.put("Session.subprotocol()", Session::subprotocol);
    SESSION.put("Session.handshake()", Session::handshake);
    SESSION.put("Session.isOpen()", Session::isOpen);
    SESSION.put("Session.attributes()", s -> s.attributes().put("k", "v"));
    SESSION.put("Session.sendText(String)", s -> s.sendText("x"));
    SESSION.put(
        "Session.sendText(String) no text",
        s -> Calls.refused(() -> s.sendText("\udc00"), "surrogate"));
    SESSION.put("Session.sendBinary(ByteBuffer)", s -> s.sendBinary(bytes()));
    SESSION.put("Session.ping(ByteBuffer)", s -> s.ping(bytes()));
    SESSION.put(
        "Session.ping(ByteBuffer) too long",
        s -> Calls.refused(() -> s.ping(ByteBuffer.allocate(126)), "126"));
    SESSION.put("Session.confirm()", Session::confirm);
    SESSION.put("Session.inDoubt()", Session::inDoubt);
    SESSION.put("Session.pendingBytes()", Session::pendingBytes);
    SESSION.put("Session.latency()", Session::latency);
    SESSION.put("Session.close(CloseCode)", s -> s.close(CloseCode.NORMAL_CLOSURE));
    SESSION.put(
        "Session.close(CloseCode) of nobody",
        s -> Calls.refused(() -> s.close(CloseCode.ABNORMAL_CLOSURE), "1006"));
    SESSION.put(
        "Session.close(CloseReason)", s -> s.close(CloseReason.of(CloseCode.of(4001), "x")));
    SESSION.put("Session.abort()", Session::abort);
    SESSION.put("Session.ended()", Session::ended);
    SESSION.put("Session.toString()", s -> assertThat(s.toString()).isNotEmpty());
    SESSION.waits(
        "Session.messages() subscribed to",
        s -> s.messages().subscribe(new GuardedCalls.Reader(() -> {})));
    SESSION.waits("Session.iterator()", s -> Objects.requireNonNull(s.iterator()));
    SESSION.waits("Session.spliterator()", s -> Objects.requireNonNull(s.spliterator()));
    SESSION.put("Broadcast.to(Iterable)", s -> Broadcast.text("all").to(List.of(s)));
    SESSION.put("Parting.code()", s -> s.ended().thenAccept(Parting::code));
    SESSION.put("Parting.inDoubt()", s -> s.ended().thenAccept(Parting::inDoubt));
    SESSION.put("Parting.ending()", s -> s.ended().thenAccept(Parting::ending));
    SESSION.put("Parting.diagnosis()", s -> s.ended().thenAccept(Parting::diagnosis));
    SESSION.put("Parting.hashCode()", s -> s.ended().thenApply(Parting::hashCode));
    SESSION.put("Parting.equals(Object)", s -> s.ended().thenApply(p -> p.equals(s)));
    SESSION.put(
        "Parting.explain()", s -> s.ended().thenAccept(p -> assertThat(p.explain()).isNotEmpty()));
    SESSION.put(
        "Parting.explain(Locale)",
        s -> s.ended().thenAccept(p -> assertThat(p.explain(Locale.FRENCH)).isNotEmpty()));
    SESSION.put(
        "Parting.toString()",
        s -> s.ended().thenAccept(p -> assertThat(p.toString()).isNotEmpty()));

    SERVER.put("Server.uri()", Server::uri);
    SERVER.put("Server.port()", Server::port);
    SERVER.put("Server.sessions()", server -> List.copyOf(server.sessions()));
    SERVER.put("Server.broadcast(Broadcast)", server -> server.broadcast(Broadcast.text("x")));
    SERVER.put(
        "Server.broadcast(Broadcast) that ends",
        server -> server.broadcast(Broadcast.text("xx").slowAt(1).whenSlow(WhenSlow.END)));
    SERVER.put(
        "Server.broadcast(Broadcast) to closing",
        server -> {
          server.sessions().forEach(session -> session.close(CloseCode.GOING_AWAY));
          server.broadcast(Broadcast.binary(ByteBuffer.allocate(3)));
        });
    SERVER.put("Server.drain(Drain)", server -> server.drain(Drain.over(ofSeconds(3))));
    SERVER.put("Server.drain(Drain) at once", server -> server.drain(Drain.over(Duration.ZERO)));
    SERVER.put("Server.close()", Server::close);
    SERVER.put(
        "Server.close(CloseReason)",
        server -> server.close(CloseReason.of(CloseCode.TRY_AGAIN_LATER, "later")));
    SERVER.put(
        "Server.close(CloseReason) of a client",
        server ->
            Calls.refused(() -> server.close(CloseReason.of(CloseCode.MANDATORY_EXT)), "1010"));
    SERVER.put(
        "Server.drain(Drain), then close",
        server -> {
          server.drain(Drain.over(ofSeconds(3)));
          server.close();
        });
    SERVER.put("Server.closed()", Server::closed);
    SERVER.put("Server.toString()", server -> assertThat(server.toString()).isNotEmpty());
    SERVER.put(
        "ServerBuilder.startAsync()",
        server -> elsewhere().server().startAsync().thenAccept(Server::close));

    CONNECTION_WAITS.waits("Connection.sessions() to the end", c -> toTheEnd(c.sessions()));
    CONNECTION_WAITS.waits(
        "Connection.sessions() beyond the end",
        c -> {
          Iterator<Session> sessions = c.sessions().iterator();
          while (sessions.next() != null) {
            assertThat(sessions).isNotNull();
          }
        });
    CONNECTION_WAITS.waits("Connection.sendText(String) twice", c -> twice(() -> c.sendText("x")));
    CONNECTION_WAITS.waits(
        "Connection.sendBinary(ByteBuffer) twice", c -> twice(() -> c.sendBinary(bytes())));
    CONNECTION_WAITS.waits(
        "Connection.sendLatest(Object, String) twice",
        c -> twice(() -> c.sendLatest(new Object(), "x")));
    CONNECTION_WAITS.waits(
        "Connection.sendLatest(Object, ByteBuffer) twice",
        c -> twice(() -> c.sendLatest(new Object(), bytes())));

    SESSION_WAITS.waits("Session.iterator() to the end", s -> toTheEnd(s));
    SESSION_WAITS.waits(
        "Session.iterator() beyond the end",
        s -> {
          Iterator<Message> messages = s.iterator();
          while (messages.next() != null) {
            assertThat(messages).isNotNull();
          }
        });
    SESSION_WAITS.waits("Session.forEach(Consumer)", s -> s.forEach(m -> {}));
    SESSION_WAITS.waits(
        "Session.spliterator() to the end",
        s -> {
          Spliterator<Message> messages = s.spliterator();
          while (messages.tryAdvance(m -> {})) {
            assertThat(messages).isNotNull();
          }
        });

    SERVER_WAITS.waits("ServerBuilder.start()", server -> elsewhere().server().start().close());
  }

  private static void toTheEnd(Iterable<?> all) {
    for (Object one : all) {
      assertThat(one).isNotNull();
    }
  }

  private static void twice(Runnable send) {
    send.run();
    send.run();
  }
}
