package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
 * Every call of a server and of its sessions, from every callback and in every state: none throws
 * but as documented, none keeps the server from its end. {@link CallTablesTest} sees to it that no
 * method and no callback is left out.
 */
@Timeout(300) // wakes what waits for itself; nothing else comes near it
class ServerCallsEverywhereTest extends GuardedCalls {
  static List<Arguments> placesAndCalls() {
    return each(ServerPlaces.ALL.keySet(), FaceCalls.SERVER, FaceCalls.SESSION);
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("placesAndCalls")
  void aCallInACallbackThrowsNothingAndKeepsNothingFromTheEnd(String place, String call) {
    callIn(new ServerStage(), place, call, 3);
  }

  static List<Arguments> placesAndWaits() {
    return each(
        ServerPlaces.ALL.keySet(),
        List.of(true, false),
        FaceCalls.SERVER_WAITS,
        FaceCalls.SESSION_WAITS);
  }

  /** First on the session at hand, which is refused, then once on all: what may wait does. */
  @ParameterizedTest(name = "{1} in {0}, on the link''s thread: {2}")
  @MethodSource("placesAndWaits")
  void aCallThatWaitsComesBackOrIsRefusedInEachCallback(
      String place, String call, boolean onLinkThread) {
    Aside aside = new Aside(thrown::add);
    ServerStage stage = new ServerStage(aside);
    if (!onLinkThread) {
      stage.with(stage.server.callbacksOn(aside));
    }
    callIn(stage, place, call, 2);
  }

  private void callIn(ServerStage stage, String place, String call, int times) {
    AtomicBoolean ran = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    Server[] made = new Server[1];
    Consumer<@Nullable Session> run =
        session -> {
          ran.set(true);
          int count = calls.incrementAndGet();
          if (count > times) {
            return;
          }
          List<Session> on = new ArrayList<>();
          if (session != null) {
            on.add(session);
          }
          if (session == null || (stage.aside != null && count == 1)) {
            on.addAll(made[0].sessions());
          }
          call(call, made[0], on);
        };
    ServerPlaces.ALL.get(place).accept(stage, run);
    made[0] = stage.server.start();
    stage.play(made[0]);
    assertThat(ran).as("the place was reached").isTrue();
    assertEnded(made[0], stage);
  }

  private void call(String call, Server server, List<Session> sessions) {
    for (Calls<Server> calls : List.of(FaceCalls.SERVER, FaceCalls.SERVER_WAITS)) {
      if (calls.names().contains(call)) {
        guarded(() -> calls.named(call).accept(server));
      }
    }
    for (Calls<Session> calls : List.of(FaceCalls.SESSION, FaceCalls.SESSION_WAITS)) {
      if (calls.names().contains(call)) {
        sessions.forEach(session -> guarded(() -> calls.named(call).accept(session)));
      }
    }
  }

  private void assertEnded(Server server, ServerStage stage) {
    assertThat(thrown).isEmpty();
    assertThat(server.closed().toCompletableFuture()).isCompleted();
    assertThat(server.sessions()).isEmpty();
    assertThat(stage.time.pending()).isZero();
  }

  static Stream<Arguments> standingsAndCalls() {
    List<ServerStage.Standing> all = List.of(ServerStage.Standing.values());
    return Stream.concat(
        each(all, List.of(false), FaceCalls.SERVER, FaceCalls.SESSION).stream(),
        each(all, List.of(true), FaceCalls.SERVER_WAITS, FaceCalls.SESSION_WAITS).stream());
  }

  @ParameterizedTest(name = "{1} while {0}")
  @MethodSource("standingsAndCalls")
  void aCallInAStateThrowsNothingAndKeepsNothingFromTheEnd(
      ServerStage.Standing standing, String call, boolean waits) {
    Aside aside = new Aside(thrown::add);
    ServerStage stage = waits ? new ServerStage(aside) : new ServerStage();
    List<Session> known = new ArrayList<>();
    Server server = stage.server.onOpen(known::add).start();
    standing.bring(server, stage);
    if (waits) {
      aside.execute(() -> call(call, server, List.copyOf(known)));
    } else {
      call(call, server, List.copyOf(known));
    }
    stage.settle();
    guarded(server::close);
    stage.settle();
    stage.letGo();
    assertEnded(server, stage);
    known.forEach(session -> assertThat(session.ended().toCompletableFuture()).isCompleted());
  }
}
