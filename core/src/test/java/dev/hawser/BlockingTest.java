package dev.hawser;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.UpgradeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BlockingTest {
  private static final String BEHIND =
      "the %s waits for what comes only behind this callback: use a thread of your own";

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);

  private ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://test")
        .reconnect((outage, dice) -> new Verdict.Retry(Duration.ofSeconds(1), 0, false));
  }

  private void accept() {
    time.settle();
    transport.last().accept();
    time.settle();
  }

  @Test
  void theMessagesOfASessionEndWithThePeersCloseThoughThePeerNeverEndsTcp() throws Exception {
    Connection connection = client().connect();
    Iterator<Session> sessions = connection.sessions().iterator();
    accept();
    Iterator<Message> messages = sessions.next().iterator();
    time.settle();
    transport.last().holdEnd(true);
    transport.last().text("a");
    transport.last().peerCloses(CloseCode.SERVICE_RESTART);
    time.settle();
    assertThat(messages.next()).isEqualTo(new Message.Text("a"));
    CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(messages::hasNext);
    assertThat(more.get(60, SECONDS)).isFalse();
    connection.close();
    time.settle();
  }

  @Test
  void iteratesOverSessionsAndTheirMessagesAndEndsWithTheConnection() throws Exception {
    Connection connection = client().connect();
    Iterable<Session> sessions = connection.sessions();
    CompletableFuture<List<String>> read =
        CompletableFuture.supplyAsync(
            () -> {
              List<String> lines = new ArrayList<>();
              for (Session session : sessions) {
                for (Message message : session) {
                  lines.add(session.number() + " " + ((Message.Text) message).text());
                }
              }
              return lines;
            });
    accept();
    transport.last().text("a");
    transport.last().text("b");
    transport.last().drop();
    time.advance(Duration.ofSeconds(1));
    accept();
    transport.last().text("c");
    time.settle();
    connection.close();
    time.settle();
    assertThat(read.get(60, SECONDS)).containsExactly("1 a", "1 b", "2 c");
  }

  @Test
  void asksForMessagesInBatchesAsTheyAreTaken() {
    Connection connection = client().connect();
    Iterator<Session> sessions = connection.sessions().iterator();
    accept();
    Iterator<Message> messages = sessions.next().iterator();
    for (int i = 0; i < 100; i++) {
      transport.last().text("m" + i);
    }
    time.settle();
    assertThat(transport.last().credit()).isZero();
    for (int i = 0; i < 100; i++) {
      assertThat(messages.next()).isEqualTo(new Message.Text("m" + i));
      time.settle();
    }
    assertThat(transport.last().credit()).isBetween(1L, 32L);
  }

  @Test
  void beginsWithTheSessionThatIsOpen() {
    Connection connection = client().connect();
    accept();
    assertThat(connection.sessions().iterator().next().number()).isEqualTo(1);
    assertThatThrownBy(connection::sessions).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void leavesOutASessionThatEndedUnreadWithNothingToRead() {
    Connection connection = client().connect();
    Iterator<Session> sessions = connection.sessions().iterator();
    accept();
    transport.last().drop();
    time.advance(Duration.ofSeconds(1));
    accept();
    transport.last().text("kept");
    transport.last().drop();
    time.advance(Duration.ofSeconds(1));
    accept();
    Session second = sessions.next();
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.iterator().next()).isEqualTo(new Message.Text("kept"));
    assertThat(sessions.next().number()).isEqualTo(3);
  }

  @Test
  void aSessionHasOneConsumer() {
    Connection callbacks = client().onText((s, text) -> {}).connect();
    accept();
    assertThatThrownBy(() -> callbacks.session().iterator())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("consumer already");
    Connection iterated = client().connect();
    accept();
    Session session = iterated.session();
    Iterator<Message> first = session.iterator();
    assertThatThrownBy(session::iterator).isInstanceOf(IllegalStateException.class);
    session.close(CloseCode.NORMAL_CLOSURE);
    time.settle();
    assertThat(first.hasNext()).isFalse();
    assertThatThrownBy(first::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void anIteratorOfAnEndedSessionIsEmpty() {
    Connection connection = client().connect();
    accept();
    Session session = connection.session();
    transport.last().drop();
    time.settle();
    assertThat(session.iterator().hasNext()).isFalse();
  }

  @Test
  void waitingOnALinksThreadIsAnError() {
    List<Throwable> thrown = new ArrayList<>();
    Connection other = client().connect();
    accept();
    Iterator<Message> messages = other.session().iterator();
    Connection connection =
        client()
            .onText(
                (s, text) -> {
                  try {
                    messages.next();
                  } catch (IllegalStateException e) {
                    thrown.add(e);
                  }
                })
            .connect();
    accept();
    transport.last().text("go");
    time.settle();
    assertThat(thrown).hasSize(1);
    assertThat(thrown.get(0)).hasMessageContaining("callbacksOn(executor)");
    assertThat(connection.state()).isEqualTo(State.OPEN);
  }

  @Test
  void waitingInACallbackForTheSessionBehindItIsAnError() {
    List<String> refused = new ArrayList<>();
    Connection[] made = new Connection[1];
    Runnable all =
        () -> {
          try {
            made[0].sessions().forEach(session -> {});
          } catch (IllegalStateException e) {
            refused.add(e.getMessage());
          }
        };
    made[0] = client().callbacksOn(time.executor()).onText((session, text) -> all.run()).connect();
    accept();
    transport.last().text("go");
    time.settle();
    made[0] = client().onState(change -> all.run()).connect();
    time.settle();
    assertThat(refused).startsWith(BEHIND.formatted("iterator of sessions"));
    assertThat(refused.get(1)).isEqualTo(refused.get(0));
  }

  @Test
  void waitingInACallbackForTheMessageBehindItIsAnError() {
    List<String> refused = new ArrayList<>();
    Consumer<Session> read =
        session -> {
          try {
            session.forEach(message -> {});
          } catch (IllegalStateException e) {
            refused.add(e.getMessage());
          }
        };
    client()
        .callbacksOn(time.executor())
        .onOpen(s -> s.confirm().thenRun(() -> read.accept(s)))
        .connect();
    accept();
    transport.last().answerHeartbeat(Duration.ofMillis(3));
    time.settle();
    assertThat(refused).containsExactly(BEHIND.formatted("session's iterator"));

    transport.server().callbacksOn(time.executor()).onOpen(read).start();
    transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.7:1", false));
    time.settle();
    assertThat(refused).hasSize(2).allMatch(refused.get(0)::equals);
  }

  @Test
  void whoWaitsInAListenerIsToldOfMessagesAndOfALossWithoutAClose() {
    List<String> read = new ArrayList<>();
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Aside aside = new Aside(thrown::add);
    client()
        .executor(aside)
        .onOpen(
            session -> {
              session.forEach(message -> read.add(((Message.Text) message).text()));
              read.add("over");
            })
        .connect();
    accept();
    aside.settle();
    transport.last().text("a");
    time.settle();
    aside.settle();
    assertThat(read).containsExactly("a");
    transport.last().drop();
    time.settle();
    aside.finish(time::settle);
    assertThat(read).containsExactly("a", "over");
    assertThat(thrown).isEmpty();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    Connection connection = client().connect();
    Iterator<Session> sessions = connection.sessions().iterator();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              boolean more = sessions.hasNext();
              interrupted.complete(!more && Thread.currentThread().isInterrupted());
            });
    waiting.start();
    waiting.interrupt();
    assertThat(interrupted.get(60, SECONDS)).isTrue();
  }
}
