package dev.hawser.transport.netty.face;

import static dev.hawser.transport.netty.face.Soon.await;
import static dev.hawser.transport.netty.face.Soon.soon;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Accept;
import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Message;
import dev.hawser.Outbox;
import dev.hawser.Outcome;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.Session;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.Verdict;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettyTransport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public face of a client, over real sockets. */
class ClientFaceTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<StateChange> changes = new CopyOnWriteArrayList<>();
  private final AtomicInteger refuse = new AtomicInteger();
  private final List<Connection> connections = new ArrayList<>();
  private Server server;
  private Relay relay;

  @BeforeEach
  void start() throws Exception {
    server =
        WebSockets.server()
            .accept(
                request ->
                    refuse.getAndDecrement() > 0
                        ? Accept.refuse(503).retryAfter(ofSeconds(1))
                        : Accept.plain())
            .onText(
                (session, text) -> {
                  received.add(text);
                  if (text.equals("bye")) {
                    session.close(CloseReason.of(CloseCode.SERVICE_RESTART, "new version"));
                  } else {
                    session.sendText("echo " + text);
                  }
                })
            .onBinary((session, bytes) -> session.sendBinary(bytes))
            .start();
    relay = new Relay(server.port());
  }

  @AfterEach
  void stop() throws Exception {
    connections.forEach(Connection::close); // a failed test must not leave its loops to the next
    relay.close();
    soon(server.close(CloseReason.of(CloseCode.GOING_AWAY)));
  }

  private ClientBuilder client() {
    return WebSockets.client()
        .endpoint(relay.uri())
        .reconnect(Backoff.fullJitter(ofMillis(10), ofMillis(50)))
        .onState(changes::add);
  }

  private Connection connect(ClientBuilder client) {
    Connection connection = client.connect();
    connections.add(connection);
    return connection;
  }

  private static void open(Connection connection) {
    await("open", () -> connection.state() == State.OPEN);
  }

  private StateChange loss() {
    await("a loss", () -> changes.stream().anyMatch(c -> c.to() == State.WAITING));
    return changes.stream().filter(c -> c.to() == State.WAITING).findFirst().orElseThrow();
  }

  private static TransportEnd end(StateChange change) {
    Ending.Dropped dropped = (Ending.Dropped) change.parting().ending();
    return dropped.facts().frames().transportEnd();
  }

  @Test
  void givesUpWhenTheTransportItWasGivenIsClosedWhileItWaits() throws Exception {
    NettyTransport own =
        NettyTransport.create(new TransportContext(WheelTimers.shared(), Runnable::run));
    Connection connection =
        connect(
            WebSockets.client(own)
                .endpoint(relay.uri())
                .reconnect((outage, dice) -> new Verdict.Retry(ofMillis(300), 0, false))
                .onState(changes::add));
    open(connection);
    relay.reset();
    var unused = loss();
    own.close();
    assertThat(((Ending.Unreachable) soon(connection.closed()).ending()).kind())
        .isEqualTo(Unreachability.TRANSPORT_CLOSED);
    assertThat(connection.givenUp().why()).isEqualTo(Verdict.Reason.TRANSPORT_CLOSED);
  }

  @Test
  void comesBackAfterAResetAndSaysSo() throws Exception {
    Connection connection = connect(client());
    open(connection);
    relay.reset();
    assertThat(end(loss())).isEqualTo(TransportEnd.RST);
    assertThat(loss().parting().code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(soon(connection.sendText("again"))).isEqualTo(new Outcome.Written());
    await("it arrives", () -> received.contains("again"));
    assertThat(soon(connection.close(CloseReason.of(CloseCode.NORMAL_CLOSURE))).ending().by())
        .isEqualTo(Initiator.USER);
  }

  @Test
  void comesBackAfterAnEndWithoutAClose() throws Exception {
    Connection connection = connect(client());
    open(connection);
    relay.finish();
    assertThat(end(loss())).isEqualTo(TransportEnd.FIN);
    open(connection);
    connection.close();
    soon(connection.closed());
  }

  @Test
  void waitsAsLongAsARefusalAsks() throws Exception {
    refuse.set(1);
    Connection connection = connect(client());
    open(connection);
    assertThat(loss().parting().ending())
        .isInstanceOfSatisfying(
            Ending.Refused.class, refused -> assertThat(refused.answer().status()).isEqualTo(503));
    assertThat(((Verdict.Retry) loss().verdict()).delay()).isGreaterThanOrEqualTo(ofSeconds(1));
    connection.close();
    soon(connection.closed());
  }

  @Test
  void keepsWhatIsSentMeanwhileAndReplaysWhatIsInDoubt() throws Exception {
    refuse.set(1);
    Connection connection = connect(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      outcomes.add(connection.sendText("m" + i).toCompletableFuture());
    }
    open(connection);
    for (CompletableFuture<Outcome> outcome : outcomes) {
      assertThat(soon(outcome)).isEqualTo(new Outcome.Written());
    }
    relay.reset();
    for (int i = 50; i < 100; i++) {
      outcomes.add(connection.sendText("m" + i).toCompletableFuture());
    }
    for (CompletableFuture<Outcome> outcome : outcomes) {
      assertThat(soon(outcome)).isEqualTo(new Outcome.Written());
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add("m" + i);
    }
    // Some were written just before the reset was seen: they arrive with the next session.
    await(
        "the refusal and the reset",
        () -> changes.stream().filter(c -> c.to() == State.WAITING).count() == 2);
    await("all of them", () -> received.containsAll(all));
    open(connection);
    assertThat(soon(connection.session().confirm())).isTrue();
    assertThat(connection.tally().waiting()).isZero();
    assertThat(soon(connection.close(CloseReason.of(CloseCode.NORMAL_CLOSURE))).inDoubt()).isZero();
  }

  @Test
  void aRenewalResendsNothingThatThePeerTook() throws Exception {
    Connection connection = connect(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    open(connection);
    for (int i = 0; i < 20; i++) {
      soon(connection.sendText("m" + i));
    }
    Session old = connection.session();
    connection.renew();
    assertThat(soon(old.ended()).inDoubt()).isZero();
    await("the next session", () -> connection.session() != null && connection.session() != old);
    soon(connection.sendText("last"));
    await("the last", () -> received.contains("last"));
    assertThat(received).hasSize(21).doesNotHaveDuplicates();
    connection.close();
    soon(connection.closed());
  }

  @Test
  void preparesEachSessionAheadOfTheOutbox() throws Exception {
    Connection connection = connect(client().prepare(session -> session.sendText("subscribe")));
    soon(connection.sendText("one"));
    await("the first", () -> received.contains("one")); // a reset may overtake what is written
    relay.reset();
    loss();
    soon(connection.sendText("two"));
    await("all", () -> received.contains("two"));
    assertThat(received).containsSubsequence("subscribe", "one", "subscribe", "two");
    connection.close();
    soon(connection.closed());
  }

  @Test
  void aCloseOfTheServerArrivesWithItsWords() throws Exception {
    Connection connection = connect(client());
    open(connection);
    connection.sendText("bye");
    Parting parting = loss().parting();
    assertThat(parting.code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(((Ending.Closed) parting.ending()).reason().text()).isEqualTo("new version");
    connection.close();
    soon(connection.closed());
  }

  @Test
  void iteratesOverSessionsAndMessagesAndEndsWithTheConnection() throws Exception {
    List<String> seen = new ArrayList<>();
    Connection connection = connect(client());
    for (Session session : connection.sessions()) {
      seen.add("session");
      session.sendText("hello");
      session.sendBinary(ByteBuffer.wrap(new byte[] {7}));
      for (Message message : session) {
        if (message instanceof Message.Text text) {
          seen.add(text.text());
        } else if (message instanceof Message.Binary binary) {
          seen.add("binary " + binary.bytes().get(0));
          if (seen.size() < 6) {
            relay.reset();
          } else {
            connection.close();
          }
        }
      }
    }
    assertThat(seen)
        .containsExactly("session", "echo hello", "binary 7", "session", "echo hello", "binary 7");
    assertThat(soon(connection.closed()).ending().by()).isEqualTo(Initiator.USER);
  }

  @Test
  void badInputIsRefusedByTheCallThatBringsIt() throws Exception {
    Connection connection = connect(client());
    open(connection);
    Session session = connection.session();
    assertThatThrownBy(() -> session.sendText("a\ud800b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index 1");
    assertThatThrownBy(() -> connection.sendText("a\udc00b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index 1");
    assertThatThrownBy(() -> connection.sendBinary(ByteBuffer.allocate((1 << 20) + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1048577")
        .hasMessageContaining("1048576");
    assertThatThrownBy(() -> session.close(CloseCode.ABNORMAL_CLOSURE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1006");
    assertThatThrownBy(() -> session.close(CloseCode.SERVICE_RESTART))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1012")
        .hasMessageContaining("3000-4999");
    assertThatThrownBy(() -> CloseReason.of(CloseCode.NORMAL_CLOSURE, "\u00e9".repeat(62)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("124")
        .hasMessageContaining("123");
    assertThatThrownBy(() -> session.ping(ByteBuffer.allocate(126)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("126")
        .hasMessageContaining("125");
    assertThat(session.isOpen()).isTrue();
    connection.close();
    soon(connection.closed());
    // After the end every call is an outcome or nothing, never an exception.
    assertThat(soon(connection.sendText("late")))
        .isEqualTo(new Outcome.Dropped(Outcome.Dropped.Reason.CONNECTION_ENDED));
    assertThat(soon(session.sendText("late")))
        .isEqualTo(new Outcome.Dropped(Outcome.Dropped.Reason.SESSION_ENDED));
    session.ping(ByteBuffer.allocate(1));
    assertThat(soon(session.confirm())).isFalse();
    session.close(CloseCode.NORMAL_CLOSURE);
    session.abort();
    connection.renew();
    connection.wake();
    connection.close();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
  }
}
