package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import dev.hawser.frame.OriginPolicy;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Admission;
import dev.hawser.transport.TrustedProxies;
import dev.hawser.transport.UpgradeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ServerTest {
  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<String> log = new ArrayList<>();

  private static UpgradeRequest request(String... headers) {
    Headers all = Headers.of("Host", "example.org").withAll(Headers.of(headers));
    return new UpgradeRequest("/feed?x=1", all, List.of("v1", "v2"), "192.0.2.7:4711", false);
  }

  private Admission knock(UpgradeRequest request) {
    CompletableFuture<ScriptedTransport.Arrival> arrival =
        transport.knock(request).toCompletableFuture();
    time.settle();
    return arrival.join().admission();
  }

  private ScriptedLink arrive() {
    assertThat(knock(request())).isInstanceOf(Admission.Accept.class);
    return transport.last();
  }

  private int status(Admission admission) {
    return answer(admission).status();
  }

  private HttpAnswer answer(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Refuse.class);
    return ((Admission.Refuse) admission).answer();
  }

  @Test
  void tellsItsUrlWithTheRealPort() {
    Server server = transport.server().start();
    assertThat(server.port()).isEqualTo(49152);
    assertThat(server.uri()).hasToString("ws://127.0.0.1:49152/");
  }

  @Test
  void failsToStartWhereAnotherListens() {
    transport.server().start();
    assertThatThrownBy(() -> transport.server().port(8080).start())
        .isInstanceOf(java.io.UncheckedIOException.class)
        .cause()
        .isInstanceOf(java.net.BindException.class)
        .hasMessage("cannot listen on 127.0.0.1:8080: another server listens here")
        .hasRootCauseMessage("another server listens here");
  }

  @Test
  void echoesOverItsSessions() {
    Server server =
        transport
            .server()
            .onOpen(s -> log.add("open " + s.number()))
            .onText((s, text) -> s.sendText(text + "!"))
            .onEnd((s, parting) -> log.add("end " + s.number() + " " + parting.code().value()))
            .start();
    ScriptedLink link = arrive();
    link.text("hello");
    time.settle();
    assertThat(link.sentTexts()).containsExactly("hello!");
    assertThat(server.sessions()).hasSize(1);
    link.peerCloses(CloseCode.GOING_AWAY);
    time.settle();
    assertThat(log).containsExactly("open 1", "end 1 1001");
    assertThat(server.sessions()).isEmpty();
  }

  @Test
  void acceptsWithASubprotocolHeadersAndAttributes() {
    List<Session> sessions = new ArrayList<>();
    transport
        .server()
        .accept(r -> Accept.subprotocol("v2").header("X-Node", "7").attribute("user", r.path()))
        .onOpen(sessions::add)
        .start();
    Admission admission = knock(request());
    assertThat(((Admission.Accept) admission).headers().first("X-Node")).isEqualTo("7");
    assertThat(sessions).hasSize(1);
    assertThat(sessions.get(0).subprotocol()).isEqualTo("v2");
    assertThat(sessions.get(0).attributes()).containsEntry("user", "/feed");
  }

  @Test
  void refusesWithStatusRetryAfterAndBody() {
    transport
        .server()
        .accept(r -> Accept.refuse(503).retryAfter(ofMillis(1_500)).header("X-A", "b").body("busy"))
        .start();
    HttpAnswer answer = answer(knock(request()));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().first("Retry-After")).isEqualTo("2");
    assertThat(answer.headers().first("X-A")).isEqualTo("b");
    assertThat(answer.bodyText()).isEqualTo("busy");
  }

  @Test
  void tellsTheClientsAddressBehindProxiesItTrusts() {
    List<String> clients = new ArrayList<>();
    ServerBuilder server =
        transport
            .server()
            .accept(
                r -> {
                  clients.add(r.clientAddress() + " by " + r.remoteAddress());
                  return Accept.plain();
                });
    Server trusting = server.trustedProxies(TrustedProxies.of("192.0.2.0/24")).start();
    knock(request("X-Forwarded-For", "203.0.113.5, 198.51.100.7"));
    trusting.close();
    server.start();
    knock(request("X-Forwarded-For", "198.51.100.7"));
    assertThat(clients)
        .containsExactly("198.51.100.7 by 192.0.2.7:4711", "192.0.2.7 by 192.0.2.7:4711");
  }

  @Test
  void decidesInTime() {
    CompletableFuture<Reception> decision = new CompletableFuture<>();
    transport.server().acceptAsync(r -> decision).start();
    var arrival = transport.knock(request()).toCompletableFuture();
    time.settle();
    assertThat(arrival).isNotDone();
    decision.complete(Refuse.status(401));
    assertThat(status(arrival.join().admission())).isEqualTo(401);
  }

  @Test
  void refusesForeignPagesUnlessAllowed() {
    Server server = transport.server().start();
    assertThat(status(knock(request("Origin", "https://evil.test")))).isEqualTo(403);
    assertThat(status(knock(request("Origin", "null")))).isEqualTo(403);
    assertThat(knock(request("Origin", "http://example.org"))).isInstanceOf(Admission.Accept.class);
    server.close();
    transport.server().originPolicy(OriginPolicy.any()).start();
    assertThat(knock(request("Origin", "https://evil.test"))).isInstanceOf(Admission.Accept.class);
  }

  @Test
  void answers500WhenTheDecisionFailsAndReportsIt() {
    List<Throwable> reported =
        reporting(
            then -> {
              Server first =
                  transport
                      .server()
                      .accept(
                          r -> {
                            throw new IllegalStateException("user bug");
                          })
                      .start();
              assertThat(status(knock(request()))).isEqualTo(500);
              first.close();
              Server second =
                  transport
                      .server()
                      .acceptAsync(
                          r -> CompletableFuture.failedFuture(new IllegalStateException("late")))
                      .start();
              assertThat(status(knock(request()))).isEqualTo(500);
              second.close();
              transport.server().accept(r -> Accept.subprotocol("v9")).start();
              assertThat(status(knock(request()))).isEqualTo(500);
            });
    assertThat(reported).hasSize(3);
    assertThat(reported.get(2)).hasMessageContaining("v9").hasMessageContaining("[v1, v2]");
  }

  private static List<Throwable> reporting(Consumer<Void> run) {
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    List<Throwable> thrown = new ArrayList<>();
    thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
    try {
      run.accept(null);
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    return thrown;
  }

  @Test
  void closesEverySessionWithTheReasonAndIsClosedWhenTheLastHasEnded() {
    Server server = transport.server().start();
    ScriptedLink one = arrive();
    ScriptedLink two = arrive();
    two.holdClose(true);
    time.settle();
    CompletableFuture<Void> closed =
        server.close(CloseReason.of(CloseCode.SERVICE_RESTART)).toCompletableFuture();
    time.settle();
    assertThat(one.closeSent().code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(two.closeSent().code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(closed).isNotDone();
    server.close(CloseReason.of(CloseCode.GOING_AWAY));
    two.holdClose(false);
    time.settle();
    assertThat(closed).isCompleted();
    assertThatThrownBy(() -> transport.knock(request())).hasMessage("no server listens");
  }

  @Test
  void closesWith1001ByDefaultAndAtOnceWithoutSessions() {
    Server server = transport.server().start();
    server.close();
    time.settle();
    assertThat(server.closed().toCompletableFuture()).isCompleted();
  }

  @Test
  void aRequestUnderWayWhenTheServerClosesIsRefused() {
    CompletableFuture<Reception> decision = new CompletableFuture<>();
    Server server = transport.server().acceptAsync(r -> decision).start();
    var arrival = transport.knock(request()).toCompletableFuture();
    time.settle();
    server.close();
    decision.complete(Accept.plain());
    assertThat(status(arrival.join().admission())).isEqualTo(503);
  }

  @Test
  void refusesACloseThatAServerMayNotSend() {
    Server server = transport.server().start();
    assertThatThrownBy(() -> server.close(CloseReason.of(CloseCode.MANDATORY_EXT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1010")
        .hasMessageContaining("1011-1014");
  }

  @Test
  void aCallbackThatThrowsEndsItsSessionWith1011() {
    List<Parting> partings = new ArrayList<>();
    transport
        .server()
        .onText(
            (s, text) -> {
              throw new IllegalStateException("user bug");
            })
        .onEnd((s, parting) -> partings.add(parting))
        .start();
    ScriptedLink link = arrive();
    link.text("boom");
    time.settle();
    assertThat(link.closeSent().code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    assertThat(((Ending.Failed) partings.get(0).ending()).fault()).isEqualTo(Fault.CALLBACK_FAILED);
  }

  @Test
  void dropsWhatASlowPeerDoesNotTakePastTheSendBuffer() {
    List<Session> sessions = new ArrayList<>();
    transport.server().sendBuffer(10).onOpen(sessions::add).start();
    ScriptedLink link = arrive();
    link.holdWrites(true);
    time.settle();
    Session session = sessions.get(0);
    var first = session.sendText("0123456789").toCompletableFuture();
    var second = session.sendText("x").toCompletableFuture();
    assertThat(second).isCompletedWithValue(new Outcome.Dropped(Outcome.Dropped.Reason.FULL));
    link.holdWrites(false);
    time.settle();
    assertThat(first).isCompletedWithValue(new Outcome.Written());
    assertThat(session.sendText("y").toCompletableFuture()).isNotDone();
  }

  @Test
  void confirmsByAPong() {
    List<Session> sessions = new ArrayList<>();
    transport.server().onOpen(sessions::add).start();
    ScriptedLink link = arrive();
    link.holdPongs(true);
    Session session = sessions.get(0);
    session.sendText("one");
    var confirmed = session.confirm().toCompletableFuture();
    time.settle();
    assertThat(session.inDoubt()).isEqualTo(1);
    assertThat(confirmed).isNotDone();
    link.holdPongs(false);
    time.settle();
    assertThat(confirmed).isCompletedWithValue(true);
    assertThat(session.inDoubt()).isZero();
    link.holdPongs(true);
    var late = session.confirm().toCompletableFuture();
    link.drop();
    time.advance(ofSeconds(1));
    assertThat(late).isCompletedWithValue(false);
    assertThat(session.confirm().toCompletableFuture()).isCompletedWithValue(false);
  }

  @Test
  void refusesNonsenseAtTheBuilder() {
    assertThatThrownBy(() -> WebSockets.server().port(70_000)).hasMessageContaining("0-65535");
    assertThatThrownBy(() -> WebSockets.server().maxConnections(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> WebSockets.server().sendBuffer(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> Accept.refuse(101)).hasMessageContaining("200-599");
    assertThatThrownBy(() -> Accept.refuse(503).retryAfter(ofSeconds(-1)))
        .hasMessageContaining("PT0S-PT8760H");
    assertThatThrownBy(() -> Accept.subprotocol("a b")).hasMessageContaining("token");
    assertThatThrownBy(() -> WebSockets.server().tls(dev.hawser.transport.Tls.DEFAULT))
        .hasMessageContaining("key manager");
  }

  @Test
  void sessionsOfOneAddressThatAreCutAtTheSameSilenceNameTheLimitInFront() {
    List<Parting> partings = new ArrayList<>();
    transport
        .server()
        .onText((session, text) -> {})
        .onEnd((session, parting) -> partings.add(parting))
        .start();
    for (int busy : List.of(42, 6, 90)) {
      ScriptedLink link = arrive();
      for (int i = 0; i < busy; i++) {
        time.advance(ofSeconds(1));
        link.text("tick");
      }
      time.advance(ofSeconds(20));
      link.drop();
      time.settle();
    }
    assertThat(partings.get(1).diagnosis().confidence()).isEqualTo(Confidence.UNKNOWN);
    assertThat(partings.get(2).diagnosis().cause()).isEqualTo(Cause.PROXY_IDLE);
    assertThat(partings.get(2).diagnosis().measure().limit()).isEqualTo(ofSeconds(20));
    assertThat(partings.get(2).explain()).contains("a limit on silence of 20 s on the way");
  }
}
