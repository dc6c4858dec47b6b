package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.hawser.close.CloseCode;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen from outside: by listeners, in the log, in a recording, in a thread dump. */
class WitnessTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<String> seen = new ArrayList<>();

  private final MetricsListener metrics =
      new MetricsListener() {
        @Override
        public void onAttempt(String name, int attempt) {
          seen.add(name + " attempt " + attempt);
        }

        @Override
        public void onState(String name, StateChange change) {
          seen.add(name + " " + change.to());
        }

        @Override
        public void onHeartbeat(String name, Session session, Duration roundTrip) {
          seen.add(name + " " + session.number() + " answered in " + roundTrip);
        }

        @Override
        public void onOutcome(String name, Outcome outcome) {
          seen.add(name + " " + outcome);
        }

        @Override
        public void onEnd(String name, Session session, Parting parting) {
          seen.add(name + " " + session.number() + " ended by " + parting.code().value());
        }
      };

  private ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://test")
        .name("prices")
        .reconnect((outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
  }

  private Connection live(ClientBuilder client) {
    Connection connection = client.connect();
    time.settle();
    transport.last().accept();
    time.settle();
    connection.sendText("one");
    time.settle();
    transport.last().answerHeartbeat(Duration.ofMillis(30));
    transport.last().peerCloses(CloseCode.SERVICE_RESTART);
    time.advance(ofSeconds(1));
    return connection;
  }

  @Test
  void aMetricsListenerIsToldEverythingByName() {
    Connection connection = live(client().metrics(metrics));
    connection.close();
    time.settle();
    assertThat(seen)
        .containsExactly(
            "prices QUEUED",
            "prices CONNECTING",
            "prices attempt 0",
            "prices PREPARING",
            "prices OPEN",
            "prices Written[]",
            "prices 1 answered in PT0.03S",
            "prices WAITING",
            "prices 1 ended by 1012",
            "prices QUEUED",
            "prices CONNECTING",
            "prices attempt 1",
            "prices TERMINATED");
    assertThat(connection).hasToString("Connection prices TERMINATED");
  }

  @Test
  void aSessionKnowsItsLatency() {
    Connection connection = client().connect();
    time.settle();
    transport.last().accept();
    time.settle();
    Session session = connection.session();
    assertThat(session.latency()).isNull();
    transport.last().answerHeartbeat(Duration.ofMillis(12));
    time.settle();
    assertThat(session.latency()).isEqualTo(Duration.ofMillis(12));
  }

  @Test
  void aMetricsListenerThatThrowsChangesNothingElse() {
    List<Throwable> uncaught = new ArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try {
      Connection connection =
          client()
              .metrics(
                  new MetricsListener() {
                    @Override
                    public void onState(String name, StateChange change) {
                      throw new IllegalStateException("broken");
                    }
                  })
              .connect();
      time.settle();
      transport.last().accept();
      time.settle();
      assertThat(connection.state()).isEqualTo(State.OPEN);
      assertThat(uncaught).hasSize(4).allMatch(thrown -> thrown.getMessage().equals("broken"));
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
  }

  @Test
  void theLogNamesTheConnectionAndIsSilentAboveDebug() {
    Logger logger = Logger.getLogger("dev.hawser");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            seen.add(line.getLevel() + " " + line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      live(client());
      assertThat(seen).isEmpty();
      logger.setLevel(Level.FINE);
      live(client());
      assertThat(seen).contains("FINE [prices] attempt 0", "FINE [prices] PREPARING -> OPEN");
      assertThat(seen).anyMatch(line -> line.startsWith("FINE [prices] Session 1 (ended) ended: "));
    } finally {
      logger.setLevel(null);
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
  }

  @Test
  void aRecordingHoldsAttemptsStatesHeartbeatsAndEnds(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      for (String event : List.of("Attempt", "State", "Heartbeat", "End")) {
        recording.enable("dev.hawser." + event).withoutThreshold();
      }
      recording.start();
      live(client());
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events).allMatch(event -> event.getString("connection").equals("prices"));
    assertThat(of(events, "Attempt")).hasSize(1);
    assertThat(of(events, "Attempt").get(0).getBoolean("opened")).isTrue();
    assertThat(of(events, "Attempt").get(0).getInt("number")).isZero();
    assertThat(of(events, "State").stream().map(event -> event.getString("to")))
        .containsExactly(
            "QUEUED", "CONNECTING", "PREPARING", "OPEN", "WAITING", "QUEUED", "CONNECTING");
    assertThat(of(events, "Heartbeat").get(0).getDuration("roundTrip"))
        .isEqualTo(Duration.ofMillis(30));
    RecordedEvent end = of(events, "End").get(0);
    assertThat(end.getInt("code")).isEqualTo(1012);
    assertThat(end.getLong("session")).isEqualTo(1);
    assertThat(end.getString("cause")).isNotEmpty();
    assertThat(end.getString("explanation")).contains("1012");
    assertThat(end.getLong("inDoubt")).isEqualTo(1);
  }

  @Test
  void anEventThatNobodyRecordsIsNotMade() {
    FlightEvents events = new FlightEvents("prices");
    StateChange change = new StateChange(State.QUEUED, State.CONNECTING, 0, null, null);
    Duration roundTrip = Duration.ofMillis(3);
    events.changed(change);
    events.heartbeat(1, roundTrip); // whatever is made once is made now
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      events.changed(change);
      events.heartbeat(1, roundTrip);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("dev.hawser." + name))
        .toList();
  }

  @Test
  void aThreadOfThePoolBearsTheNameWhileItRunsTheConnectionsCalls() throws Exception {
    CompletableFuture<String> during = new CompletableFuture<>();
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Connection connection =
        WebSockets.client(transport)
            .timers(time)
            .keepAlive(false)
            .endpoint("ws://test")
            .name("prices")
            .onState(
                change -> {
                  during.complete(Thread.currentThread().getName());
                  thread.complete(Thread.currentThread());
                })
            .connect();
    assertThat(during.get(60, TimeUnit.SECONDS)).matches("hawser-\\d+ prices");
    connection.close();
    Thread by = thread.get(60, TimeUnit.SECONDS);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (by.getName().contains("prices")) {
      assertThat(System.nanoTime()).as(by.getName()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void aThreadOfThePoolBearsTheServersNameWhileItDecidesOnARequest() throws Exception {
    CompletableFuture<String> during = new CompletableFuture<>();
    Server server =
        WebSockets.server(transport)
            .timers(time)
            .keepAlive(false)
            .name("desk")
            .accept(
                request -> {
                  during.complete(Thread.currentThread().getName());
                  return Accept.plain();
                })
            .start();
    transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.1:1", false));
    assertThat(during.get(60, TimeUnit.SECONDS)).matches("hawser-\\d+ desk");
    server.close();
  }

  @Test
  void aServersSessionsAreSeenToo() {
    transport.server().name("desk").metrics(metrics).startAsync();
    time.settle();
    transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.1:1", false));
    time.settle();
    transport.last().drop();
    time.settle();
    assertThat(seen).containsExactly("desk 1 ended by 1006");
  }

  @Test
  void aNameIsGiven() {
    assertThatThrownBy(() -> transport.client().name(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name");
  }
}
