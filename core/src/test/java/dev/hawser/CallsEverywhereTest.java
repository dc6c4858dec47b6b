package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of a connection and of its sessions, from every callback and in every state: none
 * throws but as documented, none keeps the connection from its end. {@link CallTablesTest} sees to
 * it that no method and no callback is left out.
 */
@Timeout(300) // wakes what waits for itself; nothing else comes near it
class CallsEverywhereTest extends GuardedCalls {
  static List<Arguments> placesAndCalls() {
    List<Arguments> all = each(ClientPlaces.ALL.keySet(), FaceCalls.CONNECTION, FaceCalls.SESSION);
    // Documented: with the iterator of sessions a session has its consumer.
    all.removeIf(
        a -> a.get()[0].equals("subscriber") && a.get()[1].equals("Connection.sessions()"));
    return all;
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("placesAndCalls")
  void aCallInACallbackThrowsNothingAndKeepsNothingFromTheEnd(String place, String call) {
    // To renew in each attempt never ends.
    callIn(new ClientStage(), place, call, 3);
  }

  static List<Arguments> placesAndWaits() {
    List<Arguments> all =
        each(
            ClientPlaces.ALL.keySet(),
            List.of(true, false),
            FaceCalls.CONNECTION_WAITS,
            FaceCalls.SESSION_WAITS);
    all.removeIf(
        a -> a.get()[0].equals("subscriber") && ((String) a.get()[1]).contains("sessions()"));
    return all;
  }

  @ParameterizedTest(name = "{1} in {0}, on the link''s thread: {2}")
  @MethodSource("placesAndWaits")
  void aCallThatWaitsComesBackOrIsRefusedInEachCallback(
      String place, String call, boolean onLinkThread) {
    Aside aside = new Aside(thrown::add);
    ClientStage stage = new ClientStage(aside);
    if (!onLinkThread) {
      stage.client = stage.client.callbacksOn(aside);
    }
    callIn(stage, place, call, 2);
  }

  private void callIn(ClientStage stage, String place, String call, int times) {
    AtomicBoolean ran = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    Connection[] made = new Connection[1];
    Session[] known = new Session[1];
    Consumer<@Nullable Session> run =
        session -> {
          ran.set(true);
          Session at = session != null ? session : known[0];
          if (made[0] != null && calls.incrementAndGet() <= times) {
            guarded(() -> call(call, made[0], at));
          }
        };
    ClientPlaces.ALL.get(place).accept(stage, run);
    made[0] = stage.client.connect();
    stage.begin(made[0]);
    stage.settle();
    stage.accept();
    known[0] = made[0].session();
    stage.play(made[0]);
    assertThat(ran).as("the place was reached").isTrue();
    assertEnded(made[0], stage);
    assertThat(stage.time.pending()).isZero();
  }

  private static void call(String call, Connection connection, @Nullable Session session) {
    for (Calls<Connection> calls : List.of(FaceCalls.CONNECTION, FaceCalls.CONNECTION_WAITS)) {
      if (calls.names().contains(call)) {
        calls.named(call).accept(connection);
      }
    }
    for (Calls<Session> calls : List.of(FaceCalls.SESSION, FaceCalls.SESSION_WAITS)) {
      if (session != null && calls.names().contains(call)) {
        calls.named(call).accept(session);
      }
    }
  }

  private void assertEnded(Connection connection, ClientStage stage) {
    assertThat(thrown).isEmpty();
    assertThat(connection.state()).isEqualTo(State.TERMINATED);
    assertThat(connection.closed().toCompletableFuture()).isCompleted();
    assertThat(connection.tally().waiting()).isZero();
  }

  // In each state, on a thread of the user's own

  static Stream<Arguments> statesAndCalls() {
    List<State> all = List.of(State.values());
    return Stream.concat(
        each(all, List.of(false), FaceCalls.CONNECTION, FaceCalls.SESSION).stream(),
        each(all, List.of(true), FaceCalls.CONNECTION_WAITS, FaceCalls.SESSION_WAITS).stream());
  }

  @ParameterizedTest(name = "{1} while {0}")
  @MethodSource("statesAndCalls")
  void aCallInAStateThrowsNothingAndKeepsNothingFromTheEnd(
      State state, String call, boolean waits) {
    Aside aside = new Aside(thrown::add);
    ClientStage stage = waits ? new ClientStage(aside) : new ClientStage();
    Session[] latest = new Session[1];
    stage.client = stage.client.onOpen(session -> latest[0] = session);
    Connection connection = stage.in(state);
    assertThat(connection.state()).isEqualTo(state);
    Runnable made = () -> guarded(() -> call(call, connection, latest[0]));
    if (waits) {
      aside.execute(made);
    } else {
      made.run();
    }
    stage.settle();
    connection.close();
    stage.settle();
    stage.letGo();
    assertEnded(connection, stage);
  }
}
