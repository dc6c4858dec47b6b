package dev.hawser;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BlockingTest {
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
    assertThat(more.get(10, SECONDS)).isFalse();
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
    assertThat(read.get(10, SECONDS)).containsExactly("1 a", "1 b", "2 c");
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
    assertThat(interrupted.get(10, SECONDS)).isTrue();
  }
}
